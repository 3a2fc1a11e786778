package dev.molt.code;

/**
 * A public static method of a module's type: what a qualified call can reach.
 *
 * @param descriptor as class files have it, {@code (ILjava/lang/String;)V}
 *     <p>OTP: {@code M:module_info(exports)}
 */
public record ExportedFunction(String name, int arity, String descriptor) {
  /** As OTP writes it: {@code loop/0}. */
  @Override
  public String toString() {
    return name + "/" + arity;
  }
}
