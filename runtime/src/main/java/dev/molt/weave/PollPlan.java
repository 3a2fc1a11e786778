package dev.molt.weave;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the polls of a method stand, and whether its late-bound accesses stand in its code or in
 * methods of their own.
 *
 * @param atStart whether there is one before everything
 * @param before numbers of the instructions that have one before them
 * @param handlers those among them that start a handler which can be reached by going back
 * @param bridged whether late-bound accesses must not make the code longer
 * @param leftOut how many polls there is no room for
 */
record PollPlan(boolean atStart, BitSet before, BitSet handlers, boolean bridged, int leftOut) {
  /** {@code -XX:HugeMethodLimit}: HotSpot compiles no method that is longer. */
  static final int COMPILED_BYTES = 8_000;

  private static final int CODE_BYTES = 65_535;
  private static final int JUMP_BYTES = 32_767;
  private static final int POLL_BYTES = 5;
  private static final int PADDING_BYTES = 3;

  /**
   * A full plan if there is room for it; otherwise one poll for each place that is gone back to, as
   * many as there is room for, those of loops that call nothing first.
   *
   * @param codeLength of the method before weaving
   * @param growth by how many bytes its late-bound accesses make it longer
   */
  static PollPlan of(Flow flow, int codeLength, int growth, boolean atStart) {
    var room = room(flow, codeLength);
    var bridged = growth > room;
    if (!bridged) room -= growth;
    var polls = Math.max(0, room) / POLL_BYTES;

    var before = new BitSet();
    var handlers = new BitSet();
    for (var way : flow.waysBack()) {
      if (way.handler()) handlers.set(way.to());
      before.set(way.handler() ? way.to() : way.from());
    }
    if (before.cardinality() + (atStart ? 1 : 0) <= polls) {
      return new PollPlan(atStart, before, handlers, bridged, 0);
    }
    return tight(flow, atStart, polls, bridged);
  }

  private static int room(Flow flow, int codeLength) {
    var room = (codeLength <= COMPILED_BYTES ? COMPILED_BYTES : CODE_BYTES) - codeLength;
    if (flow.longestJump() > 0) room = Math.min(room, JUMP_BYTES - flow.longestJump());
    return room - PADDING_BYTES * flow.switches();
  }

  private static PollPlan tight(Flow flow, boolean atStart, int polls, boolean bridged) {
    var lastFrom = new TreeMap<Integer, Integer>();
    var handlers = new BitSet();
    for (var way : flow.waysBack()) {
      lastFrom.merge(way.to(), way.from(), Math::max);
      if (way.handler()) handlers.set(way.to());
    }
    var hasStart = atStart && polls > 0;
    var loops = hasStart ? polls - 1 : polls;
    List<Integer> heads =
        lastFrom.entrySet().stream()
            .sorted(Comparator.comparing(loop -> flow.calls(loop.getKey(), loop.getValue())))
            .limit(loops)
            .map(Map.Entry::getKey)
            .toList();
    var before = new BitSet();
    heads.forEach(before::set);
    handlers.and(before);
    var leftOut = lastFrom.size() - heads.size() + (atStart && !hasStart ? 1 : 0);
    return new PollPlan(hasStart, before, handlers, bridged, leftOut);
  }
}
