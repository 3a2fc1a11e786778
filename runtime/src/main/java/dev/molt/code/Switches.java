package dev.molt.code;

import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The switches of a node's versions by name, as long as a version lives. Any thread. */
final class Switches {
  private final ConcurrentMap<String, WeakReference<VersionSwitch>> byVersion =
      new ConcurrentHashMap<>();

  void add(VersionSwitch versionSwitch) {
    byVersion.values().removeIf(reference -> reference.refersTo(null));
    byVersion.put(versionSwitch.version(), new WeakReference<>(versionSwitch));
  }

  /** Null: there is no such version, or it is gone. */
  @Nullable VersionSwitch find(String version) {
    var reference = byVersion.get(version);
    return reference == null ? null : reference.get();
  }
}
