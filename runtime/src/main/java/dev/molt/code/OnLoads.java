package dev.molt.code;

import dev.molt.process.Proc0;
import dev.molt.process.Process;
import dev.molt.process.Processes;
import dev.molt.process.RuntimeCode;
import dev.molt.process.SpawnOptions;
import dev.molt.term.Pid;
import java.lang.invoke.MethodHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The {@code onLoad()} functions that are running, each in a process of its own, and the requests
 * that wait for their end. The code server's thread only.
 *
 * <p>OTP: the code server's {@code on_load} list
 */
final class OnLoads {
  static final String FUNCTION = "onLoad";

  /**
   * How such a function ended.
   *
   * <ul>
   *   <li>{@link Ok}: it returned {@link OnLoad#OK}, or nothing by its type
   *   <li>{@link Refused}: it returned another enum constant: it means to refuse
   *   <li>{@link Failed}: it returned something else, threw, or was killed
   * </ul>
   */
  sealed interface End {
    record Ok() implements End {}

    record Refused(String why) implements End {}

    record Failed(String why) implements End {}
  }

  private record Running(Pid pid, Deque<Consumer<LoadResult>> waiting) {}

  /** What the process left behind; written by it, read after its end. */
  private record Returned(@Nullable Object value) {}

  private final Processes processes;
  private final ServerThread thread;
  private final Map<ModuleName, Running> running = new HashMap<>();

  OnLoads(Processes processes, ServerThread thread) {
    this.processes = processes;
    this.thread = thread;
  }

  /** The version's function; null if it has none. */
  static @Nullable MethodHandle function(ModuleVersion version) {
    return version.function(
        new FunctionKey(
            FunctionKey.Kind.EXPORTED,
            version.module().binaryName(),
            FUNCTION,
            "()Ljava/lang/Object;"));
  }

  boolean isRunning(ModuleName module) {
    return running.containsKey(module);
  }

  /** Whether the module's function is running in just this process. */
  boolean isRunBy(ModuleName module, @Nullable Pid process) {
    var one = running.get(module);
    return one != null && one.pid.equals(process);
  }

  /**
   * Has the action called with the result of the load once the running function has ended; the last
   * one to come is called first.
   *
   * @return false if no function of the module is running: the action is not called
   */
  boolean await(ModuleName module, Consumer<LoadResult> action) {
    var one = running.get(module);
    if (one == null) return false;
    one.waiting.addFirst(action);
    return true;
  }

  /**
   * Starts the version's function.
   *
   * @param ended called on the code server's thread, before those who wait
   */
  void start(ModuleVersion version, MethodHandle function, Ending ended) {
    var returned = new AtomicReference<@Nullable Returned>();
    Proc0 body =
        (Proc0 & RuntimeCode)
            () -> {
              version.initialise(version.module().binaryName());
              returned.set(new Returned(invoke(function)));
            };
    var pid = processes.spawn(SpawnOptions.DEFAULT, body);
    running.put(version.module(), new Running(pid, new ArrayDeque<>()));
    processes.watch(
        pid,
        down ->
            thread.tell(
                () -> {
                  var left = returned.get();
                  var end =
                      left == null
                          ? new End.Failed("ended with " + down.reason())
                          : end(function, left.value);
                  finish(version.module(), ended.with(end));
                }));
  }

  /** The code server closes: nobody waits any longer. */
  void abandon() {
    for (var module : List.copyOf(running.keySet()))
      finish(module, new LoadResult.OnLoadFailure("the code server has been closed"));
  }

  /** What becomes of the version when its function has ended. */
  interface Ending {
    LoadResult with(End end);
  }

  private void finish(ModuleName module, LoadResult result) {
    var ended = running.remove(module);
    if (ended != null) ended.waiting.forEach(action -> action.accept(result));
  }

  private static @Nullable Object invoke(MethodHandle function) {
    Process.enterModule();
    try {
      return function.invoke();
    } catch (Throwable thrown) {
      throw Thrown.asIs(thrown);
    } finally {
      Process.leaveModule();
    }
  }

  private static End end(MethodHandle function, @Nullable Object value) {
    if (value == OnLoad.OK || function.type().returnType() == void.class) return new End.Ok();
    var why = "returned " + value;
    return value instanceof Enum<?> ? new End.Refused(why) : new End.Failed(why);
  }
}
