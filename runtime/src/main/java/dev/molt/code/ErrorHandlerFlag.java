package dev.molt.code;

import dev.molt.process.Process;

/** Keeps a process's own error handler, in its dictionary under a key that nobody else has. */
enum ErrorHandlerFlag {
  ERROR_HANDLER;

  /**
   * That of the calling process; outside of processes, and in those that have set none, autoload.
   */
  static ErrorHandler current() {
    var set = Process.isProcess() ? Process.get(ERROR_HANDLER) : null;
    return set instanceof ErrorHandler handler ? handler : ErrorHandler.AUTOLOAD;
  }

  static void set(ErrorHandler handler) {
    Process.put(ERROR_HANDLER, handler);
  }
}
