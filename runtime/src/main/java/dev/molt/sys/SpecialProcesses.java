package dev.molt.sys;

import dev.molt.process.Fun0;
import dev.molt.process.Fun1;
import dev.molt.process.Next;
import dev.molt.process.Process;
import dev.molt.process.RuntimeCode;
import dev.molt.term.Pid;
import org.jspecify.annotations.Nullable;

/**
 * The way of a special process from its loop to the system messages and back.
 *
 * <p>OTP: {@code sys:handle_system_msg/6}
 */
public final class SpecialProcesses {
  private SpecialProcesses() {}

  /**
   * Handles a system message. To be returned by the process's body: its frame must be gone, or a
   * suspended process would stay in old code.
   *
   * @param module has the callbacks
   */
  public static <M> Next handle(
      SystemMessage message,
      @Nullable Pid parent,
      Class<? extends SpecialProcess<M>> module,
      Debug debug,
      M misc) {
    Callbacks<SpecialProcess<M>> callbacks =
        Callbacks.of(Process.processes(), BehaviourCall.Kind.SPECIAL, module, SpecialProcess.class);
    var target = new Target<M>(callbacks, parent, debug, misc);
    return Next.call((Fun0<Next> & RuntimeCode) () -> target.run(message));
  }

  private static final class Target<M> implements SystemTarget {
    private final Callbacks<SpecialProcess<M>> callbacks;
    private final @Nullable Pid parent;

    // The process only.
    private Debug debug;
    private M misc;

    Target(Callbacks<SpecialProcess<M>> callbacks, @Nullable Pid parent, Debug debug, M misc) {
      this.callbacks = callbacks;
      this.parent = parent;
      this.debug = debug;
      this.misc = misc;
    }

    Next run(SystemMessage message) throws Exception {
      return switch (SystemLoop.handle(message, this)) {
        case SystemLoop.Outcome.Resumed _ ->
            callbacks.call(
                "systemContinue", 3, module -> module.systemContinue(parent, debug, misc));
        case SystemLoop.Outcome.Terminated(var reason) ->
            callbacks.call(
                "systemTerminate",
                4,
                module -> module.systemTerminate(reason, parent, debug, misc));
      };
    }

    @Override
    public @Nullable Pid parent() {
      return parent;
    }

    @Override
    public Debug debug() {
      return debug;
    }

    @Override
    public void debug(Debug newDebug) {
      debug = newDebug;
    }

    @Override
    public String kind() {
      return callbacks.module();
    }

    @Override
    @SuppressWarnings("NullAway") // does not see that a callback may return null
    public @Nullable Object state() throws Exception {
      return callbacks.call("systemGetState", 1, module -> module.systemGetState(misc));
    }

    @Override
    public @Nullable Object replaceState(Fun1<@Nullable Object, @Nullable Object> function)
        throws Exception {
      var replaced =
          callbacks.call(
              "systemReplaceState", 2, module -> module.systemReplaceState(function, misc));
      misc = replaced.misc();
      return replaced.state();
    }

    @Override
    public ChangeCodeResult changeCode(
        String changed, @Nullable Object oldVersion, @Nullable Object extra) {
      return CodeChange.run(
          () ->
              callbacks.call(
                  "systemCodeChange",
                  4,
                  module -> module.systemCodeChange(misc, changed, oldVersion, extra)),
          next -> misc = next);
    }

    @Override
    public Object snapshot() {
      return new Snapshot(misc);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // it is what snapshot() has given
    public void restore(Object snapshot) {
      misc = (M) ((Snapshot) snapshot).misc();
    }

    private record Snapshot(@Nullable Object misc) {}

    @Override
    @SuppressWarnings("NullAway") // does not see that a callback may return null
    public @Nullable Object status(boolean suspended) throws Exception {
      return callbacks.call("formatStatus", 2, module -> module.formatStatus(suspended, misc));
    }
  }
}
