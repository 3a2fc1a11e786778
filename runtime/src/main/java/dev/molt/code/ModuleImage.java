package dev.molt.code;

import dev.molt.weave.CodeDigest;
import java.lang.classfile.ClassFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Object code that has been looked at: class files of this module and no other. Immutable; any
 * thread.
 */
public final class ModuleImage {
  private final ObjectCode code;

  /** Worked out at the first question; two threads may do it, with the same result. */
  private volatile @Nullable String digest;

  private ModuleImage(ObjectCode code) {
    this.code = code;
  }

  /** Looks at object code. Linking it may still fail: that takes the other modules. */
  public static ImageResult of(ObjectCode code) {
    var module = code.module();
    if (!code.classes().containsKey(module.binaryName()))
      return new ImageResult.Bad("there is no class " + module + " in it");
    for (var one : code.classes().entrySet()) {
      var why = fault(module, one.getKey(), one.getValue());
      if (why != null) return new ImageResult.Bad(why);
    }
    return new ImageResult.Valid(new ModuleImage(code));
  }

  /** {@link #of(ObjectCode)} of these classes, binary class name to bytes. */
  public static ImageResult of(
      ModuleName module, Map<String, byte[]> classes, @Nullable Path source) {
    return of(ObjectCode.of(module, classes, source));
  }

  private static @Nullable String fault(ModuleName module, String name, byte[] bytes) {
    if (!module.owns(name)) return name + " is no class of " + module;
    try {
      var inside = ClassFile.of().parse(bytes).thisClass().asInternalName().replace('/', '.');
      return inside.equals(name) ? null : name + " is in fact " + inside;
    } catch (IllegalArgumentException noClassFile) {
      return name + " is not a class file: " + noClassFile.getMessage();
    }
  }

  public ModuleName name() {
    return code.module();
  }

  /** Binary class name to class bytes, as the compiler made them. Nobody writes to the arrays. */
  public SortedMap<String, byte[]> classes() {
    return code.classes();
  }

  /**
   * What says whether code is identical: a hash of the classes without debug information.
   *
   * <p>OTP: {@code code:module_md5/1}, {@code M:module_info(md5)}
   */
  public String digest() {
    var known = digest;
    if (known == null) digest = known = CodeDigest.of(code.classes());
    return known;
  }

  /** Where it came from, or its source file; null if nobody said. */
  public @Nullable Path source() {
    return code.source();
  }

  /** The same as object code. */
  public ObjectCode objectCode() {
    return code;
  }

  @Override
  public String toString() {
    return name() + " " + digest();
  }
}
