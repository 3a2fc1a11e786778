package dev.molt.server;

import dev.molt.code.Undef;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens where a module has not got a callback. */
final class Missing {
  private static final Logger LOG = LoggerFactory.getLogger(GenServer.class);

  private Missing() {}

  static Undef callback(GenServer<?> module, String function, int arity) {
    return new Undef(module.getClass().getName(), function, arity, List.of());
  }

  static <S extends @Nullable Object> CastResult<S> handleInfo(
      String module, Object message, S state) {
    LOG.warn("undefined handleInfo in {}, unhandled message: {}", module, message);
    return GenServer.noReply(state);
  }
}
