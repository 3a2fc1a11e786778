package dev.molt.sys;

import dev.molt.code.ModuleName;
import dev.molt.process.Fun1;
import dev.molt.term.Pid;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the system messages need of the process that they are sent to. Its methods are called in
 * that process only.
 *
 * <p>OTP: the callbacks {@code system_*} of a special process
 */
public interface SystemTarget {
  /** Whose exit ends the process even while it is suspended; null if it has no parent. */
  @Nullable Pid parent();

  Debug debug();

  void debug(Debug debug);

  /** Names the kind of process in status and errors. OTP: the module, as {@code gen_server}. */
  String kind();

  @Nullable Object state() throws Exception;

  /** Puts what the function makes of the state in its place, and returns it. */
  @Nullable Object replaceState(Fun1<@Nullable Object, @Nullable Object> function) throws Exception;

  /** A result other than {@link ChangeCodeResult.Changed} has changed nothing. */
  ChangeCodeResult changeCode(String module, @Nullable Object oldVersion, @Nullable Object extra);

  /** All that a change of code may change, as it is now. */
  Object snapshot();

  /** Puts back what {@link #snapshot} gave. */
  void restore(Object snapshot);

  /**
   * Those that it knows to run one of these modules by their child specifications, or by itself.
   */
  default List<Runner> whoRuns(Set<ModuleName> modules) {
    return List.of();
  }

  /** What a reader is shown of the state. */
  @Nullable Object status(boolean suspended) throws Exception;
}
