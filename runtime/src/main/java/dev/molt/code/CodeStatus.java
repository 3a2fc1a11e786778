package dev.molt.code;

/**
 * A module's current code held against the path.
 *
 * <p>OTP: {@code code:module_status/1}
 */
public enum CodeStatus {
  /** There is no current version. */
  NOT_LOADED,
  /** The object code on the path is the same. */
  LOADED,
  /** The object code on the path is other code. */
  MODIFIED,
  /** The path has no object code of it. */
  REMOVED;

  /** OTP's word for it, {@code not_loaded}. */
  public String otp() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
