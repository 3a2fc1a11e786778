package dev.molt.daemon;

import dev.molt.code.KilledProcess;
import dev.molt.code.ModuleName;
import dev.molt.code.ModuleStatus;
import dev.molt.code.ModuleVersion;
import dev.molt.code.ProcessUse;
import dev.molt.code.Unkillable;
import dev.molt.control.ModuleRow;
import dev.molt.control.ProcessRow;
import dev.molt.control.ThreadRow;
import dev.molt.control.UseRow;
import dev.molt.process.ProcessStatus;
import dev.molt.process.ProcessView;
import dev.molt.process.Processes;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The runtime's values as lines of a table. */
final class Rows {
  private Rows() {}

  static ModuleRow module(ModuleStatus it) {
    var source = it.source();
    return new ModuleRow(
        it.module().binaryName(),
        number(it.current()),
        number(it.old()),
        source == null ? null : source.toString());
  }

  private static @Nullable Integer number(@Nullable ModuleVersion version) {
    return version == null ? null : version.number();
  }

  static UseRow use(ProcessUse it) {
    return new UseRow(
        it.pid().toString(),
        it.name(),
        it.version(),
        frame(it.frame()),
        it.waitsFor(),
        it.since(),
        it.because().toString());
  }

  static UseRow killed(KilledProcess it) {
    return new UseRow(
        it.pid().toString(),
        it.name(),
        it.version(),
        frame(it.frame()),
        null,
        null,
        it.because().toString());
  }

  static ThreadRow thread(Unkillable it) {
    return new ThreadRow(
        it.threadName(), it.stack().stream().map(Rows::frame).map(String::valueOf).toList());
  }

  /** All processes, the oldest first. */
  static List<ProcessRow> processes(Processes processes) {
    return processes.views().stream()
        .sorted(Comparator.comparingLong((ProcessView view) -> view.pid().serial()))
        .filter(view -> !(view.status() instanceof ProcessStatus.Dead))
        .map(Rows::process)
        .toList();
  }

  private static ProcessRow process(ProcessView view) {
    var frame = view.inModule() ? innermost(view.frames()) : null;
    var version = frame == null ? null : frame.getClassLoaderName();
    return new ProcessRow(
        view.pid().toString(),
        view.name(),
        frame == null ? started(view) : ModuleName.ofClass(frame.getClassName()).binaryName(),
        version == null ? null : Integer.valueOf(version.substring(version.indexOf('@') + 1)),
        state(view.status()),
        view.mailboxSize(),
        frame(frame));
  }

  /** The module that the process was started in; null if its first function is no module's. */
  private static @Nullable String started(ProcessView view) {
    var call = view.initialCall();
    var dot = call.lastIndexOf('.');
    return dot < 0 ? null : ModuleName.ofClass(call.substring(0, dot)).binaryName();
  }

  /** A version's class loader is named {@code E3@7}; no other loader's name has that form. */
  private static @Nullable StackTraceElement innermost(StackTraceElement[] frames) {
    for (var frame : frames) {
      var loader = frame.getClassLoaderName();
      if (loader != null && loader.matches(".+@\\d+")) return frame;
    }
    return null;
  }

  private static String state(ProcessStatus status) {
    return switch (status) {
      case ProcessStatus.NotStarted() -> "not started";
      case ProcessStatus.Running() -> "running";
      case ProcessStatus.Waiting(var what, _, _) -> "waiting: " + what;
      case ProcessStatus.Blocked(var what, _) -> "blocked: " + what;
      case ProcessStatus.Suspended(_) -> "suspended";
      case ProcessStatus.Exiting(var reason) -> "exiting: " + reason;
      case ProcessStatus.Dead(var reason) -> "dead: " + reason;
    };
  }

  private static @Nullable String frame(@Nullable StackTraceElement frame) {
    return frame == null
        ? null
        : frame.getClassName()
            + "."
            + frame.getMethodName()
            + "("
            + frame.getFileName()
            + ":"
            + frame.getLineNumber()
            + ")";
  }
}
