package dev.molt.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A queue of messages with many writers and one reader, which may take a message out of the middle.
 *
 * <p>Writers push onto a stack with one compare-and-set; the reader takes the whole stack, turns it
 * round and appends it to a list of its own. So the messages of one writer keep their order, no
 * writer ever waits, and what the reader declines it need not look at again while it waits for
 * more: it keeps its place.
 *
 * <p>A reader that finds nothing announces that it waits by putting a mark where the stack would
 * be. Exactly one writer (or {@link #claim}) takes that mark away, and must wake the reader.
 */
public final class Mailbox {
  private static final VarHandle INCOMING;
  private static final Node WAITING = new Node("the reader waits");

  static {
    try {
      INCOMING = MethodHandles.lookup().findVarHandle(Mailbox.class, "incoming", Node.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final class Node {
    final Object message;

    /** In the stack: the one pushed before. In the list: the one that came after. */
    @Nullable Node next;

    /** In the stack: how many it is high. */
    int height = 1;

    Node(Object message) {
      this.message = message;
    }
  }

  // The stack: any thread, by compare-and-set.
  private volatile @Nullable Node incoming;

  // The list: reader only; `held`, its length, is read by any thread.
  private @Nullable Node first;
  private @Nullable Node last;
  private @Nullable Node declined;
  private volatile int held;
  private boolean scanning;

  /**
   * Puts a message in. Any thread.
   *
   * @return true: the reader has announced that it waits, and the caller must wake it now
   */
  public boolean put(Object message) {
    Node node = new Node(message);
    while (true) {
      Node top = incoming;
      boolean waits = top == WAITING;
      if (waits || top == null) {
        node.next = null;
        node.height = 1;
      } else {
        node.next = top;
        node.height = top.height + 1;
      }
      if (INCOMING.compareAndSet(this, top, node)) return waits;
    }
  }

  /** Starts a receive: the next {@link #take} looks at every message again. Reader only. */
  public void rewind() {
    if (scanning) {
      throw new IllegalStateException(
          "a matcher must not receive: it is itself called by a receive");
    }
    declined = null;
  }

  /** The oldest message, taken out, or null. Reader only, after {@link #rewind}. */
  public @Nullable Object poll() {
    Node node = first;
    if (node == null) {
      if (!drain()) return null;
      node = first;
      if (node == null) return null;
    }
    unlink(null, node);
    return node.message;
  }

  /**
   * Takes out the oldest message for which the matcher gives a value, and returns that value; null
   * if there is none. Those declined stay, and are not offered again before {@link #rewind}. Reader
   * only. What the matcher throws passes through, with all messages in their places.
   */
  public <T> @Nullable T take(Function<Object, @Nullable T> matcher) {
    scanning = true;
    try {
      while (true) {
        Node before = declined;
        Node node = before == null ? first : before.next;
        if (node == null) {
          if (!drain()) return null;
          continue;
        }
        T taken = matcher.apply(node.message);
        if (taken != null) {
          unlink(before, node);
          return taken;
        }
        declined = node;
      }
    } finally {
      scanning = false;
    }
  }

  /**
   * The reader announces that it waits. Reader only.
   *
   * @return false: something has come in since it looked last; it must look again first
   */
  public boolean announce() {
    return INCOMING.compareAndSet(this, null, WAITING);
  }

  /**
   * Takes the announcement away. Any thread; true for the one that took it: it must wake the
   * reader.
   */
  public boolean claim() {
    return incoming == WAITING && INCOMING.compareAndSet(this, WAITING, null);
  }

  /** The reader has announced that it waits and nothing has come in since. Any thread. */
  public boolean waits() {
    return incoming == WAITING;
  }

  /** No message is in it. Reader only. */
  public boolean isEmpty() {
    return first == null && height() == 0;
  }

  /** How many messages are in it: exact while the reader is at rest. Any thread. */
  public int size() {
    return held + height();
  }

  /** Lets go of all messages. Reader only, the last time. */
  public void clear() {
    incoming = null;
    first = null;
    last = null;
    declined = null;
    held = 0;
  }

  private int height() {
    Node top = incoming;
    return top == null || top == WAITING ? 0 : top.height;
  }

  private boolean drain() {
    Node top = incoming;
    if (top == null || top == WAITING) return false;
    top = (Node) INCOMING.getAndSet(this, null);
    int height = top.height;
    Node oldest = null;
    for (Node node = top; node != null; ) {
      Node below = node.next;
      node.next = oldest;
      oldest = node;
      node = below;
    }
    if (last == null) first = oldest;
    else last.next = oldest;
    last = top;
    held += height;
    return true;
  }

  private void unlink(@Nullable Node before, Node node) {
    if (before == null) first = node.next;
    else before.next = node.next;
    if (last == node) last = before;
    held--;
  }
}
