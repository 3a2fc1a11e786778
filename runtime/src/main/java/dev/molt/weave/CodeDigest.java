package dev.molt.weave;

import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.MethodParametersAttribute;
import java.lang.classfile.attribute.SourceDebugExtensionAttribute;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SortedMap;

/**
 * The identity of code: classes with the same digest do the same.
 *
 * <p>Left out are line numbers, the names of local variables and parameters, the source file's
 * name, and how the constant pool is laid out. Parameters' names are left out although {@code javac
 * -parameters} makes them visible to reflection: to rename one is to OTP no change of the code
 * either, and must not use up a version and kill the processes of the one before. Annotations
 * count. So does the order of members: the compiler numbers lambdas by it.
 *
 * <p>OTP: {@code code:module_md5/1}
 */
public final class CodeDigest {
  private static final ClassFile BARE =
      ClassFile.of(
          ClassFile.ConstantPoolSharingOption.NEW_POOL,
          ClassFile.DebugElementsOption.DROP_DEBUG,
          ClassFile.LineNumbersOption.DROP_LINE_NUMBERS,
          ClassFile.StackMapsOption.DROP_STACK_MAPS,
          ClassFile.DeadCodeOption.KEEP_DEAD_CODE);

  private static final ClassTransform TRANSFORM =
      ClassTransform.dropping(CodeDigest::isDebug)
          .andThen(
              ClassTransform.transformingMethods(
                  MethodTransform.dropping(element -> element instanceof MethodParametersAttribute)
                      .andThen(MethodTransform.transformingCode(CodeDigest::instruction))));

  private CodeDigest() {}

  /**
   * The digest of a module's code.
   *
   * @param classes class files, not woven, by their names
   * @return SHA-256, in hexadecimal
   * @throws IllegalArgumentException one of them is no class file
   */
  public static String of(SortedMap<String, byte[]> classes) {
    var digest = Sha256.start();
    classes.forEach(
        (name, bytes) -> {
          add(digest, name.getBytes(StandardCharsets.UTF_8));
          add(digest, Untrusted.read(() -> BARE.transformClass(BARE.parse(bytes), TRANSFORM)));
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    digest.update(part);
  }

  private static boolean isDebug(ClassElement element) {
    return element instanceof SourceFileAttribute
        || element instanceof SourceDebugExtensionAttribute;
  }

  /**
   * Whether a constant is loaded by {@code ldc} or {@code ldc_w} is up to its place in the pool.
   */
  private static void instruction(CodeBuilder code, CodeElement element) {
    if (element instanceof LoadConstantInstruction load) {
      code.ldc(load.constantEntry());
    } else {
      code.with(element);
    }
  }
}
