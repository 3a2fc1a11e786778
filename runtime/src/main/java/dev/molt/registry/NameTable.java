package dev.molt.registry;

import dev.molt.term.Pid;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The names of one node. Any thread. */
public final class NameTable {
  private final ConcurrentHashMap<String, Pid> pids = new ConcurrentHashMap<>();

  /** Gives the name to a process. False: somebody bears it, and goes on to. */
  public boolean put(String name, Pid pid) {
    return pids.putIfAbsent(name, pid) == null;
  }

  /** Frees the name, if it is this process that bears it. */
  public boolean remove(String name, Pid pid) {
    return pids.remove(name, pid);
  }

  public @Nullable Pid whereis(String name) {
    return pids.get(name);
  }

  /** The names borne at some instant of the call, in order of the alphabet. */
  public List<String> names() {
    return pids.keySet().stream().sorted().toList();
  }
}
