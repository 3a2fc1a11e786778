package dev.molt.code;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * All call sites of a node, by module. They live as long as somebody calls through them: woven code
 * and external funs hold them, this table does not. Any thread.
 */
final class FunctionSites {
  private final ConcurrentMap<ModuleName, ConcurrentMap<FunctionKey, WeakReference<FunctionSite>>>
      byModule = new ConcurrentHashMap<>();

  /** The site of this function, made if there is none. */
  FunctionSite get(FunctionKey key, Function<FunctionKey, FunctionSite> make) {
    var ofModule = byModule.computeIfAbsent(key.module(), module -> new ConcurrentHashMap<>());
    while (true) {
      var known = ofModule.get(key);
      var site = known == null ? null : known.get();
      if (site != null) return site;
      var made = make.apply(key);
      var reference = new WeakReference<>(made);
      var first =
          known == null
              ? ofModule.putIfAbsent(key, reference) == null
              : ofModule.replace(key, known, reference);
      if (first) return made;
    }
  }

  /** The sites of functions of these modules that anybody calls. */
  List<FunctionSite> of(Collection<ModuleName> modules) {
    var sites = new ArrayList<FunctionSite>();
    for (var module : modules) {
      var ofModule = byModule.get(module);
      if (ofModule == null) continue;
      ofModule.values().removeIf(reference -> reference.refersTo(null));
      for (var reference : ofModule.values()) {
        var site = reference.get();
        if (site != null) sites.add(site);
      }
    }
    return sites;
  }
}
