package dev.molt.process;

import org.jspecify.annotations.Nullable;

/**
 * A fun of 4 arguments. Made from a method reference to a public static method of a module it is an
 * external fun: each call reaches the current version. Made from a lambda it is a local fun: it
 * stays with the version that made it, and is {@code badfun} once that is purged.
 *
 * <p>OTP: {@code fun M:F/4}, {@code fun(...) -> ... end}
 */
@FunctionalInterface
public interface Fun4<
        A extends @Nullable Object,
        B extends @Nullable Object,
        C extends @Nullable Object,
        D extends @Nullable Object,
        R extends @Nullable Object>
    extends Fun {
  R apply(A a, B b, C c, D d) throws Exception;
}
