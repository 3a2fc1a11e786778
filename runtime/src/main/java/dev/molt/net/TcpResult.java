package dev.molt.net;

/** How a call ended that gives nothing back but that it was done. */
public sealed interface TcpResult permits TcpResult.Done, TcpFailure {
  record Done() implements TcpResult {}

  Done DONE = new Done();
}
