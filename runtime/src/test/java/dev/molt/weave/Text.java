package dev.molt.weave;

import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.util.List;

/** What woven classes say, as text. */
final class Text {
  private Text() {}

  /** Each {@code invokedynamic} of a class: its bootstrap, name and type. */
  static List<String> sites(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .filter(InvokeDynamicInstruction.class::isInstance)
        .map(InvokeDynamicInstruction.class::cast)
        .map(
            indy ->
                indy.bootstrapMethod().methodName()
                    + " "
                    + indy.name().stringValue()
                    + " "
                    + indy.type().stringValue())
        .toList();
  }

  /** The names of a class's methods. */
  static List<String> methods(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .map(method -> method.methodName().stringValue())
        .toList();
  }
}
