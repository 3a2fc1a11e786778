package dev.molt.code;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A qualified call found no function, and the error handler did not help. The caller's fault.
 *
 * <p>OTP: {@code undef}
 */
public final class Undef extends RuntimeException {
  private final String module;
  private final String function;
  private final int arity;
  private final transient List<String> nearMisses;

  public Undef(String module, String function, int arity, List<String> nearMisses) {
    this(module, function, arity, nearMisses, null);
  }

  Undef(
      String module,
      String function,
      int arity,
      List<String> nearMisses,
      @Nullable Throwable cause) {
    super(text(module, function, arity, nearMisses), cause);
    this.module = module;
    this.function = function;
    this.arity = arity;
    this.nearMisses = List.copyOf(nearMisses);
  }

  private static String text(String module, String function, int arity, List<String> nearMisses) {
    var missing = "undef: " + module + "." + function + "/" + arity;
    return nearMisses.isEmpty()
        ? missing
        : missing + " (there is " + String.join(", ", nearMisses) + ")";
  }

  /** The binary name of the type that should have the function. */
  public String module() {
    return module;
  }

  public String function() {
    return function;
  }

  public int arity() {
    return arity;
  }

  /** What comes near: {@code e3.loop/0}; nearest first, at most three. */
  public List<String> nearMisses() {
    return nearMisses;
  }
}
