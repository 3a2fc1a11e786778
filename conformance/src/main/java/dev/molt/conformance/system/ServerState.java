package dev.molt.conformance.system;

/** The state of a case's servers, as the trace shows it. */
public record ServerState(int count, String tag) {
  public static final ServerState FIRST = new ServerState(0, "none");

  public ServerState next() {
    return new ServerState(count + 1, tag);
  }

  @Override
  public String toString() {
    return count + ":" + tag;
  }
}
