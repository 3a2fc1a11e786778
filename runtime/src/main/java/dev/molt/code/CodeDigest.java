package dev.molt.code;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** A hash of classes without what only debuggers read. */
final class CodeDigest {
  private CodeDigest() {}

  static String of(SortedMap<String, byte[]> classes) {
    try {
      var hash = MessageDigest.getInstance("MD5");
      classes.forEach(
          (name, bytes) -> {
            hash.update(name.getBytes(StandardCharsets.UTF_8));
            hash.update(bare(bytes));
          });
      return HexFormat.of().formatHex(hash.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new LinkageError("every JDK has MD5", impossible);
    }
  }

  private static byte[] bare(byte[] bytes) {
    var format =
        ClassFile.of(
            ClassFile.DebugElementsOption.DROP_DEBUG,
            ClassFile.LineNumbersOption.DROP_LINE_NUMBERS,
            ClassFile.ConstantPoolSharingOption.NEW_POOL);
    var noSource =
        ClassTransform.dropping(
            element ->
                element instanceof java.lang.classfile.Attribute<?> attribute
                    && attribute.attributeName().equalsString(Attributes.NAME_SOURCE_FILE));
    return format.transformClass(format.parse(bytes), noSource);
  }
}
