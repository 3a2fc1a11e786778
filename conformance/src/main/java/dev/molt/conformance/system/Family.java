package dev.molt.conformance.system;

import dev.molt.process.Fun4;
import dev.molt.process.StartResult;
import dev.molt.supervisor.ChildSpec;
import dev.molt.supervisor.FailedToStart;
import dev.molt.supervisor.Modules;
import dev.molt.supervisor.Restart;
import dev.molt.supervisor.Shutdown;
import dev.molt.supervisor.StartCall;
import dev.molt.supervisor.Strategy;
import dev.molt.supervisor.Supervisor;
import dev.molt.supervisor.SupervisorFlags;
import dev.molt.supervisor.SupervisorInit;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The callback of a case's supervisors, which is system code. */
public final class Family implements Supervisor {
  private static final Shutdown SHUTDOWN = Shutdown.within(Duration.ofMillis(200));

  /**
   * @param children as a case writes them: {@code ID:M:BODY:RESTART}
   */
  public record Args(
      String strategy, int intensity, int seconds, String name, List<String> children) {}

  @Override
  public SupervisorInit init(@Nullable Object args) {
    var family = (Args) Objects.requireNonNull(args);
    var strategy = Strategy.valueOf(family.strategy().toUpperCase(Locale.ROOT));
    var flags =
        SupervisorFlags.of(strategy)
            .intensity(family.intensity(), Duration.ofSeconds(family.seconds()));
    return SupervisorInit.ok(
        flags, family.children().stream().map(text -> child(family.name(), text)).toList());
  }

  /** A child's specification. */
  public static ChildSpec child(String supervisor, String text) {
    var parts = text.split(":");
    Fun4<String, String, String, String, StartResult> start = Starts::child;
    return ChildSpec.of(parts[0], StartCall.of(start, supervisor, parts[0], parts[1], parts[2]))
        .restart(Restart.valueOf(parts[3].toUpperCase(Locale.ROOT)))
        .shutdown(SHUTDOWN)
        .modules(Modules.of(parts[1]));
  }

  /** Which child it was because of which a supervisor did not start. */
  public static String failedChild(Object detail) {
    return detail instanceof FailedToStart failed ? failed.id().toString() : detail.toString();
  }
}
