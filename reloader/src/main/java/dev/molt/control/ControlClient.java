package dev.molt.control;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The asking end. Blocks the calling thread; nothing is kept between two questions. */
public final class ControlClient {
  /** A flood that fills the daemon's queue is worked off in less. */
  private static final Duration TO_GET_IN = Duration.ofSeconds(5);

  private ControlClient() {}

  /**
   * How a question ends.
   *
   * <ul>
   *   <li>{@link Answered}: the daemon's answer
   *   <li>{@link NoAnswer}: it is gone, hangs, or is not to be trusted; {@code why} is a sentence
   * </ul>
   */
  public sealed interface AskResult {
    record Answered(ControlReply reply) implements AskResult {}

    record NoAnswer(String why) implements AskResult {}
  }

  /**
   * @param patience how long to wait for the first byte of the answer
   */
  public static AskResult ask(RunningDaemon daemon, ControlRequest request, Duration patience) {
    try (var wire = trusted(daemon.socket())) {
      wire.writeLine(ControlCodec.line(request), ControlLimits.DEFAULT.stall());
      return answer(wire.readLine(ControlLimits.DEFAULT.replyBytes(), patience, patience));
    } catch (IOException e) {
      return new AskResult.NoAnswer(
          "the daemon with pid " + daemon.pid() + " does not answer: " + e.getMessage());
    }
  }

  /**
   * Whether the daemon still listens; a daemon that was asked to stop no longer does when all of it
   * has ended.
   */
  public static boolean listens(RunningDaemon daemon) {
    return Claim.answers(daemon.socket());
  }

  private static Wire trusted(Path socket) throws IOException {
    var place = socket.resolveSibling("");
    if (!(OwnedDirectory.look(place) instanceof OwnedDirectory.Verdict.Usable))
      throw new WireException(place + " cannot be trusted");
    var wire = Wire.connect(socket, TO_GET_IN);
    try {
      PeerCredentials.verify(wire.channel(), place);
      return wire;
    } catch (IOException e) {
      wire.close();
      throw e;
    }
  }

  private static AskResult answer(@Nullable String line) throws WireException {
    if (line == null) throw new WireException("it hung up");
    return switch (ControlCodec.reply(line)) {
      case ControlCodec.Decoded.Frame<ControlReply>(var reply) -> new AskResult.Answered(reply);
      case ControlCodec.Decoded.Garbage<ControlReply>(var why) -> throw new WireException(why);
    };
  }
}
