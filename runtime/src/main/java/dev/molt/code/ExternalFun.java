package dev.molt.code;

import dev.molt.process.Fun0;
import dev.molt.process.Fun1;
import dev.molt.process.Fun2;
import dev.molt.process.Fun3;
import dev.molt.process.Fun4;
import dev.molt.process.Proc0;
import org.jspecify.annotations.Nullable;

/**
 * A method reference to a public static method of a module, made into one of the runtime's fun
 * types: each call reaches the version that is current then. Equal to every other one of that
 * function on its node, by whichever version it was made.
 *
 * <p>OTP: {@code fun M:F/A}
 */
@SuppressWarnings("NullAway") // it cannot see that the result type of a fun may be nullable
final class ExternalFun
    implements Fun0<@Nullable Object>,
        Fun1<@Nullable Object, @Nullable Object>,
        Fun2<@Nullable Object, @Nullable Object, @Nullable Object>,
        Fun3<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object>,
        Fun4<
            @Nullable Object,
            @Nullable Object,
            @Nullable Object,
            @Nullable Object,
            @Nullable Object>,
        Proc0,
        ModuleFun {
  private final FunctionSite site;

  ExternalFun(FunctionSite site) {
    this.site = site;
  }

  FunctionKey key() {
    return site.key();
  }

  @Override
  public ModuleName module() {
    return key().module();
  }

  @Override
  public void run() {
    apply();
  }

  @Override
  public @Nullable Object apply() {
    check(0);
    try {
      return (Object) site.generic().invokeExact();
    } catch (Throwable thrown) {
      throw Thrown.asIs(thrown);
    }
  }

  @Override
  public @Nullable Object apply(@Nullable Object a) {
    check(1);
    try {
      return (Object) site.generic().invokeExact(a);
    } catch (Throwable thrown) {
      throw Thrown.asIs(thrown);
    }
  }

  @Override
  public @Nullable Object apply(@Nullable Object a, @Nullable Object b) {
    check(2);
    try {
      return (Object) site.generic().invokeExact(a, b);
    } catch (Throwable thrown) {
      throw Thrown.asIs(thrown);
    }
  }

  @Override
  public @Nullable Object apply(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
    check(3);
    try {
      return (Object) site.generic().invokeExact(a, b, c);
    } catch (Throwable thrown) {
      throw Thrown.asIs(thrown);
    }
  }

  @Override
  public @Nullable Object apply(
      @Nullable Object a, @Nullable Object b, @Nullable Object c, @Nullable Object d) {
    check(4);
    try {
      return (Object) site.generic().invokeExact(a, b, c, d);
    } catch (Throwable thrown) {
      throw Thrown.asIs(thrown);
    }
  }

  private void check(int arity) {
    if (arity != site.generic().type().parameterCount()) throw new BadArity(toString(), arity);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ExternalFun fun
        && site.key().equals(fun.site.key())
        && site.sameNode(fun.site);
  }

  @Override
  public int hashCode() {
    return site.key().hashCode();
  }

  /** As OTP prints it, with a dot: {@code e3.loop/0}. */
  @Override
  public Object description() {
    return key();
  }

  @Override
  public String toString() {
    return site.key().toString();
  }
}
