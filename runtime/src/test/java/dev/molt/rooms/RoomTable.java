package dev.molt.rooms;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which room may import which.
 *
 * @param root the package that holds the rooms, such as {@code dev.molt}
 * @param rooms each room of this house, with the rooms that it may import
 * @param below rooms of other houses that stand below this one: they may be imported, not added to
 */
public record RoomTable(
    String root, SortedMap<String, SortedSet<String>> rooms, SortedSet<String> below) {

  /** Reads one line a room: {@code room: imported imported ...}. Blank lines are skipped. */
  public static RoomTable parse(String root, String lines) {
    SortedMap<String, SortedSet<String>> rooms = new TreeMap<>();
    for (var line : lines.lines().filter(text -> !text.isBlank()).toList()) {
      var colon = line.indexOf(':');
      if (colon < 0) throw new IllegalArgumentException("no colon in: " + line);
      var room = line.substring(0, colon).strip();
      var before = rooms.put(room, words(line.substring(colon + 1)));
      if (before != null) throw new IllegalArgumentException("named twice: " + room);
    }
    return new RoomTable(root, rooms, new TreeSet<>());
  }

  /** This table, standing on {@code other}: its rooms may be imported from here. */
  public RoomTable above(RoomTable other) {
    var all = new TreeSet<>(below);
    all.addAll(other.rooms.keySet());
    all.addAll(other.below);
    return new RoomTable(root, rooms, all);
  }

  /** What is wrong with the table itself, as sentences; empty if nothing. */
  public List<String> complaints() {
    var complaints = new ArrayList<String>();
    rooms.forEach(
        (room, imports) -> {
          for (var imported : imports) {
            if (!rooms.containsKey(imported) && !below.contains(imported)) {
              complaints.add("the table lets " + room + " import " + imported + ", a room unknown");
            }
          }
          if (below.contains(room)) {
            complaints.add("the table has " + room + ", a room of the house below");
          }
        });
    Cycle.in(rooms).ifPresent(cycle -> complaints.add("the table allows a cycle: " + cycle));
    return complaints;
  }

  private static SortedSet<String> words(String text) {
    var words = new TreeSet<String>();
    for (var word : text.strip().split("\\s+")) {
      if (!word.isEmpty()) words.add(word);
    }
    return words;
  }
}
