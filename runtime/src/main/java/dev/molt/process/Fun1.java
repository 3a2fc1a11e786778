package dev.molt.process;

import org.jspecify.annotations.Nullable;

/**
 * A fun of 1 argument. Made from a method reference to a public static method of a module it is an
 * external fun: each call reaches the current version. Made from a lambda it is a local fun: it
 * stays with the version that made it, and is {@code badfun} once that is purged.
 *
 * <p>OTP: {@code fun M:F/1}, {@code fun(...) -> ... end}
 */
@FunctionalInterface
public interface Fun1<A extends @Nullable Object, R extends @Nullable Object> extends Fun {
  R apply(A a) throws Exception;
}
