package dev.molt.code;

import org.jspecify.annotations.Nullable;

/**
 * What is called, in the process at hand, when a qualified call finds no function and when a fun
 * finds its version gone. Each process may have its own: {@link Code#errorHandler(ErrorHandler)}.
 *
 * <p>OTP: {@code error_handler}, {@code process_flag(error_handler, Module)}
 */
public interface ErrorHandler {
  /** Loads modules from the path when they are called. */
  ErrorHandler AUTOLOAD = new ErrorHandler() {};

  /** A module's own answer to calls of functions that it does not have; public static. */
  String HANDLE_UNDEFINED = "handleUndefinedFunction";

  /**
   * A qualified call found no function.
   *
   * <p>This one loads the module from the path if it is not loaded and makes the call; if the
   * module has no such function, but a {@code public static Object handleUndefinedFunction(String,
   * List)}, that is asked.
   *
   * @return what the call returns
   * @throws Throwable {@link Undef}, or whatever the function throws
   *     <p>OTP: {@code error_handler:undefined_function/3}
   */
  default @Nullable Object undefinedFunction(UndefinedCall call) throws Throwable {
    if (!(call.server().ensureLoaded(call.module()) instanceof LoadResult.Loaded))
      throw call.undef();
    if (call.isDefined()) return call.apply();
    if (isOwnHandler(call) || !call.server().isExported(call.module(), HANDLE_UNDEFINED, 2))
      throw call.undef();
    return call.server().call(call.module(), HANDLE_UNDEFINED, call.function(), call.arguments());
  }

  private static boolean isOwnHandler(UndefinedCall call) {
    return call.function().equals(HANDLE_UNDEFINED) && call.arity() == 2;
  }

  /**
   * A local fun was called whose version is purged. Afterwards the call is made if the same code is
   * loaded; otherwise it ends with {@link BadFun}, or {@link Undef} if the module is not loaded.
   *
   * <p>This one loads the module from the path if it is not loaded.
   *
   * <p>OTP: {@code error_handler:undefined_lambda/3}
   */
  default void undefinedFun(CodeServer server, ModuleName module) {
    server.ensureLoaded(module);
  }
}
