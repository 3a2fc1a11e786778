package dev.molt.sys;

import dev.molt.process.Deadline;
import dev.molt.process.Processes;
import dev.molt.term.Pid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The same system message to many processes at once. Any thread. */
final class SystemCalls {
  private final List<OutsideCall> calls = new ArrayList<>();

  private SystemCalls() {}

  /**
   * @param request what is asked of each
   */
  static SystemCalls send(
      Processes processes, Collection<Pid> to, Function<Pid, SystemRequest> request) {
    var sent = new SystemCalls();
    for (var pid : to) {
      var what = request.apply(pid);
      sent.calls.add(OutsideCall.send(processes, pid, from -> new SystemMessage(from, what)));
    }
    return sent;
  }

  /** How each of them ended, in their order; whoever has not answered by then is not waited for. */
  Map<Pid, CallOutcome> await(Deadline until) {
    try {
      Map<Pid, CallOutcome> outcomes = new LinkedHashMap<>();
      for (var call : calls) outcomes.put(call.to(), call.await(until));
      return outcomes;
    } finally {
      for (var call : calls) call.close();
    }
  }
}
