import dev.molt.net.AcceptResult.Accepted;
import dev.molt.net.ListenResult.Listening;
import dev.molt.net.RecvResult.Received;
import dev.molt.net.TcpAccept;
import dev.molt.net.TcpFailure;
import dev.molt.net.TcpListener;
import dev.molt.net.TcpOptions;
import dev.molt.net.TcpSocket;
import dev.molt.process.Next;
import dev.molt.process.Process;
import dev.molt.process.StartResult;
import dev.molt.server.CallResult;
import dev.molt.server.CastResult;
import dev.molt.server.GenServer;
import dev.molt.server.InitResult;
import dev.molt.server.Server;
import dev.molt.term.ExitReason;
import dev.molt.term.From;

/**
 * Echoes lines, and shows why not to write a server this way: each client has a process that is
 * blocked in {@code recv} in this module.
 *
 * <p><b>Do not reload it twice while clients are connected.</b> The first save leaves them on the
 * old version, the second kills their processes and so cuts their connections; the preview names
 * them both times. {@link ActiveEcho} does better. Only the listener survives here: it belongs to a
 * server that rests in the runtime and is told of each client by a message.
 *
 * <pre>
 * molt call PassiveEcho port    then: nc 127.0.0.1 PORT
 * </pre>
 */
public final class PassiveEcho implements GenServer<TcpListener> {
  public static StartResult start() {
    return start(0);
  }

  /** Listens at this port of this machine; 0: at one that is free. */
  public static StartResult start(int port) {
    return Server.start("passive_echo", PassiveEcho.class, port);
  }

  public static Object port() {
    return Server.call("passive_echo", "port");
  }

  @Override
  public InitResult<TcpListener> init(Object port) {
    return switch (TcpListener.listen((Integer) port, TcpOptions.PASSIVE.lines())) {
      case Listening(var listener) -> {
        listener.acceptLater();
        System.out.println("PassiveEcho listens at port " + listener.port());
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
    if (message instanceof TcpAccept(_, Accepted(var socket))) {
      socket.controllingProcess(Process.spawn(PassiveEcho::client, socket));
      listener.acceptLater();
    }
    return GenServer.noReply(listener);
  }

  /** Waits for a line in this version's code for as long as the client says nothing. */
  public static Next client(TcpSocket socket) {
    while (socket.recv() instanceof Received line) {
      socket.send("echo: " + line.text());
    }
    return Next.stop();
  }
}
