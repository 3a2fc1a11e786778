package dev.molt.weave;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * What an access to a member becomes.
 *
 * <ul>
 *   <li>{@link Keep}: itself
 *   <li>{@link Site}: an {@code invokedynamic} with the same effect on the stack
 *   <li>{@link Door}: a call of the method's door instead
 *   <li>{@link Exit}: the exit of the calling process instead of the JVM's
 * </ul>
 */
sealed interface Replacement {
  record Keep() implements Replacement {}

  record Site(String bootstrap, String name, MethodTypeDesc type, List<String> arguments)
      implements Replacement {
    void emit(CodeBuilder code, BootstrapNames bootstraps) {
      List<? extends ConstantDesc> extra = arguments;
      code.invokedynamic(bootstraps.site(bootstrap, name, type, extra));
    }
  }

  record Door(String owner, String name, MethodTypeDesc type) implements Replacement {
    void emit(CodeBuilder code) {
      code.invokevirtual(MemberUse.classDesc(owner), name, type);
    }
  }

  /**
   * @param receiver whether a {@code Runtime} lies below the exit code on the stack
   */
  record Exit(boolean receiver) implements Replacement {
    private static final ClassDesc RUNTIME = ClassDesc.of("java.lang.Runtime");
    private static final MethodTypeDesc EXIT =
        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

    void emit(CodeBuilder code, BootstrapNames bootstraps) {
      if (receiver) code.swap().pop();
      code.invokestatic(bootstraps.owner(), BootstrapNames.EXIT, EXIT);
    }

    MethodTypeDesc type() {
      return receiver ? EXIT.insertParameterTypes(0, RUNTIME) : EXIT;
    }
  }

  /** By how many bytes it is longer than the access itself, when it stands in its place. */
  default int growth() {
    return switch (this) {
      case Site _ -> 2;
      case Exit exit -> exit.receiver() ? 2 : 0;
      case Keep _, Door _ -> 0;
    };
  }
}
