package dev.molt.code;

import java.lang.constant.MethodTypeDesc;

/**
 * What a call site reaches: a static member of a module's class, by names only, so that it means
 * the same in every version.
 *
 * @param owner the binary name of the class through which it is named
 * @param descriptor of the method; {@code ()T} to read a field, {@code (T)V} to write it
 */
record FunctionKey(Kind kind, String owner, String name, String descriptor) {
  enum Kind {
    /** A static call in code: the compiler has seen to access. */
    CALL,
    /** A call from outside code, by a fun or by name: public methods only. */
    EXPORTED,
    GET,
    PUT
  }

  ModuleName module() {
    return ModuleName.ofClass(owner);
  }

  boolean isCall() {
    return kind == Kind.CALL || kind == Kind.EXPORTED;
  }

  int arity() {
    return MethodTypeDesc.ofDescriptor(descriptor).parameterCount();
  }

  /** As OTP writes it: {@code e3:loop/0}, with a dot. */
  @Override
  public String toString() {
    return owner + "." + name + "/" + arity();
  }
}
