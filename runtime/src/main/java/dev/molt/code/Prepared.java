package dev.molt.code;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Versions that are defined, linked and verified, but current nowhere yet. Good for one {@link
 * CodeServer#finish}; thrown away it leaves no trace.
 */
public final class Prepared implements PrepareResult {
  private final List<ModuleVersion> versions;
  private final AtomicBoolean used = new AtomicBoolean();

  Prepared(List<ModuleVersion> versions) {
    this.versions = List.copyOf(versions);
  }

  /** The versions, in the order in which they were given. */
  public List<ModuleVersion> versions() {
    return versions;
  }

  /**
   * @throws IllegalStateException if it was used before
   */
  List<ModuleVersion> use() {
    if (!used.compareAndSet(false, true))
      throw new IllegalStateException("prepared code is good for one load: " + versions);
    return versions;
  }
}
