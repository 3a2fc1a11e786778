import dev.molt.process.StartResult;
import dev.molt.server.CallResult;
import dev.molt.server.GenServer;
import dev.molt.server.InitResult;
import dev.molt.server.Server;
import dev.molt.term.From;

/**
 * A server that counts, and keeps its count through any number of reloads: it rests in the
 * runtime's loop, which is no code of this module, and each call is answered by the version that is
 * current then. Its state is what the callbacks are given and return; a field would start anew.
 *
 * <pre>
 * molt call Counter next    1, 2, 3 ...
 * make it count by 10, save
 * molt call Counter next    13
 * </pre>
 */
public final class Counter implements GenServer<Integer> {
  public static StartResult start() {
    return Server.start("counter", Counter.class, 0);
  }

  public static Object next() {
    return Server.call("counter", "next");
  }

  public static Object value() {
    return Server.call("counter", "value");
  }

  @Override
  public InitResult<Integer> init(Object first) {
    return GenServer.ok((Integer) first);
  }

  @Override
  public CallResult<Integer> handleCall(Object request, From from, Integer count) {
    return switch ((String) request) {
      case "next" -> GenServer.reply(count + 1, count + 1);
      default -> GenServer.reply(count, count);
    };
  }
}
