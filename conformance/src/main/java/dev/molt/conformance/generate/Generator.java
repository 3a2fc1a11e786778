package dev.molt.conformance.generate;

import java.util.ArrayList;
import java.util.List;

/** Makes the operations of a random case. Pure: the seed decides. */
public final class Generator {
  private static final int SHORTEST = 20;
  private static final int SPREAD = 40;

  private static final List<Move.Weighted> MOVES = new ArrayList<>();

  static {
    for (var room :
        List.of(CodeMoves.ALL, ProcessMoves.ALL, FunMoves.ALL, ServerMoves.ALL, FamilyMoves.ALL))
      MOVES.addAll(room);
  }

  private Generator() {}

  /** The operations of the case with this seed. */
  public static List<String> operations(long seed) {
    var dice = new Dice(seed);
    var modules =
        dice.oneOf(
            List.of("m1"),
            List.of("m1", "m2"),
            List.of("m1", "m2"),
            List.of("m1", "m2", "m3"),
            List.of("m1", "m2", "m3", "m4"));
    var scene = new Scene(dice, modules);
    var length = SHORTEST + dice.roll(SPREAD);
    begin(scene);
    while (scene.operations().size() < length) move(scene);
    end(scene);
    return List.copyOf(scene.operations());
  }

  /** Not always is everything loaded. */
  private static void begin(Scene scene) {
    for (var module : scene.modules())
      if (scene.dice().percent(90)) scene.add("load %s %s", module, scene.version(module));
    for (var i = 0; i < 3; i++) ProcessMoves.spawn(scene);
  }

  private static void move(Scene scene) {
    var roll = scene.dice().roll(MOVES.stream().mapToInt(Move.Weighted::weight).sum());
    for (var each : MOVES) {
      roll -= each.weight();
      if (roll > 0) continue;
      each.move().make(scene);
      return;
    }
  }

  /** What came of it all. */
  private static void end(Scene scene) {
    var dice = scene.dice();
    for (var module : scene.modules()) scene.add("would_die %s", module);
    for (var module : scene.modules()) scene.add("%s %s", dice.oneOf("purge", "call"), module);
    for (var actor : dice.some(scene.actors(Actor::answers), 3)) scene.add("ping %s", actor.name());
    scene.add("deaths");
  }
}
