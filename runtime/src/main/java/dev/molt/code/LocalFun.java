package dev.molt.code;

import dev.molt.process.Fun0;
import dev.molt.process.Fun1;
import dev.molt.process.Fun2;
import dev.molt.process.Fun3;
import dev.molt.process.Fun4;
import dev.molt.process.Proc0;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A lambda of a module, made into one of the runtime's fun types: it stays with its code. Equal to
 * another one that was made at the same place of the same code with equal captured values, by
 * whichever version.
 *
 * <p>Its class name is known to {@link StackLook}.
 *
 * <p>OTP: a local fun
 */
@SuppressWarnings("NullAway") // it cannot see that the result type of a fun may be nullable
final class LocalFun
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
  private final FunEntry entry;
  private final @Nullable Object[] captures;

  LocalFun(FunEntry entry, @Nullable Object[] captures) {
    this.entry = entry;
    this.captures = captures;
  }

  @Override
  public ModuleName module() {
    return entry.key().module();
  }

  @Override
  public void run() {
    apply();
  }

  @Override
  public @Nullable Object apply() {
    check(0);
    var target = entry.target();
    try {
      return (Object) target.invokeExact(captures);
    } catch (Throwable thrown) {
      throw Thrown.asIs(thrown);
    }
  }

  @Override
  public @Nullable Object apply(@Nullable Object a) {
    check(1);
    var target = entry.target();
    try {
      return (Object) target.invokeExact(captures, a);
    } catch (Throwable thrown) {
      throw Thrown.asIs(thrown);
    }
  }

  @Override
  public @Nullable Object apply(@Nullable Object a, @Nullable Object b) {
    check(2);
    var target = entry.target();
    try {
      return (Object) target.invokeExact(captures, a, b);
    } catch (Throwable thrown) {
      throw Thrown.asIs(thrown);
    }
  }

  @Override
  public @Nullable Object apply(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
    check(3);
    var target = entry.target();
    try {
      return (Object) target.invokeExact(captures, a, b, c);
    } catch (Throwable thrown) {
      throw Thrown.asIs(thrown);
    }
  }

  @Override
  public @Nullable Object apply(
      @Nullable Object a, @Nullable Object b, @Nullable Object c, @Nullable Object d) {
    check(4);
    var target = entry.target();
    try {
      return (Object) target.invokeExact(captures, a, b, c, d);
    } catch (Throwable thrown) {
      throw Thrown.asIs(thrown);
    }
  }

  private void check(int arity) {
    if (arity != entry.key().arity()) throw new BadArity(toString(), arity);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LocalFun fun
        && entry.key().equals(fun.entry.key())
        && entry.sameNode(fun.entry)
        && Arrays.equals(captures, fun.captures);
  }

  @Override
  public int hashCode() {
    return 31 * entry.key().hashCode() + Arrays.hashCode(captures);
  }

  @Override
  public Object description() {
    return entry.key();
  }

  @Override
  public String toString() {
    return entry.key().toString();
  }
}
