package dev.molt.code;

/**
 * A local fun's code, by names only: the same in every version with the same digest.
 *
 * @param digest of the module's code
 * @param maker the class in which the fun is made
 * @param owner the class that declares the method behind it; {@code maker} for a lambda
 * @param kind how that method is called, as {@link java.lang.invoke.MethodHandleInfo} numbers it
 * @param descriptor without a receiver
 * @param captures how many values the fun brings along, its receiver included
 * @param arity how many arguments it takes
 */
record FunKey(
    ModuleName module,
    String digest,
    String maker,
    String owner,
    int kind,
    String name,
    String descriptor,
    int captures,
    int arity) {

  /** As OTP prints a fun. */
  @Override
  public String toString() {
    return "#Fun<" + owner + "." + name + "/" + arity + ">";
  }
}
