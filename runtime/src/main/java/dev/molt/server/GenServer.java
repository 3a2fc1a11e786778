package dev.molt.server;

import dev.molt.sys.CodeChangeResult;
import dev.molt.term.ExitReason;
import dev.molt.term.From;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks of a server. A module implements them; the runtime makes one instance for each of
 * its versions through the constructor without arguments, and calls the current one. So the state
 * is what the callbacks are given and return, never a field.
 *
 * <p>Only {@code init} must be there. A callback that is missing and is called nevertheless ends
 * the server with undef, except: {@code handleInfo} drops the message and says so in the log,
 * {@code terminate} does nothing, {@code formatStatus} shows everything.
 *
 * <pre>
 * client                        callback                 allowed results
 * Server.start, startLink       init                     ok, stop, ignore
 * Server.call                   handleCall               reply, noReply, stop
 * Server.cast                   handleCast               noReply, stop
 * anything else, timeouts       handleInfo               noReply, stop
 * .continueWith                 handleContinue           noReply, stop
 * Server.stop, a stop, a crash  terminate
 * Sys.changeCode                codeChange               CodeChangeResult.ok, error
 * </pre>
 *
 * A callback that throws ends the server with that error, one that calls {@code Process.exit} with
 * that reason, one that returns null with bad_return_value; {@code terminate} is called before.
 *
 * @param <S> the server's state
 *     <p>OTP: {@code gen_server}
 */
public interface GenServer<S extends @Nullable Object> {
  InitResult<S> init(@Nullable Object args) throws Exception;

  default CallResult<S> handleCall(Object request, From from, S state) throws Exception {
    throw Missing.callback(this, "handleCall", 3);
  }

  default CastResult<S> handleCast(Object request, S state) throws Exception {
    throw Missing.callback(this, "handleCast", 2);
  }

  /** Handles any message that is neither call nor cast nor system message. */
  default CastResult<S> handleInfo(Object message, S state) throws Exception {
    return Missing.handleInfo(getClass().getName(), message, state);
  }

  default CastResult<S> handleContinue(@Nullable Object argument, S state) throws Exception {
    throw Missing.callback(this, "handleContinue", 2);
  }

  /**
   * The last call: when a callback stops or crashes, when {@code Server.stop} is called, and, in a
   * server that traps exits, when its parent ends. Not when a server that does not trap exits gets
   * an exit signal, nor when one is killed.
   */
  default void terminate(ExitReason reason, S state) throws Exception {}

  /**
   * Makes the state of this version out of the state of another.
   *
   * @param oldVersion the version that the state is of, or {@link dev.molt.sys.Down} of the version
   *     to which it goes back
   * @param state as that version left it
   */
  default CodeChangeResult<S> codeChange(
      @Nullable Object oldVersion, @Nullable Object state, @Nullable Object extra)
      throws Exception {
    throw Missing.callback(this, "codeChange", 3);
  }

  default ServerStatus formatStatus(ServerStatus status) throws Exception {
    return status;
  }

  static <S extends @Nullable Object> InitResult.Ok<S> ok(S state) {
    return new InitResult.Ok<>(state, After.FOREVER);
  }

  static <S extends @Nullable Object> InitResult<S> stop(ExitReason reason) {
    return new InitResult.Refuse<>(reason);
  }

  static <S extends @Nullable Object> InitResult<S> ignore() {
    return new InitResult.Ignore<>();
  }

  static <S extends @Nullable Object> CallResult.Reply<S> reply(@Nullable Object value, S state) {
    return new CallResult.Reply<>(value, state, After.FOREVER);
  }

  static <S extends @Nullable Object> NoReply<S> noReply(S state) {
    return new NoReply<>(state, After.FOREVER);
  }

  static <S extends @Nullable Object> Stop<S> stop(ExitReason reason, S state) {
    return new Stop<>(reason, state);
  }

  static <S extends @Nullable Object> CallResult<S> stop(
      ExitReason reason, @Nullable Object reply, S state) {
    return new CallResult.StopReply<>(reason, reply, state);
  }
}
