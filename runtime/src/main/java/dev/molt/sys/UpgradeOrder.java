package dev.molt.sys;

import dev.molt.code.ModuleName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In which order the modules of an upgrade have their turn: pure. Those that depend on others come
 * before them; where that leaves a choice, and in a circle, they keep the order in which they are
 * written.
 *
 * <p>OTP: {@code systools_rc:sort_by_dep/1}
 */
final class UpgradeOrder {

  /** A module on its way through Tarjan's search for circles. */
  private static final class Node {
    final ModuleChange change;
    final int written;
    int seen = -1;
    int lowest;
    @Nullable Circle circle;

    Node(ModuleChange change, int written) {
      this.change = change;
      this.written = written;
    }
  }

  /** Modules that depend on each other, as a rule one. */
  private static final class Circle {
    final List<Node> members = new ArrayList<>();
    final Set<Circle> under = new LinkedHashSet<>();
    int waitsFor;

    int written() {
      return members.getFirst().written;
    }
  }

  private final Map<ModuleName, Node> nodes = new LinkedHashMap<>();
  private final List<Circle> circles = new ArrayList<>();
  private final Deque<Node> open = new ArrayDeque<>();
  private int seen;

  private UpgradeOrder(List<ModuleChange> changes) {
    for (var change : changes) nodes.put(change.module(), new Node(change, nodes.size()));
  }

  /** The modules, those that depend on others first. */
  static List<ModuleName> dependentsFirst(List<ModuleChange> changes) {
    var order = new UpgradeOrder(changes);
    for (var node : order.nodes.values()) {
      if (node.seen < 0) order.search(node);
    }
    for (var circle : order.circles) order.connect(circle);
    return order.sorted();
  }

  private void search(Node node) {
    node.seen = node.lowest = seen++;
    open.push(node);
    for (var on : dependencies(node)) {
      if (on.seen < 0) search(on);
      if (on.circle == null) node.lowest = Math.min(node.lowest, on.lowest);
    }
    if (node.lowest == node.seen) close(node);
  }

  private void close(Node first) {
    var circle = new Circle();
    Node member;
    do {
      member = open.pop();
      member.circle = circle;
      circle.members.add(member);
    } while (member != first);
    circle.members.sort(Comparator.comparingInt(one -> one.written));
    circles.add(circle);
  }

  private List<Node> dependencies(Node node) {
    List<Node> on = new ArrayList<>();
    for (var module : node.change.dependsOn()) {
      var known = nodes.get(module);
      if (known != null) on.add(known);
    }
    return on;
  }

  private void connect(Circle circle) {
    for (var member : circle.members) {
      for (var on : dependencies(member)) {
        if (on.circle != null && on.circle != circle && circle.under.add(on.circle)) {
          on.circle.waitsFor++;
        }
      }
    }
  }

  private List<ModuleName> sorted() {
    var free = new PriorityQueue<>(Comparator.comparingInt(Circle::written));
    for (var circle : circles) {
      if (circle.waitsFor == 0) free.add(circle);
    }
    List<ModuleName> order = new ArrayList<>(nodes.size());
    while (!free.isEmpty()) {
      var circle = free.remove();
      for (var member : circle.members) order.add(member.change.module());
      for (var on : circle.under) {
        if (--on.waitsFor == 0) free.add(on);
      }
    }
    return order;
  }
}
