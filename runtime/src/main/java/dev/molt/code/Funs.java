package dev.molt.code;

import java.lang.invoke.MethodHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All entries of local funs of a node, by code. They live as long as a fun, or the code that makes
 * such funs. Entries are found on any thread, but bound under the lock of {@link Linkage} only.
 */
final class Funs {
  private static final Logger LOG = LoggerFactory.getLogger(Funs.class);

  private record Code(ModuleName module, String digest) {
    static Code of(ModuleVersion version) {
      return new Code(version.module(), version.image().digest());
    }
  }

  private final Linkage linkage;
  private final ConcurrentMap<Code, ConcurrentMap<FunKey, WeakReference<FunEntry>>> byCode =
      new ConcurrentHashMap<>();

  Funs(Linkage linkage) {
    this.linkage = linkage;
  }

  /** The entry of a fun that a version is about to make, bound to it unless it leads elsewhere. */
  FunEntry get(FunKey key, ModuleVersion version, MethodHandle implementation) {
    var ofCode = byCode.computeIfAbsent(Code.of(version), code -> new ConcurrentHashMap<>());
    while (true) {
      var known = ofCode.get(key);
      var entry = known == null ? null : known.get();
      if (entry != null) {
        if (entry.bound() == null) entry.bind(bound(key, version, implementation));
        return entry;
      }
      var made = new FunEntry(linkage, key);
      made.bind(bound(key, version, implementation));
      var reference = new WeakReference<>(made);
      var first =
          known == null
              ? ofCode.putIfAbsent(key, reference) == null
              : ofCode.replace(key, known, reference);
      if (first) return made;
    }
  }

  /** A version has become current: funs of its code go on in it. */
  void loaded(ModuleVersion version) {
    for (var entry : entries(version)) entry.bind(bound(entry.key(), version));
  }

  /** A version is gone: funs that led to it go on in one with the same code, if there is one. */
  void purged(ModuleVersion version) {
    for (var entry : entries(version)) {
      var bound = entry.bound();
      if (bound == null || bound.version() != version) continue;
      var same = linkage.table().withCode(version.module(), version.image().digest());
      entry.bind(same == null ? null : bound(entry.key(), same));
    }
  }

  private List<FunEntry> entries(ModuleVersion version) {
    var ofCode = byCode.get(Code.of(version));
    if (ofCode == null) return List.of();
    ofCode.values().removeIf(reference -> reference.refersTo(null));
    var entries = new ArrayList<FunEntry>();
    for (var reference : ofCode.values()) {
      var entry = reference.get();
      if (entry != null) entries.add(entry);
    }
    return entries;
  }

  private static FunEntry.@Nullable Bound bound(FunKey key, ModuleVersion version) {
    try {
      return bound(key, version, FunctionLookup.find(version, key));
    } catch (ReflectiveOperationException | LinkageError notTheSame) {
      LOG.error("{} has the code of {} but not this fun", version, key, notTheSame);
      return null;
    }
  }

  private static FunEntry.Bound bound(FunKey key, ModuleVersion version, MethodHandle code) {
    var target = code.asType(code.type().generic()).asSpreader(0, Object[].class, key.captures());
    return new FunEntry.Bound(version, target);
  }
}
