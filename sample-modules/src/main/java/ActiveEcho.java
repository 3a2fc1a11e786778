import dev.molt.net.ActiveMode;
import dev.molt.net.ListenResult.Listening;
import dev.molt.net.TcpAccept;
import dev.molt.net.TcpData;
import dev.molt.net.TcpFailure;
import dev.molt.net.TcpListener;
import dev.molt.net.TcpOptions;
import dev.molt.process.StartResult;
import dev.molt.server.CallResult;
import dev.molt.server.CastResult;
import dev.molt.server.GenServer;
import dev.molt.server.InitResult;
import dev.molt.server.Server;
import dev.molt.term.ExitReason;
import dev.molt.term.From;

/**
 * Echoes lines, and keeps its clients through any number of reloads: its sockets are active, so a
 * line comes as a message to a server that waits for it in the runtime, and the version that is
 * current then answers. Compare {@link PassiveEcho}.
 *
 * <pre>
 * molt call ActiveEcho port    then: nc 127.0.0.1 PORT
 * change "echo: ", save        the same connection gets the new answer with its next line
 * </pre>
 *
 * <p>It may be reloaded as often as you like. One server writes to all clients here, so one that
 * does not read what it is sent would hold up the others.
 */
public final class ActiveEcho implements GenServer<TcpListener> {
  public static StartResult start() {
    return start(0);
  }

  /** Listens at this port of this machine; 0: at one that is free. */
  public static StartResult start(int port) {
    return Server.start("active_echo", ActiveEcho.class, port);
  }

  public static Object port() {
    return Server.call("active_echo", "port");
  }

  @Override
  public InitResult<TcpListener> init(Object port) {
    return switch (TcpListener.listen((Integer) port, TcpOptions.ACTIVE_ONCE.lines())) {
      case Listening(var listener) -> {
        listener.acceptLater();
        System.out.println("ActiveEcho listens at port " + listener.port());
        yield GenServer.ok(listener);
      }
      case TcpFailure failure -> GenServer.stop(new ExitReason.Other(failure));
    };
  }

  @Override
  public CallResult<TcpListener> handleCall(Object request, From from, TcpListener listener) {
    return GenServer.reply(listener.port(), listener);
  }

  @Override
  public CastResult<TcpListener> handleInfo(Object message, TcpListener listener) {
    switch (message) {
      case TcpAccept _ -> listener.acceptLater();
      case TcpData line -> {
        line.socket().send("echo: " + line.text());
        line.socket().active(ActiveMode.ONCE);
      }
      default -> {} // TcpClosed: the socket is gone already
    }
    return GenServer.noReply(listener);
  }
}
