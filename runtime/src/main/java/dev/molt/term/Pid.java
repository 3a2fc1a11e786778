package dev.molt.term;

/**
 * The identity of a process: a name only, whatever is known of the process lives in the table of
 * its node. Never reused.
 *
 * @param node the number of the node in this JVM, from 0
 * @param serial the process's number in its node, from 1
 */
public record Pid(int node, long serial) {
  /** As OTP prints it: {@code <0.88.0>}. */
  @Override
  public String toString() {
    return "<" + node + "." + serial + ".0>";
  }
}
