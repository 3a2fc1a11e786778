package dev.molt.code;

import dev.molt.weave.ModuleNames;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells module code from the code of the JDK, the runtime and libraries. A class is module code if
 * its module is loaded, is being linked or is on the path; or if nobody else has such a class: then
 * its module may come later, and a call of it is {@code undef} until then.
 */
final class CodeNames implements ModuleNames {
  private final Linkage linkage;

  /** What the parent has is for ever; by internal name. Any thread. */
  private final Map<String, Boolean> library = new ConcurrentHashMap<>();

  CodeNames(Linkage linkage) {
    this.linkage = linkage;
  }

  @Override
  public @Nullable String moduleOf(String internalClassName) {
    if (internalClassName.startsWith("java/")) return null;
    var module = ModuleName.ofClass(internalClassName.replace('/', '.'));
    return LinkBatch.isModuleCode(internalClassName, name -> isModule(module, name))
        ? module.binaryName()
        : null;
  }

  private boolean isModule(ModuleName module, String internalClassName) {
    if (LinkBatch.findImage(module) != null || linkage.table().knows(module)) return true;
    return !library.computeIfAbsent(internalClassName, this::isInParent)
        || linkage.path().has(module);
  }

  private boolean isInParent(String internalClassName) {
    return linkage.parent().getResource(internalClassName + ".class") != null;
  }

  @Override
  public byte @Nullable [] classFileOf(String internalClassName) {
    var name = internalClassName.replace('/', '.');
    var module = ModuleName.ofClass(name);
    var image = LinkBatch.findImage(module);
    if (image != null) return image.classes().get(name);
    var current = linkage.table().current(module);
    if (current != null) return current.image().classes().get(name);
    // Junk on the path is the fault of that module only, not of those that name it.
    return Optional.of(module)
        .flatMap(linkage.path()::find)
        .map(found -> ModuleImage.of(found.code()))
        .map(found -> found instanceof ImageResult.Valid(var good) ? good : null)
        .map(good -> good.classes().get(name))
        .orElse(null);
  }
}
