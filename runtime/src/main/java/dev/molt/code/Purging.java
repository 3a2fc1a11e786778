package dev.molt.code;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The purging half of the code server's books: which versions are old, and what becomes of the
 * books when the purger is done with them. The code server's thread only.
 */
final class Purging {
  private static final Logger LOG = LoggerFactory.getLogger(Purging.class);

  private final Linkage linkage;
  private final Purger purger;
  private final PurgeOptions options;

  Purging(Linkage linkage, Purger purger, PurgeOptions options) {
    this.linkage = linkage;
    this.purger = purger;
    this.options = options;
  }

  PurgeResult purge(Collection<ModuleName> modules, PurgeOptions how) {
    var old = oldOf(modules);
    if (old.isEmpty()) return new PurgeResult.Purged(false, List.of());
    var purged = purger.purge(old, how);
    purged.gone().forEach(linkage::purge);
    return purged.result();
  }

  PurgeResult purge(ModuleName module) {
    return purge(List.of(module), options);
  }

  SoftPurgeResult softPurge(ModuleName module) {
    var old = linkage.table().old(module);
    if (old == null) return new SoftPurgeResult.SoftPurged(false);
    var result = purger.softPurge(old, options);
    if (result instanceof SoftPurgeResult.SoftPurged) linkage.purge(old);
    return result;
  }

  /** A version that was never current goes, with those who run it. */
  void discard(ModuleVersion version) {
    if (purger.purge(List.of(version), options).result() instanceof PurgeResult.CalledOff calledOff)
      LOG.warn("{} is not loaded, but cannot be killed: {}", version, calledOff.unkillable());
    linkage.discard(version);
  }

  private List<ModuleVersion> oldOf(Collection<ModuleName> modules) {
    var versions = new ArrayList<ModuleVersion>();
    for (var module : modules) {
      var old = linkage.table().old(module);
      if (old != null) versions.add(old);
    }
    return versions;
  }
}
