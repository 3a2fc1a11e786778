package dev.molt.code;

/**
 * A fun that is code of a module.
 *
 * <p>OTP: {@code erlang:fun_info(Fun, module)}
 */
public sealed interface ModuleFun permits ExternalFun, LocalFun {
  ModuleName module();
}
