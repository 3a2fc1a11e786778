package dev.molt.weave;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.RecordAttribute;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the whole of a class says about the polls of each of its methods. */
final class ClassFacts {
  private static final Set<String> DATA_METHODS =
      Set.of("equals(Ljava/lang/Object;)Z", "hashCode()I", "toString()Ljava/lang/String;");

  /** Own methods that a method handle names: lambda bodies, and what is referred to. */
  private final Set<String> handles = new HashSet<>();

  private final Set<String> components = new HashSet<>();

  ClassFacts(ClassModel model) {
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof MethodHandleEntry handle
          && handle.reference().owner().equals(model.thisClass())) {
        handles.add(
            handle.reference().name().stringValue() + handle.reference().type().stringValue());
      }
    }
    model
        .findAttribute(Attributes.record())
        .map(RecordAttribute::components)
        .orElse(List.of())
        .forEach(component -> components.add(component.name().stringValue()));
  }

  static String key(MethodModel method) {
    return method.methodName().stringValue() + method.methodType().stringValue();
  }

  static boolean isData(MethodModel method) {
    return !ClassShape.isStatic(method.flags().flagsMask()) && DATA_METHODS.contains(key(method));
  }

  /** Whether a method with code is polled at its start. */
  boolean pollsAtStart(MethodModel method, Flow flow) {
    if (method.methodName().equalsString("<clinit>") || isReadOnlyAccessor(method, flow)) {
      return false;
    }
    return !ClassShape.isPrivate(method.flags().flagsMask())
        || flow.calls()
        || !flow.waysBack().isEmpty()
        || handles.contains(key(method));
  }

  /** A record's accessor as the compiler writes it. */
  private boolean isReadOnlyAccessor(MethodModel method, Flow flow) {
    List<Instruction> code = flow.instructions();
    return components.contains(method.methodName().stringValue())
        && method.methodType().stringValue().startsWith("()")
        && code.size() == 3
        && code.get(1) instanceof FieldInstruction read
        && read.opcode() == Opcode.GETFIELD
        && read.name().equals(method.methodName());
  }
}
