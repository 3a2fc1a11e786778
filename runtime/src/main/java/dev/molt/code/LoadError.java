package dev.molt.code;

/** One module of a batch that hinders it, and why. OTP: {@code {Module, What}}. */
public record LoadError(ModuleName module, LoadFailure why) {
  /** As OTP names it: {@code m1:not_purged}. */
  @Override
  public String toString() {
    return module + ":" + why.otp();
  }
}
