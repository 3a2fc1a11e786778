package dev.molt.conformance.generate;

import java.util.List;
import java.util.stream.Collectors;

/** Moves of the code server. */
final class CodeMoves {
  static final List<Move.Weighted> ALL =
      List.of(
          Move.of(8, CodeMoves::load),
          Move.of(8, CodeMoves::reload),
          Move.of(2, CodeMoves::loadSame),
          Move.of(
              2,
              scene ->
                  scene.add(
                      "%s %s",
                      oneOf(scene, "load_bad", "load_wrong", "load_missing"), scene.module())),
          Move.of(2, CodeMoves::loadBinary),
          Move.of(4, CodeMoves::loadWithOnLoad),
          Move.of(3, CodeMoves::atomicLoad),
          Move.of(2, CodeMoves::slowOnLoad),
          Move.of(5, CodeMoves::path),
          Move.of(7, scene -> scene.add("purge %s", scene.module())),
          Move.of(6, scene -> scene.add("soft_purge %s", scene.module())),
          Move.of(2, CodeMoves::parallel),
          Move.of(2, CodeMoves::delete),
          Move.of(
              4,
              scene ->
                  scene.add(
                      "%s %s",
                      oneOf(scene, "is_loaded", "check_old", "module_loaded", "module_status"),
                      scene.module())),
          Move.of(
              4,
              scene ->
                  scene.add("%s %s", oneOf(scene, "call", "call", "call_even"), scene.module())),
          Move.of(2, scene -> scene.add("%s", oneOf(scene, "all_loaded", "loaded", "modified"))),
          Move.of(2, CodeMoves::sticky),
          Move.of(1, CodeMoves::async),
          Move.of(7, scene -> scene.with(_ -> true, actor -> check(scene, actor))),
          Move.of(4, scene -> scene.add("would_die %s", scene.module())),
          Move.of(1, CodeMoves::reloadFrom));

  private CodeMoves() {}

  private static String oneOf(Scene scene, String... words) {
    return scene.dice().oneOf(words);
  }

  /** Makes room for a load, or does not. */
  private static void makeRoom(Scene scene, String module) {
    var roll = scene.dice().roll(10);
    if (roll <= 3) scene.add("purge %s", module);
    else if (roll <= 5) scene.add("soft_purge %s", module);
  }

  /** Often somebody looks at what a load or a delete has done. */
  static void look(Scene scene, String module) {
    switch (scene.dice().roll(10)) {
      case 1, 2 -> scene.add("would_die %s", module);
      case 3 -> scene.add("soft_purge %s", module);
      case 4 -> scene.add("purge %s", module);
      case 5, 6 -> scene.with(actor -> actor.module().equals(module), actor -> check(scene, actor));
      case 7 -> scene.withTrait(Body.Trait.SWITCHES, actor -> scene.add("switch %s", actor.name()));
      case 8 -> scene.with(Actor::answers, actor -> scene.add("ping %s", actor.name()));
      default -> {}
    }
  }

  private static void check(Scene scene, Actor actor) {
    var module = scene.dice().percent(80) ? actor.module() : scene.module();
    scene.add("check %s %s", actor.name(), module);
  }

  private static void load(Scene scene) {
    var module = scene.module();
    makeRoom(scene, module);
    scene.add("load %s %s", module, scene.version(module));
    look(scene, module);
    look(scene, module);
  }

  private static void reload(Scene scene) {
    var module = scene.module();
    scene.add("reload %s %s", module, scene.version(module));
    look(scene, module);
    look(scene, module);
  }

  /** Of code that waits in its on_load function it would wait for ever. */
  private static void loadSame(Scene scene) {
    var module = scene.module();
    if (scene.isMarked("slow " + module)) return;
    makeRoom(scene, module);
    scene.add("load_same %s", module);
    look(scene, module);
  }

  /** Purges and loads at once: a restarted child would be in either code. */
  private static void loadBinary(Scene scene) {
    var module = scene.module();
    if (scene.isSupervised(module)) return;
    scene.add("load_binary %s %s", module, scene.version(module));
    look(scene, module);
  }

  private static void loadWithOnLoad(Scene scene) {
    var module = scene.module();
    makeRoom(scene, module);
    var others = scene.modules().stream().filter(other -> !other.equals(module)).toList();
    var mode = oneOf(scene, "ok", "ok", "fail", "crash", "self", "other", "spawnfail");
    if (mode.equals("other")) mode = others.isEmpty() ? "ok" : scene.dice().pick(others);
    // It makes a process of a name that can be given once.
    if (mode.equals("spawnfail") && !scene.mark("spawnfail " + module)) mode = "fail";
    scene.add("load %s %s!%s", module, scene.version(module), mode);
    if (mode.equals("spawnfail")) scene.add("alive onload_%s", module);
    look(scene, module);
    if (scene.dice().percent(50)) scene.add("onload_saw");
  }

  private static void atomicLoad(Scene scene) {
    var modules = scene.dice().some(scene.modules(), 3);
    modules.forEach(module -> makeRoom(scene, module));
    if (scene.dice().percent(5)) modules.add(modules.getFirst());
    var items =
        modules.stream()
            .map(module -> module + ":" + item(scene, module))
            .collect(Collectors.joining(" "));
    scene.add("atomic_load %s", items);
    modules.forEach(module -> look(scene, module));
  }

  private static String item(Scene scene, String module) {
    var roll = scene.dice().roll(100);
    if (roll <= 6) return "bad";
    if (roll <= 16) return "path";
    if (roll <= 20) return scene.version(module) + "!ok";
    return scene.version(module);
  }

  /**
   * While an on_load function waits, its module must not be called or loaded but in another
   * process.
   */
  private static void slowOnLoad(Scene scene) {
    var module = scene.module();
    makeRoom(scene, module);
    scene.mark("slow " + module);
    var load = scene.fresh("a");
    scene.add("async %s load %s %s!slow", load, module, scene.version(module));
    var call = scene.dice().percent(60) ? scene.fresh("a") : "";
    if (!call.isEmpty()) scene.add("async %s call %s", call, module);
    if (scene.dice().percent(50))
      scene.add("%s %s", oneOf(scene, "is_loaded", "check_old"), module);
    if (!call.isEmpty()) scene.add("result %s", call);
    var others = scene.modules().stream().filter(other -> !other.equals(module)).toList();
    if (!others.isEmpty() && scene.dice().percent(50))
      scene.add("call %s", scene.dice().pick(others));
    scene.add("finish_onload %s %s", module, oneOf(scene, "ok", "ok", "fail"));
    scene.add("result %s", load);
    if (!call.isEmpty()) scene.add("result %s", call);
  }

  private static void path(Scene scene) {
    var module = scene.module();
    switch (scene.dice().roll(9)) {
      case 1 -> scene.add("install %s %s", module, scene.version(module));
      case 2 -> installAnd(scene, module, "load_file %s");
      case 3 -> installAnd(scene, module, "c_l %s");
      case 4 -> scene.add("uninstall %s", module);
      case 5 -> scene.add("ensure_loaded %s", module);
      case 6 -> scene.add("c_l %s", module);
      case 7 -> scene.add("load_file %s", module);
      case 8 ->
          scene.add(
              "ensure_modules_loaded %s", String.join(" ", scene.dice().some(scene.modules(), 3)));
      default -> {
        scene.add("install_bad %s", module);
        scene.add(
            "%s %s", oneOf(scene, "load_file", "ensure_loaded", "call", "module_status"), module);
        scene.add("uninstall %s", module);
      }
    }
    look(scene, module);
  }

  private static void installAnd(Scene scene, String module, String operation) {
    scene.add("install %s %s", module, scene.version(module));
    scene.add(operation, module);
  }

  /** Only such operations at once of which nobody can tell later which was first. */
  private static void parallel(Scene scene) {
    var module = scene.module();
    var version = scene.version(module);
    switch (scene.dice().roll(6)) {
      case 1 -> scene.add("parallel purge %1$s ; purge %1$s ; purge %1$s", module);
      case 2 -> scene.add("parallel soft_purge %1$s ; soft_purge %1$s", module);
      case 3 ->
          scene.add("parallel load %1$s %2$s ; load %1$s %2$s ; load %1$s %2$s", module, version);
      case 4 -> scene.add("parallel delete %1$s ; delete %1$s", module);
      case 5 -> scene.add("parallel call %1$s ; call %1$s ; ensure_loaded %1$s", module);
      default ->
          scene.add(
              "parallel %s",
              scene.modules().stream()
                  .map(each -> "load " + each + " " + scene.version(each))
                  .collect(Collectors.joining(" ; ")));
    }
    look(scene, module);
  }

  private static void delete(Scene scene) {
    var module = scene.module();
    makeRoom(scene, module);
    scene.add("delete %s", module);
    look(scene, module);
    look(scene, module);
  }

  private static void sticky(Scene scene) {
    var module = scene.module();
    scene.add("stick %s", module);
    var operation = oneOf(scene, "load %s %s", "load_binary %s %s", "reload %s %s", "is_sticky %s");
    if (!operation.startsWith("load_binary") || !scene.isSupervised(module))
      scene.add(operation, module, scene.version(module));
    if (scene.dice().percent(30)) scene.add("atomic_load %s:%s", module, scene.version(module));
    scene.add("unstick %s", module);
  }

  private static void async(Scene scene) {
    var module = scene.module();
    var name = scene.fresh("a");
    var operation = oneOf(scene, "load %s %s", "call %s", "purge %s", "soft_purge %s", "delete %s");
    scene.add("async " + name + " " + operation, module, scene.version(module));
    scene.add("result %s", name);
  }

  /** It purges and loads without a rest between: a restarted child would be in either code. */
  private static void reloadFrom(Scene scene) {
    scene.with(
        actor ->
            actor.answers() && actor.is(Body.Trait.SWITCHES) && !scene.isSupervised(actor.module()),
        actor -> {
          scene.add("reload_from %s %s", actor.name(), scene.version(actor.module()));
          look(scene, actor.module());
        });
  }
}
