package dev.molt.conformance.generate;

import java.util.List;
import java.util.function.Predicate;

/** Moves of gen_servers, system messages, and sockets. */
final class ServerMoves {
  static final List<Move.Weighted> ALL =
      List.of(
          Move.of(6, ServerMoves::system),
          Move.of(3, ServerMoves::story),
          Move.of(2, ServerMoves::busy),
          Move.of(
              1,
              scene ->
                  scene.with(
                      server().and(Actor::answers), actor -> scene.add("nap %s", actor.name()))),
          Move.of(1, ServerMoves::stop),
          Move.of(4, ServerMoves::socket));

  private ServerMoves() {}

  private static Predicate<Actor> server() {
    return actor -> actor.body() == Body.SERVER;
  }

  private static void system(Scene scene) {
    scene.with(
        server().and(actor -> !actor.frozen()),
        actor -> {
          if (actor.suspended()) whileSuspended(scene, actor);
          else whileRunning(scene, actor);
        });
  }

  private static void whileSuspended(Scene scene, Actor actor) {
    var dice = scene.dice();
    switch (dice.roll(6)) {
      case 1 -> scene.add("get_state %s", actor.name());
      case 2 -> scene.add("replace_state %s %d", actor.name(), dice.roll(90));
      case 3 -> changeCode(scene, actor);
      case 4 -> scene.add("tell %s x", actor.name());
      default -> {
        scene.add("resume %s", actor.name());
        actor.suspended(false);
      }
    }
  }

  private static void whileRunning(Scene scene, Actor actor) {
    var dice = scene.dice();
    switch (dice.roll(7)) {
      case 1 -> scene.add("get_state %s", actor.name());
      case 2 -> scene.add("replace_state %s %s", actor.name(), dice.oneOf("5", "crash", "0"));
      case 3 -> scene.add("stat %s %s", actor.name(), dice.oneOf("on", "get", "get", "off"));
      case 4 -> changeCode(scene, actor);
      case 5 -> scene.add("resume %s", actor.name());
      default -> {
        scene.add("suspend %s", actor.name());
        actor.suspended(true);
      }
    }
  }

  private static void changeCode(Scene scene, Actor actor) {
    scene.add(
        "change_code %s %s %s %s",
        actor.name(),
        actor.module(),
        scene.dice().oneOf("1", "2", "down:3"),
        scene.dice().oneOf("ok", "ok", "extra", "fail", "crash", "bad"));
  }

  /** A server is taken over to new code, as a release upgrade does it. */
  private static void story(Scene scene) {
    scene.with(
        server().and(Actor::answers),
        actor -> {
          var dice = scene.dice();
          scene.add("suspend %s", actor.name());
          for (var word : List.of("a", "b"))
            if (dice.percent(50)) scene.add("tell %s %s", actor.name(), word);
          scene.add(
              "%s %s %s",
              dice.oneOf("reload", "load"), actor.module(), scene.version(actor.module()));
          changeCode(scene, actor);
          scene.add("get_state %s", actor.name());
          scene.add("resume %s", actor.name());
          if (!actor.hears()) scene.add("log %s", actor.name());
          scene.add("ping %s", actor.name());
        });
  }

  private static void busy(Scene scene) {
    scene.with(
        actor -> actor.body() == Body.SERVER_BUSY,
        actor -> {
          scene.add("caller %s", actor.name());
          if (!scene.dice().percent(60)) return;
          scene.add("unblock %s", actor.name());
          scene.add("caller %s", actor.name());
        });
  }

  private static void stop(Scene scene) {
    scene.with(
        server().and(Actor::answers),
        actor -> {
          scene.add("stop %s %s", actor.name(), scene.dice().oneOf("normal", "shutdown", "boom"));
          scene.leave(actor);
        });
  }

  private static void socket(Scene scene) {
    scene.with(
        actor -> actor.is(Body.Trait.SOCKET),
        actor -> {
          if (scene.dice().percent(75))
            scene.add("send %s %s", actor.name(), scene.dice().oneOf("x", "yy", "zzz"));
          else scene.add("peer %s", actor.name());
        });
  }
}
