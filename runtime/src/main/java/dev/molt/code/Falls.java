package dev.molt.code;

import dev.molt.term.Pid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** Who falls with those that are killed: all they are linked to, on and on, but who traps exits. */
final class Falls {
  private Falls() {}

  /** What is known of the processes. */
  interface Links {
    /** The processes that a process is linked to; none if it is dead. */
    List<Pid> of(Pid pid);

    boolean trapsExit(Pid pid);
  }

  /**
   * One who falls.
   *
   * @param with the one whose death comes to it through a link
   * @param root the one who is killed, at the other end of the chain
   */
  record Fall(Pid pid, Pid with, Pid root) {}

  /** In the order in which the deaths spread; none of the victims is among them. */
  static List<Fall> of(Collection<Pid> victims, Links links) {
    var known = new HashSet<Pid>(victims);
    var spreading = new ArrayDeque<Fall>();
    victims.forEach(pid -> spreading.add(new Fall(pid, pid, pid)));
    List<Fall> falls = new ArrayList<>();
    while (!spreading.isEmpty()) {
      var dying = spreading.remove();
      for (var linked : links.of(dying.pid())) {
        if (known.contains(linked) || links.trapsExit(linked)) continue;
        known.add(linked);
        var fall = new Fall(linked, dying.pid(), dying.root());
        falls.add(fall);
        spreading.add(fall);
      }
    }
    return falls;
  }
}
