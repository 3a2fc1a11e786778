package dev.molt.server;

import dev.molt.process.Deadline;
import dev.molt.process.ExitException;
import dev.molt.process.Next;
import dev.molt.process.Process;
import dev.molt.process.StartResult;
import dev.molt.sys.Call;
import dev.molt.sys.CallFailure;
import dev.molt.sys.CallOutcome;
import dev.molt.sys.Destination;
import dev.molt.sys.PendingCall;
import dev.molt.sys.Sys;
import dev.molt.term.ExitReason;
import dev.molt.term.From;
import dev.molt.term.Pid;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Servers, for code in a process. A module is given by its class, of any version; what runs is the
 * current one.
 *
 * <p>OTP: {@code gen_server}
 */
public final class Server {
  private Server() {}

  /**
   * Starts a server without a link and waits until its {@code init} has ended.
   *
   * @return {@link StartResult.Failed} with the reason that {@code init} gave, or with what it
   *     threw, or with {@link dev.molt.process.Start#TIMEOUT}
   */
  public static StartResult start(Class<? extends GenServer<?>> module, @Nullable Object args) {
    return servers().start(null, module, args, StartOptions.DEFAULT);
  }

  public static StartResult start(
      Class<? extends GenServer<?>> module, @Nullable Object args, StartOptions options) {
    return servers().start(null, module, args, options);
  }

  /** The same under a name; {@link StartResult.AlreadyStarted} if another process has it. */
  public static StartResult start(
      String name, Class<? extends GenServer<?>> module, @Nullable Object args) {
    return servers().start(name, module, args, StartOptions.DEFAULT);
  }

  public static StartResult start(
      String name,
      Class<? extends GenServer<?>> module,
      @Nullable Object args,
      StartOptions options) {
    return servers().start(name, module, args, options);
  }

  /** Starts a server that is linked to the caller, and ends when the caller does. */
  public static StartResult startLink(Class<? extends GenServer<?>> module, @Nullable Object args) {
    return servers().startLink(null, module, args, StartOptions.DEFAULT);
  }

  public static StartResult startLink(
      Class<? extends GenServer<?>> module, @Nullable Object args, StartOptions options) {
    return servers().startLink(null, module, args, options);
  }

  public static StartResult startLink(
      String name, Class<? extends GenServer<?>> module, @Nullable Object args) {
    return servers().startLink(name, module, args, StartOptions.DEFAULT);
  }

  public static StartResult startLink(
      String name,
      Class<? extends GenServer<?>> module,
      @Nullable Object args,
      StartOptions options) {
    return servers().startLink(name, module, args, options);
  }

  /**
   * Asks a server and waits up to 5 s for the answer.
   *
   * @throws dev.molt.sys.CallExit there is none: with the reason noproc, {@link
   *     CallFailure#TIMEOUT}, {@link CallFailure#CALLING_SELF}, or that with which the server ended
   */
  public static @Nullable Object call(Pid server, Object request) {
    return call(server, request, Servers.DEFAULT_TIMEOUT);
  }

  public static @Nullable Object call(String server, Object request) {
    return call(server, request, Servers.DEFAULT_TIMEOUT);
  }

  public static @Nullable Object call(Pid server, Object request, Duration timeout) {
    return value(callResult(server, request, timeout), Destination.of(server), request);
  }

  public static @Nullable Object call(String server, Object request, Duration timeout) {
    return value(callResult(server, request, timeout), Destination.of(server), request);
  }

  /** The same, with no limit of time. OTP: {@code infinity}. */
  public static @Nullable Object callPatiently(Pid server, Object request) {
    return value(waiting(Destination.of(server), request), Destination.of(server), request);
  }

  public static @Nullable Object callPatiently(String server, Object request) {
    return value(waiting(Destination.of(server), request), Destination.of(server), request);
  }

  /** Asks a server, and says how it ended. */
  public static CallOutcome callResult(Pid server, Object request, Duration timeout) {
    return servers().call(server, request, timeout);
  }

  public static CallOutcome callResult(String server, Object request, Duration timeout) {
    return servers().call(server, request, timeout);
  }

  private static CallOutcome waiting(Destination server, Object request) {
    return servers().call(server, request, Deadline.NEVER);
  }

  private static @Nullable Object value(CallOutcome outcome, Destination server, Object request) {
    return CallFailure.valueOf(outcome, "gen_server:call", server, request);
  }

  /**
   * Asks a server, and asks for the answer later. The answer, or that there is none, comes into the
   * caller's mailbox. OTP: {@code send_request/2}.
   */
  public static PendingCall sendRequest(Pid server, Object request) {
    return Call.start(Destination.of(server), from -> new ServerMessage.Call(from, request));
  }

  public static PendingCall sendRequest(String server, Object request) {
    return Call.start(Destination.of(server), from -> new ServerMessage.Call(from, request));
  }

  /** Tells a server something. Whether it is there is not known. */
  public static void cast(Pid server, Object request) {
    servers().cast(server, request);
  }

  public static void cast(String server, Object request) {
    servers().cast(server, request);
  }

  /** Answers a call, out of whichever process. */
  public static void reply(From to, @Nullable Object value) {
    Call.reply(to, value);
  }

  /** Ends a server with the reason normal, and waits until it is gone. */
  public static void stop(Pid server) {
    Sys.of(server).patiently().stop(ExitReason.NORMAL);
  }

  public static void stop(String server) {
    Sys.of(server).patiently().stop(ExitReason.NORMAL);
  }

  /**
   * Ends a server and waits until it is gone.
   *
   * @throws ExitException with the reason noproc, {@link CallFailure#TIMEOUT}, or that with which
   *     it ended, if that is another one
   */
  public static void stop(Pid server, ExitReason reason, Duration timeout) {
    servers().stop(server, reason, timeout);
  }

  public static void stop(String server, ExitReason reason, Duration timeout) {
    servers().stop(server, reason, timeout);
  }

  /**
   * Makes the calling process a server. To be returned by its body, which has done what {@code
   * init} would have.
   *
   * @param name its registered name; null if it has none
   * @throws ExitException if the process is not registered under that name
   */
  public static <S extends @Nullable Object> Next enterLoop(
      @Nullable String name,
      Class<? extends GenServer<S>> module,
      S state,
      After after,
      StartOptions options) {
    return ServerBody.enterLoop(name, servers().callbacks(module), state, after, options);
  }

  /** The same without a name, waiting for messages as long as it takes. */
  public static <S extends @Nullable Object> Next enterLoop(
      Class<? extends GenServer<S>> module, S state) {
    return enterLoop(null, module, state, After.FOREVER, StartOptions.DEFAULT);
  }

  private static Servers servers() {
    return new Servers(Process.processes());
  }
}
