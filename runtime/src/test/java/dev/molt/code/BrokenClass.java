package dev.molt.code;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;

/** Class files that are well formed and yet no good. */
final class BrokenClass {
  private BrokenClass() {}

  /** A public static int version() that returns what is not on its stack: it does not verify. */
  static ObjectCode withBadStack(String module) {
    var bytes =
        ClassFile.of()
            .build(
                ClassDesc.of(module),
                type ->
                    type.withFlags(ClassFile.ACC_PUBLIC)
                        .withMethodBody(
                            "version",
                            MethodTypeDesc.ofDescriptor("()I"),
                            ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                            code -> code.aconst_null().ireturn()));
    return ObjectCode.of(ModuleName.of(module), Map.of(module, bytes), null);
  }
}
