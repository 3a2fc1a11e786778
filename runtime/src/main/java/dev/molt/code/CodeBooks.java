package dev.molt.code;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What the books of a code server say. Any thread: each question is answered at once, from the
 * table as it is at that moment and from the path.
 */
public abstract sealed class CodeBooks permits CodeServer {
  private final ModulePath path = new ModulePath();

  CodeBooks() {}

  abstract Linkage linkage();

  /** Where object code is looked for. */
  public final ModulePath path() {
    return path;
  }

  /** Whether there is a current version. OTP: {@code code:is_loaded/1} */
  public final boolean isLoaded(ModuleName module) {
    return linkage().table().current(module) != null;
  }

  /** The same, as the VM sees it. OTP: {@code erlang:module_loaded/1} */
  public final boolean moduleLoaded(ModuleName module) {
    return isLoaded(module);
  }

  /** Whether there is an old version. OTP: {@code erlang:check_old_code/1} */
  public final boolean checkOldCode(ModuleName module) {
    return linkage().table().old(module) != null;
  }

  /** What qualified calls reach; empty if it is not loaded. */
  public final Optional<ModuleVersion> current(ModuleName module) {
    return Optional.ofNullable(linkage().table().current(module));
  }

  /** The old version; empty if there is none. */
  public final Optional<ModuleVersion> old(ModuleName module) {
    return Optional.ofNullable(linkage().table().old(module));
  }

  /** All current versions, in the order of their names. OTP: {@code code:all_loaded/0} */
  public final List<ModuleVersion> allLoaded() {
    return List.copyOf(linkage().table().allCurrent());
  }

  /** All modules that have a current or an old version. OTP: {@code erlang:loaded/0} */
  public final SortedSet<ModuleName> loaded() {
    return linkage().table().loaded();
  }

  /** The same with what is known of each, all of one moment. */
  public final List<ModuleStatus> modules() {
    var table = linkage().table();
    return table.loaded().stream()
        .map(
            module -> {
              var slot = table.slot(module);
              var source = slot.current() == null ? null : slot.current().image().source();
              return new ModuleStatus(module, slot.current(), slot.old(), source);
            })
        .toList();
  }

  /** Where a module's code is from. OTP: {@code code:which/1} */
  public final Which which(ModuleName module) {
    var current = linkage().table().current(module);
    if (current != null) return new Which.FromSource(current.image().source());
    return path.find(module)
        .<Which>map(found -> new Which.OnPath(found.entry()))
        .orElse(new Which.NonExisting());
  }

  /** The object code on the path, which need not be what is loaded. OTP: get_object_code/1 */
  public final Optional<ModulePath.Found> getObjectCode(ModuleName module) {
    return path.find(module);
  }

  /** Every module on the path or loaded, and where. OTP: {@code code:all_available/0} */
  public final List<AvailableModule> allAvailable() {
    var all = new TreeMap<ModuleName, AvailableModule>();
    for (var version : allLoaded())
      all.put(
          version.module(),
          new AvailableModule(
              version.module(), new Which.FromSource(version.image().source()), true));
    path.modules()
        .forEach(
            (module, entry) ->
                all.putIfAbsent(
                    module, new AvailableModule(module, new Which.OnPath(entry), false)));
    return List.copyOf(all.values());
  }

  /** The current code held against the path. OTP: {@code code:module_status/1} */
  public final CodeStatus moduleStatus(ModuleName module) {
    var current = linkage().table().current(module);
    if (current == null) return CodeStatus.NOT_LOADED;
    var found = path.find(module);
    if (found.isEmpty()) return CodeStatus.REMOVED;
    return ModuleImage.of(found.get().code()) instanceof ImageResult.Valid(var image)
            && image.digest().equals(current.image().digest())
        ? CodeStatus.LOADED
        : CodeStatus.MODIFIED;
  }

  /** Those that are loaded with other code than the path has. OTP: {@code modified_modules/0} */
  public final List<ModuleName> modifiedModules() {
    return allLoaded().stream()
        .map(ModuleVersion::module)
        .filter(module -> moduleStatus(module) == CodeStatus.MODIFIED)
        .toList();
  }

  /** Whether the current version exports a function of this name and arity. */
  public final boolean isExported(ModuleName module, String function, int arity) {
    return current(module).stream()
        .flatMap(version -> version.exported().stream())
        .anyMatch(one -> one.name().equals(function) && one.arity() == arity);
  }
}
