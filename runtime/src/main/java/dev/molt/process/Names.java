package dev.molt.process;

import dev.molt.registry.NameTable;
import dev.molt.term.Pid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of a node's processes. A name is given and freed under its process's lock, which death
 * takes too: so no dead process has one. Any thread.
 */
final class Names {
  private final Processes node;
  private final NameTable table = new NameTable();

  Names(Processes node) {
    this.node = node;
  }

  void register(String name, Pid pid) {
    ProcessCell cell = node.cell(pid);
    if (cell == null) throw new BadArgException("register: " + pid + " is dead");
    synchronized (cell) {
      if (!cell.isAlive()) throw new BadArgException("register: " + pid + " is dead");
      if (cell.name != null) {
        throw new BadArgException("register: " + pid + " has a name already: " + cell.name);
      }
      if (!give(name, cell)) throw new BadArgException("the name is taken: " + name);
    }
  }

  /** To one that is alive and has no name. False: it is taken. */
  boolean give(String name, ProcessCell cell) {
    synchronized (cell) {
      if (!table.put(name, cell.pid)) return false;
      cell.name = name;
      return true;
    }
  }

  void unregister(String name) {
    Pid pid = table.whereis(name);
    ProcessCell cell = pid == null ? null : node.cell(pid);
    if (cell == null || !free(name, cell)) {
      throw new BadArgException("nobody is registered as " + name);
    }
  }

  private boolean free(String name, ProcessCell cell) {
    synchronized (cell) {
      if (!name.equals(cell.name) || !table.remove(name, cell.pid)) return false;
      cell.name = null;
      return true;
    }
  }

  /** The name of one that dies, free from now on. Needs its lock. */
  @Nullable String takeFrom(ProcessCell dying) {
    String name = dying.name;
    if (name != null) table.remove(name, dying.pid);
    return name;
  }

  @Nullable Pid whereis(String name) {
    return table.whereis(name);
  }

  List<String> all() {
    return table.names();
  }
}
