package dev.molt.conformance.generate;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Moves of supervisors. One supervisor a case, with no more than one child a module: of two, a
 * purge would kill one while the supervisor stops the other. No child traps exits: to end it takes
 * time.
 */
final class FamilyMoves {
  static final List<Move.Weighted> ALL = List.of(Move.of(8, FamilyMoves::make));

  private static final String SUPERVISOR = "s";
  private static final List<String> IDS = List.of("a", "b", "c");

  private FamilyMoves() {}

  private static void make(Scene scene) {
    var children =
        scene.actors(actor -> actor.body() == Body.FAMILY && !actor.name().equals(SUPERVISOR));
    if (scene.mark("supervisor")) begin(scene);
    else if (!children.isEmpty() && scene.dice().percent(60))
      child(scene, scene.dice().pick(children));
    else supervisor(scene);
  }

  private static void begin(Scene scene) {
    var dice = scene.dice();
    var modules = dice.some(scene.modules(), dice.roll(3));
    var children =
        modules.stream()
            .map(module -> child(scene, IDS.get(modules.indexOf(module)), module))
            .collect(Collectors.joining(" "));
    scene.add(
        "sup %s %s %d 1000 %s",
        SUPERVISOR,
        dice.oneOf("one_for_one", "one_for_one", "one_for_all", "rest_for_one"),
        dice.oneOf(1, 2, 3, 8),
        children);
    for (var i = 0; i < modules.size(); i++) {
      scene.supervise(modules.get(i));
      scene.enter(SUPERVISOR + "/" + IDS.get(i), Body.FAMILY, modules.get(i));
    }
  }

  private static String child(Scene scene, String id, String module) {
    var dice = scene.dice();
    return "%s:%s:%s:%s"
        .formatted(
            id,
            module,
            dice.oneOf(Body.LOCAL_LOOP, Body.LOCAL_LOOP, Body.QUALIFIED_LOOP, Body.SERVER).word(),
            dice.oneOf("permanent", "permanent", "transient", "temporary"));
  }

  private static void child(Scene scene, Actor child) {
    var id = child.name().substring(child.name().indexOf('/') + 1);
    switch (scene.dice().roll(10)) {
      case 1, 2 -> scene.add("ping %s", child.name());
      case 3 -> scene.add("starts %s", child.name());
      case 4 -> scene.add("crash %s", child.name());
      case 5 ->
          scene.add("exit %s %s", child.name(), scene.dice().oneOf("kill", "boom", "shutdown"));
      case 6 -> scene.add("selfexit %s normal", child.name());
      case 7 -> scene.add("terminate_child %s %s", SUPERVISOR, id);
      case 8 -> scene.add("restart_child %s %s", SUPERVISOR, id);
      case 9 -> scene.add("delete_child %s %s", SUPERVISOR, id);
      default ->
          // The same module as before: it has no other child.
          scene.add("start_child %s %s", SUPERVISOR, child(scene, id, child.module()));
    }
  }

  private static void supervisor(Scene scene) {
    scene.add("%s %s", scene.dice().oneOf("which_children", "which_children", "alive"), SUPERVISOR);
  }
}
