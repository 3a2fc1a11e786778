package dev.molt.conformance.generate;

import dev.molt.conformance.script.CodeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A case in the making: its operations so far, and what they have put on the stage. */
final class Scene {
  private static final int HIGHEST_VERSION = 12;

  /** An answer that does not come takes long. */
  private static final int SILENCES = 2;

  private final Dice dice;
  private final List<String> modules;

  // The generator's, which is one thread.
  private final List<String> operations = new ArrayList<>();
  private final List<Actor> actors = new ArrayList<>(); // the newest first
  private final List<String> funs = new ArrayList<>();
  private final Map<String, List<Integer>> versions = new HashMap<>();
  private final Map<String, Integer> counters = new HashMap<>();
  private final Set<String> supervised = new HashSet<>();
  private final Set<String> marks = new HashSet<>();
  private int silences;

  Scene(Dice dice, List<String> modules) {
    this.dice = dice;
    this.modules = List.copyOf(modules);
  }

  Dice dice() {
    return dice;
  }

  List<String> operations() {
    return operations;
  }

  void add(String format, Object... arguments) {
    operations.add(format.formatted(arguments));
  }

  List<String> modules() {
    return modules;
  }

  String module() {
    return dice.pick(modules);
  }

  /** Mostly the next version of a module, sometimes one that it has had. */
  String version(String module) {
    var used = versions.computeIfAbsent(module, _ -> new ArrayList<>());
    var newest = used.stream().mapToInt(Integer::intValue).max().orElse(0);
    var next = !used.isEmpty() && dice.percent(15) ? dice.pick(used) : newest % HIGHEST_VERSION + 1;
    used.add(next);
    return new CodeSpec(String.valueOf(next)).text();
  }

  /** The version that was asked for last. */
  Optional<String> lastVersion(String module) {
    var used = versions.getOrDefault(module, List.of());
    return used.isEmpty() ? Optional.empty() : Optional.of(String.valueOf(used.getLast()));
  }

  /** A name that was not used yet. */
  String fresh(String prefix) {
    return prefix + counters.merge(prefix, 1, Integer::sum);
  }

  Actor enter(Body body, String module) {
    return enter(fresh("p"), body, module);
  }

  Actor enter(String name, Body body, String module) {
    var actor = new Actor(name, body, module);
    actors.addFirst(actor);
    return actor;
  }

  /** Nothing is asked of it any more, most of the time: it is probably dead. */
  void leave(Actor actor) {
    if (dice.percent(70)) actors.remove(actor);
  }

  List<Actor> actors(Predicate<Actor> wanted) {
    return actors.stream().filter(wanted).toList();
  }

  /** Does something with one of those, mostly of the newest: the others are often dead. */
  void with(Predicate<Actor> wanted, Consumer<Actor> action) {
    var found = actors(wanted);
    if (found.isEmpty()) return;
    var among = dice.percent(75) ? found.subList(0, Math.min(4, found.size())) : found;
    action.accept(dice.pick(among));
  }

  void withTrait(Body.Trait trait, Consumer<Actor> action) {
    with(actor -> actor.answers() && actor.is(trait), action);
  }

  /** Something is asked of one that answers; rarely of one that does not. */
  void asking(Consumer<Actor> action) {
    if (silences < SILENCES && dice.percent(4)) {
      silences++;
      with(actor -> actor.body() != Body.TCP_ACTIVE_SERVER, action);
    } else {
      with(Actor::answers, action);
    }
  }

  String fun() {
    var fun = fresh("f");
    funs.addFirst(fun);
    return fun;
  }

  List<String> funs() {
    return funs;
  }

  void supervise(String module) {
    supervised.add(module);
  }

  /** A supervisor starts processes of this module again when it likes. */
  boolean isSupervised(String module) {
    return supervised.contains(module);
  }

  /** True the first time only. */
  boolean mark(String what) {
    return marks.add(what);
  }

  boolean isMarked(String what) {
    return marks.contains(what);
  }
}
