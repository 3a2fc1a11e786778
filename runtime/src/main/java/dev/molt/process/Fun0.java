package dev.molt.process;

import org.jspecify.annotations.Nullable;

/**
 * A fun of 0 arguments. Made from a method reference to a public static method of a module it is an
 * external fun: each call reaches the current version. Made from a lambda it is a local fun: it
 * stays with the version that made it, and is {@code badfun} once that is purged.
 *
 * <p>OTP: {@code fun M:F/0}, {@code fun(...) -> ... end}
 */
@FunctionalInterface
public interface Fun0<R extends @Nullable Object> extends Fun {
  R apply() throws Exception;
}
