package dev.molt.event;

import dev.molt.process.Fun0;
import dev.molt.process.Next;
import dev.molt.process.Process;
import dev.molt.process.Processes;
import dev.molt.process.RuntimeCode;
import dev.molt.process.Start;
import dev.molt.process.StartResult;
import dev.molt.server.StartOptions;
import dev.molt.sys.BehaviourCall;
import dev.molt.sys.NamedStart;
import dev.molt.term.Pid;
import org.jspecify.annotations.Nullable;

/**
 * The first instructions of an event manager.
 *
 * <p>OTP: {@code gen_event:init_it/6}
 */
record EventBody(@Nullable String name, @Nullable Pid parent, StartOptions options)
    implements Fun0<Next>, RuntimeCode {
  private static final BehaviourCall INITIAL_CALL =
      new BehaviourCall(BehaviourCall.Kind.EVENT_MANAGER, "gen_event");

  static StartResult start(
      Processes processes, @Nullable String name, StartOptions options, boolean linked) {
    var body = new EventBody(name, linked ? Process.self() : null, options);
    return NamedStart.start(processes, name, options.timeout(), linked, body);
  }

  @Override
  public Object description() {
    return INITIAL_CALL;
  }

  @Override
  public Next apply() {
    Process.trapExit(true);
    Start.ready();
    Object self = name == null ? Process.self() : name;
    var loop = new EventLoop(parent, self, options.hibernateAfter(), options.debug());
    return Next.call((Fun0<Next> & RuntimeCode) loop::run);
  }
}
