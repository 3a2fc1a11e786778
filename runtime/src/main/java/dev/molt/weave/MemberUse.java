package dev.molt.weave;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;

/**
 * A use of a member by an instruction or a method handle.
 *
 * @param owner internal name of the class through which it is named; {@code [...} for arrays
 * @param descriptor of the method, or of the field's type
 */
record MemberUse(Kind kind, String owner, String name, String descriptor) {
  enum Kind {
    CALL_STATIC,
    CALL_INSTANCE,
    CALL_SUPER,
    NEW,
    GET_STATIC,
    PUT_STATIC,
    GET_FIELD,
    PUT_FIELD
  }

  static MemberUse of(InvokeInstruction invoke) {
    var name = invoke.name().stringValue();
    var kind =
        switch (invoke.opcode()) {
          case INVOKESTATIC -> Kind.CALL_STATIC;
          case INVOKESPECIAL -> name.equals("<init>") ? Kind.NEW : Kind.CALL_SUPER;
          default -> Kind.CALL_INSTANCE;
        };
    return new MemberUse(kind, invoke.owner().asInternalName(), name, invoke.type().stringValue());
  }

  static MemberUse of(FieldInstruction access) {
    var kind =
        switch (access.opcode()) {
          case GETSTATIC -> Kind.GET_STATIC;
          case PUTSTATIC -> Kind.PUT_STATIC;
          case Opcode opcode when opcode == Opcode.GETFIELD -> Kind.GET_FIELD;
          default -> Kind.PUT_FIELD;
        };
    return new MemberUse(
        kind,
        access.owner().asInternalName(),
        access.name().stringValue(),
        access.type().stringValue());
  }

  /** The method that a handle names; empty for a handle of a field. */
  static Optional<MemberUse> of(DirectMethodHandleDesc handle) {
    var kind =
        switch (handle.kind()) {
          case STATIC, INTERFACE_STATIC -> Kind.CALL_STATIC;
          case VIRTUAL, INTERFACE_VIRTUAL -> Kind.CALL_INSTANCE;
          case SPECIAL, INTERFACE_SPECIAL -> Kind.CALL_SUPER;
          case CONSTRUCTOR -> Kind.NEW;
          case GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> null;
        };
    if (kind == null) return Optional.empty();
    return Optional.of(
        new MemberUse(
            kind, internalName(handle.owner()), handle.methodName(), handle.lookupDescriptor()));
  }

  /** The type of the use as a function: the receiver, if there is one, is a parameter. */
  MethodTypeDesc methodType() {
    return MethodTypeDesc.ofDescriptor(descriptor);
  }

  static String internalName(ClassDesc type) {
    var descriptor = type.descriptorString();
    return type.isClassOrInterface()
        ? descriptor.substring(1, descriptor.length() - 1)
        : descriptor;
  }

  static ClassDesc classDesc(String internalName) {
    return ClassDesc.ofInternalName(internalName);
  }

  static String binaryName(String internalName) {
    return internalName.replace('/', '.');
  }
}
