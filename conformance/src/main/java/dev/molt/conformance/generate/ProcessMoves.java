package dev.molt.conformance.generate;

import java.util.Arrays;
import java.util.List;

/** Moves of processes: spawning, requests, messages, signals, links, monitors, names. */
final class ProcessMoves {
  static final List<Move.Weighted> ALL =
      List.of(
          Move.of(8, ProcessMoves::spawn),
          Move.of(1, ProcessMoves::spawnMany),
          Move.of(1, ProcessMoves::spawnLink),
          Move.of(1, ProcessMoves::spawnFrozen),
          Move.of(2, ProcessMoves::freezeOrThaw),
          Move.of(10, scene -> scene.asking(actor -> scene.add("ping %s", actor.name()))),
          Move.of(
              7,
              scene ->
                  scene.withTrait(
                      Body.Trait.SWITCHES, actor -> scene.add("switch %s", actor.name()))),
          Move.of(4, ProcessMoves::ask),
          Move.of(4, ProcessMoves::tell),
          Move.of(3, ProcessMoves::endWait),
          Move.of(3, ProcessMoves::log),
          Move.of(
              2,
              scene ->
                  scene.with(
                      _ -> true,
                      actor ->
                          scene.add("%s %s", scene.dice().oneOf("alive", "queue"), actor.name()))),
          Move.of(3, ProcessMoves::exit),
          Move.of(4, ProcessMoves::link),
          Move.of(3, ProcessMoves::name),
          Move.of(4, scene -> scene.add("deaths")));

  private static final List<String> REASONS = List.of("normal", "shutdown", "kill", "boom");

  private ProcessMoves() {}

  static void spawn(Scene scene) {
    var sum = Arrays.stream(Body.values()).mapToInt(Body::weight).sum();
    var roll = scene.dice().roll(sum);
    for (var body : Body.values()) {
      roll -= body.weight();
      if (roll > 0) continue;
      spawn(scene, body);
      return;
    }
  }

  private static void spawn(Scene scene, Body body) {
    var module = scene.module();
    var name = scene.enter(body, module).name();
    switch (body) {
      case HOLDER -> scene.add("spawn %s - holder", name);
      case CALLER_INTO, TAIL_INTO ->
          scene.add("spawn %s %s %s %s", name, module, body.word(), scene.module());
      default -> scene.add("spawn %s %s %s", name, module, body.word());
    }
  }

  private static void spawnMany(Scene scene) {
    var group = scene.fresh("g");
    var body = scene.dice().oneOf(Body.LOCAL_LOOP, Body.QUALIFIED_LOOP, Body.WAIT_NONTAIL);
    var module = scene.module();
    var count = 2 + scene.dice().roll(4);
    scene.add("spawn_many %s %d %s %s", group, count, module, body.word());
    scene.enter(group + "." + scene.dice().roll(count), body, module);
    CodeMoves.look(scene, module);
    scene.add("count_alive %s", group);
  }

  private static void spawnLink(Scene scene) {
    scene.withTrait(
        Body.Trait.ACTS,
        parent -> {
          var module = scene.module();
          var body = scene.dice().oneOf(Body.LOCAL_LOOP, Body.QUALIFIED_LOOP, Body.WAIT_TAIL);
          var child = scene.enter(body, module);
          scene.add("spawn_link %s %s %s %s", child.name(), module, body.word(), parent.name());
        });
  }

  private static void spawnFrozen(Scene scene) {
    var module = scene.module();
    var body = scene.dice().oneOf(Body.LOCAL_LOOP, Body.QUALIFIED_LOOP);
    var actor = scene.enter(body, module);
    scene.add("spawn_frozen %s %s %s", actor.name(), module, body.word());
    actor.frozen(true);
    CodeMoves.look(scene, module);
  }

  /** At most one of a kind in turn. */
  private static void freezeOrThaw(Scene scene) {
    var frozen = scene.actors(Actor::frozen);
    if (frozen.isEmpty()) {
      scene.withTrait(
          Body.Trait.FREEZES,
          actor -> {
            scene.add("freeze %s", actor.name());
            actor.frozen(true);
          });
    } else {
      var actor = scene.dice().pick(frozen);
      scene.add("thaw %s", actor.name());
      actor.frozen(false);
    }
  }

  private static void ask(Scene scene) {
    scene.withTrait(
        Body.Trait.ASKED,
        actor -> {
          var what = scene.dice().oneOf("local", "ext", scene.module());
          scene.add("ask %s %s", actor.name(), what);
        });
  }

  private static void tell(Scene scene) {
    scene.with(
        actor -> actor.answers() || actor.suspended() || actor.frozen(),
        actor -> {
          var dice = scene.dice();
          switch (dice.roll(10)) {
            case 1, 2 -> scene.add("burst %s a b c", actor.name());
            case 3 -> {
              scene.add("burst %s a !%s b", actor.name(), dice.pick(REASONS));
              scene.leave(actor);
            }
            default -> scene.add("tell %s %s", actor.name(), dice.oneOf("a", "b", "c"));
          }
        });
  }

  private static void endWait(Scene scene) {
    if (scene.dice().percent(60))
      scene.with(
          actor -> actor.is(Body.Trait.RETURNS),
          actor -> scene.add("tell %s return", actor.name()));
    else
      scene.with(
          actor -> actor.is(Body.Trait.STEPS), actor -> scene.add("tell %s step", actor.name()));
  }

  private static void log(Scene scene) {
    scene.with(
        Actor::answers,
        actor -> {
          if (actor.hears()) scene.add("%s %s", scene.dice().oneOf("exits", "downs"), actor.name());
          else scene.add("log %s", actor.name());
        });
  }

  private static void exit(Scene scene) {
    var reason = scene.dice().pick(REASONS);
    switch (scene.dice().roll(5)) {
      case 1, 2, 3 ->
          scene.with(
              actor -> true,
              actor -> {
                scene.add("exit %s %s", actor.name(), reason);
                if (!reason.equals("normal")) scene.leave(actor);
              });
      case 4 ->
          scene.with(
              Actor::answers,
              actor -> {
                scene.add("crash %s", actor.name());
                scene.leave(actor);
              });
      default ->
          scene.with(
              Actor::answers,
              actor -> {
                scene.add(
                    "%s %s %s", scene.dice().oneOf("selfexit", "selfsignal"), actor.name(), reason);
                scene.leave(actor);
              });
    }
  }

  /** Children of supervisors are left alone: a link would say before the supervisor who died. */
  private static void link(Scene scene) {
    scene.withTrait(
        Body.Trait.ACTS,
        actor ->
            scene.with(
                other -> other != actor && other.body() != Body.FAMILY,
                other -> {
                  link(scene, actor, other);
                  if (scene.dice().percent(50))
                    scene.add("%s %s", scene.dice().oneOf("exits", "downs"), actor.name());
                }));
  }

  private static void link(Scene scene, Actor actor, Actor other) {
    switch (scene.dice().roll(8)) {
      case 1, 2 -> scene.add("link %s %s", actor.name(), other.name());
      case 3 -> scene.add("unlink %s %s", actor.name(), other.name());
      case 4, 5, 6 -> {
        actor.hear();
        scene.add("monitor %s %s", actor.name(), other.name());
      }
      case 7 -> scene.add("demonitor %s %s", actor.name(), other.name());
      default -> {
        if (actor.body() == Body.SERVER) return;
        actor.hear();
        scene.add("trap %s %s", actor.name(), scene.dice().oneOf("on", "on", "off"));
      }
    }
  }

  private static void name(Scene scene) {
    var name = scene.dice().oneOf("n1", "n2");
    switch (scene.dice().roll(6)) {
      case 1, 2 -> scene.with(_ -> true, actor -> scene.add("register %s %s", name, actor.name()));
      case 3, 4 -> scene.add("whereis %s", name);
      case 5 -> scene.add("unregister %s", name);
      default -> scene.add("send_name %s %s", name, scene.dice().oneOf("a", "b"));
    }
  }
}
