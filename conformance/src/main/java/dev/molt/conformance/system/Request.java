package dev.molt.conformance.system;

import dev.molt.net.TcpSocket;
import dev.molt.process.Fun0;
import dev.molt.term.ExitReason;
import dev.molt.term.From;
import dev.molt.term.Pid;

/** What the driver, or another process, sends to the processes of a case. */
public sealed interface Request {
  record Go() implements Request {}

  record Ping(From from) implements Request {}

  record Tell(String word) implements Request {}

  record Switch() implements Request {}

  record Ask(String what, From from) implements Request {}

  record ReloadFrom(String spec, From from) implements Request {}

  record Log(From from) implements Request {}

  record Exits(From from) implements Request {}

  record Downs(From from) implements Request {}

  record Link(Pid to, From from) implements Request {}

  record Unlink(Pid to, From from) implements Request {}

  record Trap(boolean on, From from) implements Request {}

  record Monitor(String name, Pid target, From from) implements Request {}

  record Demonitor(String name, From from) implements Request {}

  record SpawnLink(String module, String body, From from) implements Request {}

  record Crash() implements Request {}

  record SelfExit(ExitReason reason) implements Request {}

  record SelfSignal(ExitReason reason, From from) implements Request {}

  record Keep(Fun0<?> fun) implements Request {}

  record RunFuns(From from) implements Request {}

  record Unblock() implements Request {}

  record OnLoadResult(String result) implements Request {}

  record Socket(TcpSocket socket) implements Request {}
}
