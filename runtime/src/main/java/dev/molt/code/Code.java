package dev.molt.code;

import dev.molt.process.Process;
import dev.molt.term.Pid;
import java.util.List;

/**
 * The code server of the calling process's node, for code inside a process. Modules are named by
 * their binary class names; what a function does is said in {@link CodeServer}, under the same
 * name. A process that purges its own old version dies of it, as everybody else.
 *
 * <p>OTP: {@code code}, {@code c}
 */
public final class Code {
  private Code() {}

  /**
   * @throws dev.molt.process.NotAProcessException outside of a process
   */
  public static CodeServer server() {
    return Process.processes().attachment(CodeServer.class);
  }

  /** Compiles a module's source, purges and loads it. OTP: {@code c:c/1} */
  public static CompileResult compile(String module) {
    return server().compile(ModuleName.of(module));
  }

  /** The same for the module that this class is, or is nested in. */
  public static CompileResult compile(Class<?> module) {
    return server().compile(ModuleName.ofClass(module.getName()));
  }

  /** OTP: {@code code:load_file/1} */
  public static LoadResult loadFile(String module) {
    return server().loadFile(ModuleName.of(module));
  }

  /** OTP: {@code code:load_abs/1} */
  public static LoadResult load(ObjectCode code) {
    return server().load(code);
  }

  /** OTP: {@code code:load_binary/3} */
  public static LoadResult loadBinary(ObjectCode code) {
    return server().loadBinary(code);
  }

  /** OTP: {@code code:ensure_loaded/1} */
  public static LoadResult ensureLoaded(String module) {
    return server().ensureLoaded(ModuleName.of(module));
  }

  /** OTP: {@code code:atomic_load/1} */
  public static BatchResult atomicLoad(List<AtomicItem> items) {
    return server().atomicLoad(items);
  }

  /** Whether at least one process was killed. OTP: {@code code:purge/1} */
  public static boolean purge(String module) {
    return server().purge(ModuleName.of(module)).otp();
  }

  /** Whether there is no old version now. OTP: {@code code:soft_purge/1} */
  public static boolean softPurge(String module) {
    return server().softPurge(ModuleName.of(module)).otp();
  }

  /** OTP: {@code code:delete/1} */
  public static boolean delete(String module) {
    return server().delete(ModuleName.of(module));
  }

  /** A purge, then a load from the path. OTP: {@code c:l/1} */
  public static ReloadResult reload(String module) {
    return server().reload(ModuleName.of(module));
  }

  /** OTP: {@code code:is_loaded/1} */
  public static boolean isLoaded(String module) {
    return server().isLoaded(ModuleName.of(module));
  }

  /** OTP: {@code code:which/1} */
  public static Which which(String module) {
    return server().which(ModuleName.of(module));
  }

  /** OTP: {@code erlang:check_old_code/1} */
  public static boolean checkOldCode(String module) {
    return server().checkOldCode(ModuleName.of(module));
  }

  /** OTP: {@code erlang:check_process_code/2} */
  public static boolean checkProcessCode(Pid process, String module) {
    return server().checkProcessCode(process, ModuleName.of(module));
  }

  /**
   * Gives the calling process an error handler of its own; returns the one it had.
   *
   * <p>OTP: {@code process_flag(error_handler, Module)}
   */
  public static ErrorHandler errorHandler(ErrorHandler handler) {
    var before = ErrorHandlerFlag.current();
    ErrorHandlerFlag.set(handler);
    return before;
  }
}
