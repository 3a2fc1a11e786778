package dev.molt.code;

import dev.molt.process.ProcessView;
import dev.molt.process.Processes;
import dev.molt.term.Pid;
import java.util.List;

/** The links of the processes of a node, as they are now. */
record ProcessLinks(Processes processes) implements Falls.Links {
  @Override
  public List<Pid> of(Pid pid) {
    return processes.view(pid).map(ProcessView::links).orElse(List.of());
  }

  @Override
  public boolean trapsExit(Pid pid) {
    return processes.view(pid).map(ProcessView::trapsExit).orElse(true);
  }
}
