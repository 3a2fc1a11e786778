package dev.molt.rooms;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The first way found that leads from a room back to itself, such as {@code a -> b -> a}. Pure. */
final class Cycle {
  private final Map<String, ? extends Set<String>> arrows;
  private final Deque<String> way = new ArrayDeque<>();
  private final Set<String> harmless = new HashSet<>();

  private Cycle(Map<String, ? extends Set<String>> arrows) {
    this.arrows = arrows;
  }

  static Optional<String> in(Map<String, ? extends Set<String>> arrows) {
    var search = new Cycle(arrows);
    return new TreeSet<>(arrows.keySet())
        .stream().map(search::from).flatMap(Optional::stream).findFirst();
  }

  private Optional<String> from(String room) {
    if (harmless.contains(room)) return Optional.empty();
    if (way.contains(room)) return Optional.of(spelled(room));
    way.addLast(room);
    for (var next : sorted(arrows.get(room))) {
      var found = from(next);
      if (found.isPresent()) return found;
    }
    way.removeLast();
    harmless.add(room);
    return Optional.empty();
  }

  private String spelled(String room) {
    var cycle = new ArrayList<>(way);
    cycle.subList(0, cycle.indexOf(room)).clear();
    cycle.add(room);
    return String.join(" -> ", cycle);
  }

  private static SortedSet<String> sorted(@Nullable Set<String> neighbours) {
    return neighbours == null ? new TreeSet<>() : new TreeSet<>(neighbours);
  }
}
