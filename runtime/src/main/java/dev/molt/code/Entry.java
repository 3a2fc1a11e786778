package dev.molt.code;

import java.util.Objects;
import java.util.stream.Stream;

/**
 * How the current thread stands to a version at one of its polls, told from its own stack.
 *
 * <ul>
 *   <li>{@link #INSIDE}: it runs the version already: a frame of it lies further down, or the poll
 *       is not the first instruction of its method
 *   <li>{@link #FUN}: it comes from outside, through a lambda or another local fun
 *   <li>{@link #CALL}: it comes from outside through a function or a method: it looked the version
 *       up when that was still current, or holds an object of it
 * </ul>
 */
enum Entry {
  INSIDE,
  FUN,
  CALL;

  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  /** Of the current thread, which is at a poll of {@code version}. */
  static Entry here(String version) {
    return WALKER.walk(frames -> of(frames, version));
  }

  private static Entry of(Stream<StackWalker.StackFrame> frames, String version) {
    var outside = frames.dropWhile(frame -> !belongs(frame, version)).iterator();
    if (!outside.hasNext()) return INSIDE;
    var poll = outside.next();
    if (poll.getByteCodeIndex() != 0 || poll.getMethodName().equals("<clinit>")) return INSIDE;
    var fun = poll.getMethodName().startsWith("lambda$");
    if (outside.hasNext()) {
      var caller = outside.next();
      if (belongs(caller, version)) return INSIDE;
      fun |= caller.getDeclaringClass().getName().equals(StackLook.LOCAL_FUN);
    }
    while (outside.hasNext()) {
      if (belongs(outside.next(), version)) return INSIDE;
    }
    return fun ? FUN : CALL;
  }

  /**
   * What is thrown in who must not enter: a call can be made anew, in the version that is current.
   */
  BadFun refused(String version) {
    return this == CALL ? new StaleCall(version) : new BadFun(version);
  }

  private static boolean belongs(StackWalker.StackFrame frame, String version) {
    var loader = frame.getDeclaringClass().getClassLoader();
    return loader != null && Objects.equals(loader.getName(), version);
  }
}
