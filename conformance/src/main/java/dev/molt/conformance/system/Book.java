package dev.molt.conformance.system;

import dev.molt.process.Process;
import dev.molt.process.Processes;
import dev.molt.term.Pid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which process bears which name in a case, and what became of it. Any thread. */
public final class Book {
  /**
   * @param kind the body that it runs
   */
  public record Entry(Pid pid, String kind) {}

  private final Processes processes;
  private final Path beams;
  private final Pid driver;

  // Guarded by this.
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<Pid, String> names = new HashMap<>();
  private final Map<String, Integer> starts = new HashMap<>();
  private final Map<Pid, Long> rounds = new HashMap<>();
  private final Map<String, Pid> onLoads = new HashMap<>();
  private final List<Dead> deaths = new ArrayList<>();
  private final List<String> saw = new ArrayList<>();

  public record Dead(String name, String reason) {}

  /**
   * @param beams where object code lies, a folder a spec
   */
  public Book(Processes processes, Path beams, Pid driver) {
    this.processes = processes;
    this.beams = beams;
    this.driver = driver;
  }

  /** That of the calling process's case. */
  public static Book here() {
    return Process.processes().attachment(Book.class);
  }

  public Path beams() {
    return beams;
  }

  /** Gives a process its name and watches it from now on. */
  public void track(String name, Pid pid, String kind) {
    synchronized (this) {
      entries.put(name, new Entry(pid, kind));
      names.put(pid, name);
      starts.merge(name, 1, Integer::sum);
    }
    processes.watch(pid, down -> died(name, Reasons.symbol(down.reason())));
  }

  private synchronized void died(String name, String reason) {
    deaths.add(new Dead(name, reason));
  }

  public synchronized @Nullable Entry find(String name) {
    return entries.get(name);
  }

  public synchronized Map<String, Entry> all() {
    return new LinkedHashMap<>(entries);
  }

  public synchronized String nameOf(Pid pid) {
    return pid.equals(driver) ? "driver" : names.getOrDefault(pid, "driver");
  }

  public synchronized int starts(String name) {
    return starts.getOrDefault(name, 0);
  }

  /** Those who died since this was last asked. */
  public synchronized List<Dead> takeDeaths() {
    var taken = List.copyOf(deaths);
    deaths.clear();
    return taken;
  }

  /** The calling process, which spins, has gone through one more round. */
  synchronized void round() {
    rounds.merge(Process.self(), 1L, Long::sum);
  }

  public synchronized long rounds(Pid pid) {
    return rounds.getOrDefault(pid, 0L);
  }

  synchronized void onLoadWaits(String module) {
    onLoads.put(module, Process.self());
  }

  /** The on_load function that waits for its result; forgotten then. */
  public synchronized @Nullable Pid takeOnLoad(String module) {
    return onLoads.remove(module);
  }

  synchronized void onLoadSaw(String module, Object what) {
    saw.add(module + ":" + what);
  }

  public synchronized List<String> takeSaw() {
    var taken = List.copyOf(saw);
    saw.clear();
    return taken;
  }
}
