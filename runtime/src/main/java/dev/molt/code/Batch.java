package dev.molt.code;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The old versions that one purge is about, each with its gate. Those that cannot be purged leave
 * it. The purge's thread only.
 */
final class Batch {
  private final Map<String, ModuleVersion> versions = new LinkedHashMap<>();
  private final Map<String, Gate> gates = new LinkedHashMap<>();

  Batch(Collection<ModuleVersion> old) {
    old.forEach(version -> versions.put(version.toString(), version));
  }

  /** The names of the versions, which are those of their loaders; in the order asked for. */
  Set<String> names() {
    return Set.copyOf(versions.keySet());
  }

  List<ModuleVersion> versions() {
    return List.copyOf(versions.values());
  }

  /** Gates stand at all versions, and every thread sees them, when this returns. */
  void raise() {
    versions.forEach(
        (name, version) -> {
          var gate = new Gate();
          gates.put(name, gate);
          version.versionSwitch().gate(gate);
        });
    publish();
  }

  /** Those who are held go on; all who poll are written down. */
  void watch() {
    gates.values().forEach(Gate::watch);
  }

  /** Whether the thread has polled since the gates were raised. */
  boolean saw(Thread thread) {
    return gates.values().stream().anyMatch(gate -> gate.saw(thread));
  }

  /**
   * Nobody enters any more.
   *
   * @return who was inside while the gates stood
   */
  Set<Thread> close() {
    var inside = new HashSet<Thread>();
    gates.values().forEach(gate -> inside.addAll(gate.close()));
    return inside;
  }

  void doom(Set<Thread> threads) {
    gates.values().forEach(gate -> gate.doom(threads));
  }

  void expel(Set<Thread> threads) {
    gates.values().forEach(gate -> gate.expel(threads));
  }

  /** As if nothing had been asked. */
  void lower() {
    versions.keySet().forEach(this::open);
    publish();
  }

  /** This version stays. */
  void release(String name) {
    open(name);
    versions.remove(name);
  }

  /**
   * All that are left are purged, for ever, and leave the batch. Their gates stay closed: a thread
   * may have found one before it was taken away, and not have asked yet.
   */
  void poison() {
    versions.values().forEach(version -> version.versionSwitch().poison());
    publish();
    versions.clear();
    gates.clear();
  }

  private void open(String name) {
    var gate = gates.remove(name);
    if (gate == null) return;
    gate.open();
    var version = versions.get(name);
    if (version != null) version.versionSwitch().ungate();
  }

  private void publish() {
    List<VersionSwitch> switches = new ArrayList<>();
    versions.values().forEach(version -> switches.add(version.versionSwitch()));
    VersionSwitch.publish(switches);
  }
}
