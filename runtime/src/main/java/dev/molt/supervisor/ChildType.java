package dev.molt.supervisor;

/** What kind of process a child is. OTP: {@code supervisor:worker()}. */
public enum ChildType {
  WORKER,
  SUPERVISOR
}
