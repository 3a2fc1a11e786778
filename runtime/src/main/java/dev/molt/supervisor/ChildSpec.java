package dev.molt.supervisor;

import dev.molt.process.Fun0;
import dev.molt.process.Fun1;
import dev.molt.process.Fun2;
import dev.molt.server.GenServer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor must know of one child. Made by {@link #of}, changed by the functions that give
 * another one.
 *
 * @param id unlike all others of its supervisor
 * @param significant its end may end the supervisor, see {@link AutoShutdown}
 *     <p>OTP: {@code supervisor:child_spec()}
 */
public record ChildSpec(
    Object id,
    StartCall start,
    Restart restart,
    boolean significant,
    Shutdown shutdown,
    ChildType type,
    Modules modules) {

  /** As in OTP: what a worker gets to end in good order. */
  private static final Shutdown WORKER_SHUTDOWN = Shutdown.within(Duration.ofSeconds(5));

  /** A permanent worker that gets 5 s to shut down. */
  public static ChildSpec of(Object id, StartCall start) {
    return new ChildSpec(
        id, start, Restart.PERMANENT, false, WORKER_SHUTDOWN, ChildType.WORKER, start.modules());
  }

  public static ChildSpec of(Object id, Fun0<?> start) {
    return of(id, StartCall.of(start));
  }

  public static <A extends @Nullable Object> ChildSpec of(Object id, Fun1<A, ?> start, A a) {
    return of(id, StartCall.of(start, a));
  }

  public static <A extends @Nullable Object, B extends @Nullable Object> ChildSpec of(
      Object id, Fun2<A, B, ?> start, A a, B b) {
    return of(id, StartCall.of(start, a, b));
  }

  /**
   * A server without a name. Under a simple_one_for_one supervisor what it is started with comes
   * with each request to start one.
   */
  public static ChildSpec server(
      Object id, Class<? extends GenServer<?>> module, @Nullable Object args) {
    return of(id, StartCall.of(ServerChild.of(module, null, args)))
        .modules(Modules.of(module.getName()));
  }

  /** A server with a name. */
  public static ChildSpec server(
      Object id, String name, Class<? extends GenServer<?>> module, @Nullable Object args) {
    return of(id, StartCall.of(ServerChild.of(module, name, args)))
        .modules(Modules.of(module.getName()));
  }

  /** A child that is a supervisor itself, and gets all the time it needs to shut down. */
  public ChildSpec supervisor() {
    return new ChildSpec(
        id, start, restart, significant, Shutdown.INFINITY, ChildType.SUPERVISOR, modules);
  }

  public ChildSpec restart(Restart when) {
    return new ChildSpec(id, start, when, significant, shutdown, type, modules);
  }

  public ChildSpec significant(boolean is) {
    return new ChildSpec(id, start, restart, is, shutdown, type, modules);
  }

  public ChildSpec shutdown(Shutdown how) {
    return new ChildSpec(id, start, restart, significant, how, type, modules);
  }

  public ChildSpec modules(Modules which) {
    return new ChildSpec(id, start, restart, significant, shutdown, type, which);
  }

  /** A child that is never started again needs no arguments any more: there may be very many. */
  ChildSpec kept() {
    if (restart != Restart.TEMPORARY) return this;
    return new ChildSpec(id, start.forgotten(), restart, significant, shutdown, type, modules);
  }
}
