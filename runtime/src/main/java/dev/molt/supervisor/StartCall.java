package dev.molt.supervisor;

import dev.molt.code.ModuleFun;
import dev.molt.process.Fun;
import dev.molt.process.Fun0;
import dev.molt.process.Fun1;
import dev.molt.process.Fun2;
import dev.molt.process.Fun3;
import dev.molt.process.Fun4;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to start a child: a fun and what to call it with. A reference to a public static function is
 * called in the current version of its module at each start. It runs in the supervisor's process,
 * must link the child to it, and returns a {@link dev.molt.process.StartResult}, or {@link
 * StartedWith}.
 *
 * <p>OTP: {@code {M, F, A}}
 */
public record StartCall(Fun fun, List<@Nullable Object> arguments) {
  public static StartCall of(Fun fun, @Nullable Object... arguments) {
    return new StartCall(fun, Arrays.asList(arguments.clone()));
  }

  /** The call with these arguments behind its own. */
  StartCall with(List<@Nullable Object> more) {
    if (more.isEmpty()) return this;
    List<@Nullable Object> all = new ArrayList<>(arguments);
    all.addAll(more);
    return new StartCall(fun, all);
  }

  /** What is kept of the call of a child that is never started again. */
  StartCall forgotten() {
    return new StartCall(fun, List.of());
  }

  /** The modules that a child started by it runs, as far as the fun tells. */
  Modules modules() {
    return fun instanceof ModuleFun of
        ? new Modules.Listed(List.of(of.module().binaryName()))
        : new Modules.Listed(List.of());
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // which fun it is shows by its arguments only
  @Nullable Object call() throws Exception {
    var args = arguments;
    return switch (args.size()) {
      case 0 -> ((Fun0<?>) fun).apply();
      case 1 -> ((Fun1<Object, ?>) fun).apply(args.get(0));
      case 2 -> ((Fun2<Object, Object, ?>) fun).apply(args.get(0), args.get(1));
      case 3 ->
          ((Fun3<Object, Object, Object, ?>) fun).apply(args.get(0), args.get(1), args.get(2));
      case 4 ->
          ((Fun4<Object, Object, Object, Object, ?>) fun)
              .apply(args.get(0), args.get(1), args.get(2), args.get(3));
      default -> throw new IllegalArgumentException("a fun of " + args.size() + " arguments");
    };
  }
}
