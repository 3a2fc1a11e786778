package dev.molt.weave;

/**
 * Something that weaving could not give a class, for the reload's report.
 *
 * <ul>
 *   <li>{@link FewerPolls}: a method lacks polls, so that it stays within a limit of size
 *   <li>{@link PlainFun}: a fun with further interfaces stays the JDK's lambda
 *   <li>{@link UnreadableReference}: a serializable method reference cannot be read back
 * </ul>
 */
public sealed interface WeaveNote {
  /** The class, by its binary name. */
  String className();

  /** The method, with its descriptor: {@code run()V}. */
  String method();

  /** One sentence for a person. */
  String text();

  /**
   * With all its polls the method would have passed 8,000 bytes, over which HotSpot compiles no
   * method, or the 65,535 bytes of a class file, or the reach of a jump.
   *
   * @param leftOut how many polls: where a loop goes without, a process that is in it cannot be
   *     killed, unless the loop calls module code
   */
  record FewerPolls(String className, String method, int leftOut) implements WeaveNote {
    @Override
    public String text() {
      return "%s.%s is so long that %d of its polls are left out"
          .formatted(className, method, leftOut);
    }
  }

  /**
   * A lambda or method reference is made into a fun type and another interface at once ({@code
   * (Fun0<X> & Serializable) ...}): no fun of the runtime can be that, so it stays the JDK's. It is
   * never {@code badfun} and not late-bound by itself.
   */
  record PlainFun(String className, String method) implements WeaveNote {
    @Override
    public String text() {
      return "%s.%s makes a fun with further interfaces: it is a plain lambda"
          .formatted(className, method);
    }
  }

  /**
   * A serializable method reference to another module's method had to become late-bound. It works,
   * and can be written, but not read back.
   */
  record UnreadableReference(String className, String method) implements WeaveNote {
    @Override
    public String text() {
      return "%s.%s makes a serializable reference to another module: it cannot be deserialized"
          .formatted(className, method);
    }
  }
}
