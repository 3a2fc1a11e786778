package dev.molt.process;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a process, asked from outside. Any thread; each answer is of the instant at
 * which it is asked, so two answers need not fit together.
 *
 * <p>OTP: {@code erlang:process_info/2}
 */
public interface ProcessView {
  Pid pid();

  @Nullable String name();

  ProcessStatus status();

  /**
   * The process has called from the runtime into module code and that call has not come back: false
   * is the proof that no frame of a module is on its stack.
   */
  boolean inModule();

  /**
   * Grows whenever the process has run. Odd: it is running, or was when asked; even: it rests in
   * the runtime, and as long as the number stays the same its stack is the same.
   */
  long moves();

  /** Its stack, innermost frame first; empty while it has none. */
  StackTraceElement[] frames();

  /** Null while it has none: not started, or hibernated. Another one after each hibernation. */
  @Nullable Thread thread();

  int mailboxSize();

  List<Pid> links();

  /** The processes that monitor it; {@link Processes#outside} for those who are none. */
  List<Pid> monitoredBy();

  boolean trapsExit();

  /** Why it is about to end, or null if nothing has asked it to. */
  @Nullable ExitReason pendingExit();

  /** What it was started with: of an external fun the function, else the class of the fun. */
  String initialCall();

  /** The object whose words {@link #initialCall} is: tells behaviours' processes from others. */
  Object startedWith();

  /** Who started it, or null if no process did. */
  @Nullable Pid parent();

  Instant startedAt();
}
