package dev.molt.code;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The modules that are being linked together: among them, names mean each other, and not what is
 * current. Bound on the code server's thread while it links; a module that has to be loaded on the
 * way makes a batch inside the batch.
 */
final class LinkBatch {
  private static final ScopedValue<LinkBatch> LINKING = ScopedValue.newInstance();

  private final @Nullable LinkBatch around;
  private final Map<ModuleName, ModuleImage> images = new HashMap<>();
  private final Map<ModuleName, ModuleVersion> versions = new HashMap<>();

  /** Answers that must not change while the batch is woven. */
  private final Map<String, Boolean> moduleCode = new HashMap<>();

  private LinkBatch(@Nullable LinkBatch around) {
    this.around = around;
  }

  static <R> R with(
      Iterable<ModuleImage> images, ScopedValue.CallableOp<R, RuntimeException> work) {
    var batch = new LinkBatch(innermost());
    images.forEach(image -> batch.images.put(image.name(), image));
    return ScopedValue.where(LINKING, batch).call(work);
  }

  private static @Nullable LinkBatch innermost() {
    return LINKING.isBound() ? LINKING.get() : null;
  }

  /** What was answered in this batch when it was asked first. */
  static boolean isModuleCode(String internalClassName, Predicate<String> answer) {
    var batch = innermost();
    if (batch == null) return answer.test(internalClassName);
    var known = batch.moduleCode.get(internalClassName);
    if (known != null) return known;
    var result = answer.test(internalClassName);
    batch.moduleCode.put(internalClassName, result);
    return result;
  }

  static void add(ModuleVersion version) {
    LINKING.get().versions.put(version.module(), version);
  }

  /** The version of a module that is being linked; null if none is. */
  static @Nullable ModuleVersion find(ModuleName module) {
    for (var batch = innermost(); batch != null; batch = batch.around) {
      var version = batch.versions.get(module);
      if (version != null) return version;
    }
    return null;
  }

  /** The image of a module that is being linked; null if none is. */
  static @Nullable ModuleImage findImage(ModuleName module) {
    for (var batch = innermost(); batch != null; batch = batch.around) {
      var image = batch.images.get(module);
      if (image != null) return image;
    }
    return null;
  }
}
