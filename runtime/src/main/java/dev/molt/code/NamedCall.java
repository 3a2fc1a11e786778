package dev.molt.code;

import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out which function a call by name means, when a module has several of one arity. */
final class NamedCall {
  private NamedCall() {}

  /** The function whose parameters take the arguments; if there is just one, that one. */
  static FunctionKey key(
      ModuleName module,
      String function,
      @Nullable Object[] arguments,
      Optional<ModuleVersion> current) {
    var any = MethodType.genericMethodType(arguments.length).descriptorString();
    var descriptor =
        current.stream()
            .flatMap(version -> overloads(version, function, arguments).stream())
            .findFirst()
            .orElse(any);
    return new FunctionKey(FunctionKey.Kind.EXPORTED, module.binaryName(), function, descriptor);
  }

  /** Empty if there is no choice. */
  private static List<String> overloads(
      ModuleVersion version, String function, @Nullable Object[] arguments) {
    var named =
        version.exported().stream()
            .filter(one -> one.name().equals(function) && one.arity() == arguments.length)
            .map(ExportedFunction::descriptor)
            .toList();
    if (named.size() < 2) return List.of();
    return named.stream().filter(one -> takes(version, one, arguments)).toList();
  }

  private static boolean takes(
      ModuleVersion version, String descriptor, @Nullable Object[] arguments) {
    var types =
        MethodType.fromMethodDescriptorString(descriptor, version.loader()).parameterArray();
    for (var i = 0; i < types.length; i++) {
      var argument = arguments[i];
      var fits =
          argument == null
              ? !types[i].isPrimitive()
              : MethodType.methodType(types[i]).wrap().returnType().isInstance(argument);
      if (!fits) return false;
    }
    return true;
  }
}
