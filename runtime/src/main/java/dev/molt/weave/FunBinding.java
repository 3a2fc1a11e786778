package dev.molt.weave;

import static java.lang.invoke.LambdaMetafactory.FLAG_MARKERS;
import static java.lang.invoke.LambdaMetafactory.FLAG_SERIALIZABLE;

import dev.molt.weave.Members.Found.In;
import dev.molt.weave.Members.Found.NotKnown;
import dev.molt.weave.Members.Found.Outside;
import dev.molt.weave.Replacement.Door;
import dev.molt.weave.Replacement.Exit;
import dev.molt.weave.Replacement.Keep;
import dev.molt.weave.Replacement.Site;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what becomes of the places where lambdas and method references are made.
 *
 * <p>Into a fun type: a reference to a module's public static method is an external fun; what is
 * implemented by any other code of a module is a local fun; what is no module code (a reference to
 * a method of the JDK) belongs to no version and stays as it is. Into any other interface it stays
 * as it is, but for a method that must be late-bound: then a bridge stands in its place.
 */
final class FunBinding {
  /** How a reason for a note is told. */
  interface Notes {
    void plainFun();

    void unreadableReference();
  }

  private static final String METAFACTORY = "Ljava/lang/invoke/LambdaMetafactory;";

  /** Where {@code altMetafactory} has its flags among the bootstrap's arguments. */
  private static final int FLAGS = 3;

  private static final int IMPLEMENTATION = 1;

  private final LateBinding lateBinding;
  private final Members members;
  private final Bridges bridges;
  private final BootstrapNames bootstraps;

  FunBinding(LateBinding lateBinding, Members members, Bridges bridges, BootstrapNames bootstraps) {
    this.lateBinding = lateBinding;
    this.members = members;
    this.bridges = bridges;
    this.bootstraps = bootstraps;
  }

  /** What stands in the place of an {@code invokedynamic}; empty: it stays. */
  Optional<DynamicCallSiteDesc> replace(InvokeDynamicInstruction indy, Notes notes) {
    if (!indy.bootstrapMethod().owner().descriptorString().equals(METAFACTORY)) {
      return Optional.empty();
    }
    if (!(indy.bootstrapArgs().get(IMPLEMENTATION) instanceof DirectMethodHandleDesc handle)) {
      return Optional.empty();
    }
    var flags = flags(indy);
    var use = MemberUse.of(handle).orElseThrow();
    if (BootstrapNames.isFunType(indy.typeSymbol().returnType())) {
      if ((flags & (FLAG_SERIALIZABLE | FLAG_MARKERS)) == 0) return fun(indy, handle, use);
      notes.plainFun();
    }
    return other(indy, handle, use, (flags & FLAG_SERIALIZABLE) != 0, notes);
  }

  private static int flags(InvokeDynamicInstruction indy) {
    return indy.bootstrapMethod().methodName().equals("altMetafactory")
            && indy.bootstrapArgs().get(FLAGS) instanceof Integer flags
        ? flags
        : 0;
  }

  private Optional<DynamicCallSiteDesc> fun(
      InvokeDynamicInstruction indy, DirectMethodHandleDesc handle, MemberUse use) {
    var implementation = direct(handle, use);
    if (members.moduleOf(use.owner()) == null && implementation == handle) return Optional.empty();
    if (use.kind() == MemberUse.Kind.CALL_STATIC
        && members.moduleOf(use.owner()) != null
        && indy.typeSymbol().parameterCount() == 0) {
      var owner = publicOwner(use);
      if (owner.isPresent()) {
        return Optional.of(
            bootstraps.site(
                BootstrapNames.EXTERNAL_FUN,
                indy.name().stringValue(),
                indy.typeSymbol(),
                List.of(MemberUse.binaryName(owner.get()), use.name(), use.descriptor())));
      }
    }
    return Optional.of(
        bootstraps.site(
            BootstrapNames.LOCAL_FUN,
            indy.name().stringValue(),
            indy.typeSymbol(),
            List.of(implementation)));
  }

  /** The class that declares a static method, if it is public or not known. */
  private Optional<String> publicOwner(MemberUse use) {
    return switch (lateBinding.find(use)) {
      case In(var declaring, var flags) ->
          ClassShape.isPublic(flags) ? Optional.of(declaring) : Optional.empty();
      case Outside _, NotKnown _ -> Optional.of(use.owner());
    };
  }

  private Optional<DynamicCallSiteDesc> other(
      InvokeDynamicInstruction indy,
      DirectMethodHandleDesc handle,
      MemberUse use,
      boolean serializable,
      Notes notes) {
    var replacement = lateBinding.replace(use);
    if (replacement instanceof Keep || (serializable && replacement instanceof Door)) {
      return Optional.empty();
    }
    if (serializable) notes.unreadableReference();
    List<ConstantDesc> arguments = new ArrayList<>(indy.bootstrapArgs());
    arguments.set(IMPLEMENTATION, direct(handle, use));
    return Optional.of(
        DynamicCallSiteDesc.of(
            indy.bootstrapMethod(),
            indy.name().stringValue(),
            indy.typeSymbol(),
            arguments.toArray(ConstantDesc[]::new)));
  }

  /** The handle itself, or one of what must stand in its place. */
  private DirectMethodHandleDesc direct(DirectMethodHandleDesc handle, MemberUse use) {
    return switch (lateBinding.replace(use)) {
      case Keep _ -> handle;
      case Door door ->
          MethodHandleDesc.ofMethod(
              handle.kind(), MemberUse.classDesc(door.owner()), door.name(), door.type());
      case Site site -> bridges.handle(site);
      case Exit exit -> bridges.handle(exit);
    };
  }
}
