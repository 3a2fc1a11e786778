package dev.molt.code;

import java.util.List;

/**
 * Versions that are defined, linked and verified, but current nowhere yet. Good for one {@link
 * CodeServer#finish}; thrown away it leaves no trace.
 */
public final class Prepared implements PrepareResult {
  private final List<ModuleVersion> versions;

  Prepared(List<ModuleVersion> versions) {
    this.versions = List.copyOf(versions);
  }

  /** The versions, in the order in which they were given. */
  public List<ModuleVersion> versions() {
    return versions;
  }
}
