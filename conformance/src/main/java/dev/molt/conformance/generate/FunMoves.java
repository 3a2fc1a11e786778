package dev.molt.conformance.generate;

import java.util.List;

/** Moves of funs. */
final class FunMoves {
  static final List<Move.Weighted> ALL =
      List.of(
          Move.of(3, FunMoves::take),
          Move.of(5, FunMoves::call),
          Move.of(1, FunMoves::compare),
          Move.of(2, FunMoves::spawn),
          Move.of(1, FunMoves::keep),
          Move.of(3, FunMoves::story));

  private FunMoves() {}

  private static String take(Scene scene, String module) {
    var fun = scene.fun();
    scene.add("%s %s %s", scene.dice().oneOf("take_fun", "take_fun", "take_efun"), fun, module);
    return fun;
  }

  private static void take(Scene scene) {
    take(scene, scene.module());
  }

  private static void call(Scene scene) {
    if (!scene.funs().isEmpty()) scene.add("call_fun %s", scene.dice().pick(scene.funs()));
  }

  private static void compare(Scene scene) {
    if (scene.funs().size() < 2) return;
    var two = scene.dice().some(scene.funs(), 2);
    scene.add("same_fun %s %s", two.getFirst(), two.getLast());
  }

  /** Such a fun does not return, so it is not called in any other way. */
  private static void spawn(Scene scene) {
    var module = scene.module();
    var fun = scene.fresh("f");
    scene.add(
        "%s %s %s", scene.dice().oneOf("take_loop_fun", "take_loop_fun", "take_fun"), fun, module);
    if (scene.dice().percent(40)) scene.add("reload %s %s", module, scene.version(module));
    if (scene.dice().percent(30)) scene.add("purge %s", module);
    scene.add("spawn_fun %s %s", scene.enter(Body.FUN, module).name(), fun);
  }

  private static void keep(Scene scene) {
    scene.with(
        actor -> actor.answers() && actor.body() == Body.HOLDER,
        holder -> {
          var module = scene.module();
          scene.add("give_fun %s %s", holder.name(), take(scene, module));
          if (scene.dice().percent(60)) scene.add("reload %s %s", module, scene.version(module));
          CodeMoves.look(scene, module);
          scene.add("run_funs %s", holder.name());
        });
  }

  /** A fun that loses its code, and perhaps gets it back. */
  private static void story(Scene scene) {
    var module = scene.module();
    var version = scene.lastVersion(module);
    var fun = take(scene, module);
    var dice = scene.dice();
    scene.add("%s %s %s", dice.oneOf("reload", "load"), module, scene.version(module));
    if (dice.percent(50)) scene.add("call_fun %s", fun);
    scene.add("%s %s", dice.oneOf("purge", "soft_purge"), module);
    scene.add("call_fun %s", fun);
    if (version.isPresent() && dice.percent(40)) {
      scene.add("reload %s %s", module, version.get());
      scene.add("call_fun %s", fun);
    }
  }
}
