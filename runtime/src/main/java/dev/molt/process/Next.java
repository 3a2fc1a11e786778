package dev.molt.process;

import dev.molt.term.ExitReason;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a process body returns to the runtime's trampoline to go on without its own frame: Java has
 * no tail calls, so this return is one. When it is taken, no frame of the caller's version is left.
 *
 * <ul>
 *   <li>{@link Call}: go on in this fun; an external fun is looked up then, so this is how a
 *       process moves to the current version
 *   <li>{@link Hibernate}: wait for a message without a stack, then go on in this fun
 *   <li>{@link Stop}: end with this reason
 * </ul>
 *
 * <p>OTP: a qualified tail call {@code ?MODULE:loop(State)}, {@code erlang:hibernate/3}, {@code
 * exit/1}
 */
public sealed interface Next {
  record Call(Fun fun, List<@Nullable Object> arguments) implements Next {}

  record Hibernate(Fun fun, List<@Nullable Object> arguments) implements Next {}

  record Stop(ExitReason reason) implements Next {}

  static Next call(Fun0<?> fun) {
    return new Call(fun, List.of());
  }

  static <A extends @Nullable Object> Next call(Fun1<A, ?> fun, A a) {
    return new Call(fun, Arrays.asList(a));
  }

  static <A extends @Nullable Object, B extends @Nullable Object> Next call(
      Fun2<A, B, ?> fun, A a, B b) {
    return new Call(fun, Arrays.asList(a, b));
  }

  static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      Next call(Fun3<A, B, C, ?> fun, A a, B b, C c) {
    return new Call(fun, Arrays.asList(a, b, c));
  }

  static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      Next call(Fun4<A, B, C, D, ?> fun, A a, B b, C c, D d) {
    return new Call(fun, Arrays.asList(a, b, c, d));
  }

  static Next hibernate(Fun0<?> fun) {
    return new Hibernate(fun, List.of());
  }

  static <A extends @Nullable Object> Next hibernate(Fun1<A, ?> fun, A a) {
    return new Hibernate(fun, Arrays.asList(a));
  }

  static <A extends @Nullable Object, B extends @Nullable Object> Next hibernate(
      Fun2<A, B, ?> fun, A a, B b) {
    return new Hibernate(fun, Arrays.asList(a, b));
  }

  static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      Next hibernate(Fun3<A, B, C, ?> fun, A a, B b, C c) {
    return new Hibernate(fun, Arrays.asList(a, b, c));
  }

  static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      Next hibernate(Fun4<A, B, C, D, ?> fun, A a, B b, C c, D d) {
    return new Hibernate(fun, Arrays.asList(a, b, c, d));
  }

  static Next stop(ExitReason reason) {
    return new Stop(reason);
  }

  static Next stop() {
    return new Stop(ExitReason.NORMAL);
  }
}
