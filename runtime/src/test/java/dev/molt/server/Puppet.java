package dev.molt.server;

import dev.molt.process.Process;
import dev.molt.sys.CodeChangeResult;
import dev.molt.term.ExitReason;
import dev.molt.term.From;
import dev.molt.term.Pid;
import org.jspecify.annotations.Nullable;

/** A server that does what its messages say; its state is whatever it was started with. */
final class Puppet implements GenServer<Object> {
  interface OnInit {
    @Nullable InitResult<Object> run() throws Exception;
  }

  interface OnCall {
    @Nullable CallResult<Object> run(From from, Object state) throws Exception;
  }

  interface OnCast {
    @Nullable CastResult<Object> run(Object state) throws Exception;
  }

  /** A message that is neither call nor cast. */
  interface OnInfo {
    @Nullable CastResult<Object> run(Object state) throws Exception;
  }

  /** A state that wants to hear of everything that has no instruction of its own. */
  record Told(Pid to) {}

  record Info(Object message) {}

  record Terminated(ExitReason reason) {}

  @Override
  @SuppressWarnings("NullAway") // a bad return value is null
  public InitResult<Object> init(@Nullable Object args) throws Exception {
    return args instanceof OnInit on ? on.run() : GenServer.ok(args == null ? "none" : args);
  }

  @Override
  @SuppressWarnings("NullAway")
  public CallResult<Object> handleCall(Object request, From from, Object state) throws Exception {
    return request instanceof OnCall on ? on.run(from, state) : GenServer.reply(state, state);
  }

  @Override
  @SuppressWarnings("NullAway")
  public CastResult<Object> handleCast(Object request, Object state) throws Exception {
    return request instanceof OnCast on ? on.run(state) : GenServer.noReply(request);
  }

  @Override
  @SuppressWarnings("NullAway")
  public CastResult<Object> handleInfo(Object message, Object state) throws Exception {
    if (message instanceof OnInfo on) return on.run(state);
    tell(state, new Info(message));
    return GenServer.noReply(state);
  }

  @Override
  @SuppressWarnings("NullAway")
  public CastResult<Object> handleContinue(@Nullable Object argument, Object state)
      throws Exception {
    if (argument instanceof OnCast on) return on.run(state);
    return GenServer.noReply(argument);
  }

  @Override
  public void terminate(ExitReason reason, Object state) {
    tell(state, new Terminated(reason));
  }

  @Override
  public CodeChangeResult<Object> codeChange(
      @Nullable Object oldVersion, @Nullable Object state, @Nullable Object extra) {
    return CodeChangeResult.ok(oldVersion + "/" + state + "/" + extra);
  }

  private static void tell(Object state, Object what) {
    if (state instanceof Told(var to)) Process.send(to, what);
  }
}
