package dev.molt.code;

/**
 * A local fun was called whose version is purged, or purged code was entered by another way. The
 * caller's fault.
 *
 * <p>OTP: {@code badfun}
 */
public sealed class BadFun extends RuntimeException permits StaleCall {
  private final String fun;

  /**
   * @param fun the fun or the version, for a person
   */
  public BadFun(String fun) {
    super("badfun: " + fun);
    this.fun = fun;
  }

  /** The fun or the version, for a person. */
  public final String fun() {
    return fun;
  }
}
