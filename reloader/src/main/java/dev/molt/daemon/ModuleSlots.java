package dev.molt.daemon;

import dev.molt.code.CodePreview;
import dev.molt.code.CodeServer;
import dev.molt.code.KilledProcess;
import dev.molt.code.ModuleName;
import dev.molt.code.ModuleVersion;
import dev.molt.report.ModulePreview;
import dev.molt.report.ModuleReload;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was current and old in some modules before a swap, to tell it by. */
final class ModuleSlots {
  private record Slot(@Nullable ModuleVersion current, @Nullable ModuleVersion old) {}

  private final SortedMap<ModuleName, Slot> slots = new TreeMap<>();

  private ModuleSlots() {}

  static ModuleSlots of(CodeServer code, Collection<ModuleName> modules) {
    var taken = new ModuleSlots();
    for (var module : modules)
      taken.slots.put(
          module, new Slot(code.current(module).orElse(null), code.old(module).orElse(null)));
    return taken;
  }

  /**
   * @param versions those to be loaded; a module without one is to be unloaded
   */
  List<ModulePreview> previews(CodePreview preview, Collection<ModuleVersion> versions) {
    return preview.modules().stream()
        .map(
            check ->
                new ModulePreview(
                    check.module().binaryName(),
                    number(slot(check.module()).current()),
                    versions.stream()
                        .filter(version -> version.module().equals(check.module()))
                        .map(ModuleVersion::number)
                        .findFirst()
                        .orElse(null),
                    check.old(),
                    check.killedNow(),
                    check.onOldCodeAfter()))
        .toList();
  }

  /** What became of them, by the books of now. */
  List<ModuleReload> reloads(CodeServer code, List<KilledProcess> killed) {
    var users = code.preview(slots.keySet());
    return users.modules().stream()
        .map(
            check -> {
              var module = check.module();
              var old = slot(module).old();
              var purged = old != null && code.old(module).orElse(null) != old;
              return new ModuleReload(
                  module.binaryName(),
                  number(slot(module).current()),
                  number(code.current(module).orElse(null)),
                  purged ? number(old) : null,
                  killed.stream().filter(one -> isOf(module, one)).toList(),
                  check.killedNow());
            })
        .toList();
  }

  private Slot slot(ModuleName module) {
    var slot = slots.get(module);
    if (slot == null) throw new IllegalArgumentException(module + " is not of this swap");
    return slot;
  }

  private static boolean isOf(ModuleName module, KilledProcess one) {
    return one.version().startsWith(module.binaryName() + "@");
  }

  private static @Nullable Integer number(@Nullable ModuleVersion version) {
    return version == null ? null : version.number();
  }
}
