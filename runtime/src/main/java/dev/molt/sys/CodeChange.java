package dev.molt.sys;

import dev.molt.process.ExitSignal;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** From what a module's {@code codeChange} did to what {@link Sys#changeCode} says of it. */
public final class CodeChange {
  private CodeChange() {}

  /**
   * Runs the callback; only if it gave a new state is that kept.
   *
   * @param keep puts the new state in the place of the old one
   */
  public static <S extends @Nullable Object> ChangeCodeResult run(
      Callable<@Nullable CodeChangeResult<S>> callback, Consumer<S> keep) {
    CodeChangeResult<S> result;
    try {
      result = callback.call();
    } catch (ExitSignal signal) {
      throw signal;
    } catch (Throwable thrown) {
      return new ChangeCodeResult.Crashed(thrown);
    }
    return switch (result) {
      case CodeChangeResult.Ok(var state) -> {
        keep.accept(state);
        yield new ChangeCodeResult.Changed();
      }
      case CodeChangeResult.Refused(var reason) -> new ChangeCodeResult.Refused(reason);
      case null -> new ChangeCodeResult.BadReturn(null);
    };
  }
}
