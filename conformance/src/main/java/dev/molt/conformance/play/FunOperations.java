package dev.molt.conformance.play;

import dev.molt.code.Undef;
import dev.molt.conformance.system.Request;
import dev.molt.conformance.system.Starts;
import dev.molt.conformance.system.Waiting;
import dev.molt.process.Fun0;
import dev.molt.process.Next;
import dev.molt.process.Process;
import dev.molt.process.SpawnOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Operations on funs, which the driver keeps under their names. */
final class FunOperations {
  private final World world;
  private final Asking asking;
  private final Fresh fresh;

  // The driver's.
  private final Map<String, Fun0<?>> funs = new HashMap<>();

  FunOperations(World world, Asking asking, Fresh fresh) {
    this.world = world;
    this.asking = asking;
    this.fresh = fresh;
  }

  /** Null if it is no operation of these. */
  @Nullable String run(List<String> words) {
    var name = words.size() > 1 ? words.get(1) : "";
    var more = words.size() > 2 ? words.get(2) : "";
    return switch (words.getFirst()) {
      case "take_fun" -> take(name, more, "mk_fun");
      case "take_efun" -> take(name, more, "mk_efun");
      case "take_loop_fun" -> take(name, more, "mk_loop_fun");
      case "call_fun" -> fresh.run(() -> Waiting.call(fun(name)));
      case "same_fun" -> String.valueOf(fun(name).equals(fun(more)));
      case "spawn_fun" -> spawn(name, more);
      case "give_fun" -> asking.post(world.pid(name), new Request.Keep(fun(more)));
      case "run_funs" -> asking.text(world.pid(name), Request.RunFuns::new);
      default -> null;
    };
  }

  private Fun0<?> fun(String name) {
    return Objects.requireNonNull(funs.get(name), name);
  }

  private String take(String name, String module, String function) {
    return fresh.run(
        () -> {
          try {
            funs.put(name, (Fun0<?>) Starts.call(module, function));
            return "ok";
          } catch (Undef undef) {
            funs.put(
                name,
                () -> {
                  throw undef;
                });
            return "undef";
          }
        });
  }

  private String spawn(String name, String fun) {
    var body = fun(fun);
    Fun0<Next> start = () -> Starts.funWhenTold(body);
    var pid = world.processes().spawn(SpawnOptions.DEFAULT, start);
    world.book().track(name, pid, "fun");
    Process.send(pid, new Request.Go());
    return "ok";
  }
}
