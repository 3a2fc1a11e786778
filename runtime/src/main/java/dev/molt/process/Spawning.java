package dev.molt.process;

import dev.molt.term.Pid;
import dev.molt.term.Ref;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways to start a process from within one; users call them as {@code Process.spawn(..)}.
 *
 * <p>The child runs the fun; a method reference to a public static function of a module is looked
 * up when the child calls it. Links and monitors are there before its first instruction.
 */
abstract sealed class Spawning permits Process {
  Spawning() {}

  /**
   * Starts a process.
   *
   * @throws BadArgException the options give a name that is taken
   * @throws NotAProcessException the caller is none
   */
  public static Pid spawn(SpawnOptions options, Fun fun, @Nullable Object... arguments) {
    return start(options, fun, Arrays.asList(arguments.clone()));
  }

  /** Starts a process. OTP: {@code spawn/1,3} */
  public static Pid spawn(Fun0<?> fun) {
    return start(SpawnOptions.DEFAULT, fun, List.of());
  }

  /** Starts a process. OTP: {@code spawn/1,3} */
  public static Pid spawn(Proc0 fun) {
    return start(SpawnOptions.DEFAULT, fun, List.of());
  }

  /** Starts a process. OTP: {@code spawn/1,3} */
  public static <A extends @Nullable Object> Pid spawn(Fun1<A, ?> fun, A a) {
    return start(SpawnOptions.DEFAULT, fun, Arrays.asList(a));
  }

  /** Starts a process. OTP: {@code spawn/1,3} */
  public static <A extends @Nullable Object, B extends @Nullable Object> Pid spawn(
      Fun2<A, B, ?> fun, A a, B b) {
    return start(SpawnOptions.DEFAULT, fun, Arrays.asList(a, b));
  }

  /** Starts a process. OTP: {@code spawn/1,3} */
  public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      Pid spawn(Fun3<A, B, C, ?> fun, A a, B b, C c) {
    return start(SpawnOptions.DEFAULT, fun, Arrays.asList(a, b, c));
  }

  /** Starts a process. OTP: {@code spawn/1,3} */
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      Pid spawn(Fun4<A, B, C, D, ?> fun, A a, B b, C c, D d) {
    return start(SpawnOptions.DEFAULT, fun, Arrays.asList(a, b, c, d));
  }

  /** Starts a process and links to it. OTP: {@code spawn_link} */
  public static Pid spawnLink(Fun0<?> fun) {
    return start(SpawnOptions.LINKED, fun, List.of());
  }

  /** Starts a process and links to it. OTP: {@code spawn_link} */
  public static Pid spawnLink(Proc0 fun) {
    return start(SpawnOptions.LINKED, fun, List.of());
  }

  /** Starts a process and links to it. OTP: {@code spawn_link} */
  public static <A extends @Nullable Object> Pid spawnLink(Fun1<A, ?> fun, A a) {
    return start(SpawnOptions.LINKED, fun, Arrays.asList(a));
  }

  /** Starts a process and links to it. OTP: {@code spawn_link} */
  public static <A extends @Nullable Object, B extends @Nullable Object> Pid spawnLink(
      Fun2<A, B, ?> fun, A a, B b) {
    return start(SpawnOptions.LINKED, fun, Arrays.asList(a, b));
  }

  /** Starts a process and links to it. OTP: {@code spawn_link} */
  public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      Pid spawnLink(Fun3<A, B, C, ?> fun, A a, B b, C c) {
    return start(SpawnOptions.LINKED, fun, Arrays.asList(a, b, c));
  }

  /** Starts a process and links to it. OTP: {@code spawn_link} */
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      Pid spawnLink(Fun4<A, B, C, D, ?> fun, A a, B b, C c, D d) {
    return start(SpawnOptions.LINKED, fun, Arrays.asList(a, b, c, d));
  }

  /** Starts a process and monitors it. OTP: {@code spawn_monitor} */
  public static Spawned spawnMonitor(Fun0<?> fun) {
    return startMonitored(fun, List.of());
  }

  /** Starts a process and monitors it. OTP: {@code spawn_monitor} */
  public static Spawned spawnMonitor(Proc0 fun) {
    return startMonitored(fun, List.of());
  }

  /** Starts a process and monitors it. OTP: {@code spawn_monitor} */
  public static <A extends @Nullable Object> Spawned spawnMonitor(Fun1<A, ?> fun, A a) {
    return startMonitored(fun, Arrays.asList(a));
  }

  /** Starts a process and monitors it. OTP: {@code spawn_monitor} */
  public static <A extends @Nullable Object, B extends @Nullable Object> Spawned spawnMonitor(
      Fun2<A, B, ?> fun, A a, B b) {
    return startMonitored(fun, Arrays.asList(a, b));
  }

  /** Starts a process and monitors it. OTP: {@code spawn_monitor} */
  public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      Spawned spawnMonitor(Fun3<A, B, C, ?> fun, A a, B b, C c) {
    return startMonitored(fun, Arrays.asList(a, b, c));
  }

  /** Starts a process and monitors it. OTP: {@code spawn_monitor} */
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      Spawned spawnMonitor(Fun4<A, B, C, D, ?> fun, A a, B b, C c, D d) {
    return startMonitored(fun, Arrays.asList(a, b, c, d));
  }

  private static Pid start(SpawnOptions options, Fun fun, List<@Nullable Object> arguments) {
    ProcessCell self = ProcessCell.current();
    self.heed();
    ProcessCell child = self.node.table().prepare(options, self, fun, arguments);
    self.node.table().start(child, options);
    return child.pid;
  }

  private static Spawned startMonitored(Fun fun, List<@Nullable Object> arguments) {
    ProcessCell self = ProcessCell.current();
    self.heed();
    ProcessCell child = self.node.table().prepare(SpawnOptions.DEFAULT, self, fun, arguments);
    Ref monitor = Monitors.start(self, child.pid, child, null);
    self.node.table().start(child, SpawnOptions.DEFAULT);
    return new Spawned(child.pid, monitor);
  }
}
