package dev.molt.process;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks at a process from outside, and reads no more of it than is safe on any thread. */
record CellView(ProcessCell cell) implements ProcessView {
  private static final StackTraceElement[] NO_FRAMES = {};

  @Override
  public Pid pid() {
    return cell.pid;
  }

  @Override
  public @Nullable String name() {
    return cell.name;
  }

  @Override
  public ProcessStatus status() {
    ExitReason ended = cell.ended;
    if (ended != null) return new ProcessStatus.Dead(ended);
    if (cell.phase != ProcessCell.Phase.ALIVE) return new ProcessStatus.Exiting(reasonToExit());
    long moves = cell.moves;
    boolean rests = moves % 2 == 0;
    if (cell.suspended && rests && cell.doom == null) return new ProcessStatus.Suspended(since());
    if (moves == 0) return new ProcessStatus.NotStarted();
    if (rests) return resting();
    BlockingCall call = cell.blocking;
    if (call != null) {
      return new ProcessStatus.Blocked(call.what, Instant.ofEpochMilli(call.sinceMillis));
    }
    return running();
  }

  private ProcessStatus resting() {
    Object what = cell.waitsFor;
    boolean goesOn = cell.restsForMessage ? !cell.mailbox.waits() : cell.woken;
    if (goesOn) return new ProcessStatus.Running();
    if (cell.doom != null) return new ProcessStatus.Running();
    return new ProcessStatus.Waiting(what.toString(), since(), true);
  }

  private ProcessStatus running() {
    Thread thread = thread();
    if (thread == null) return new ProcessStatus.Running();
    return switch (thread.getState()) {
      case WAITING, TIMED_WAITING, BLOCKED -> new ProcessStatus.Blocked(place(), null);
      default -> new ProcessStatus.Running();
    };
  }

  /** What it has called in the JDK, for a person: not the park below it. */
  private String place() {
    String place = "the JDK";
    for (StackTraceElement frame : frames()) {
      boolean jdk = frame.getClassLoaderName() == null;
      if (!jdk && place.equals("the JDK")) return "a monitor in " + name(frame);
      if (!jdk) return place;
      place = name(frame);
    }
    return place;
  }

  private static String name(StackTraceElement frame) {
    return frame.getClassName() + "." + frame.getMethodName();
  }

  private ExitReason reasonToExit() {
    return Objects.requireNonNullElse(pendingExit(), ExitReason.NORMAL);
  }

  private Instant since() {
    long millis = cell.restingSinceMillis;
    return Instant.ofEpochMilli(millis == 0 ? cell.startedAtMillis : millis);
  }

  @Override
  public boolean inModule() {
    return cell.depth > 0;
  }

  @Override
  public long moves() {
    return cell.moves;
  }

  @Override
  public StackTraceElement[] frames() {
    Thread thread = thread();
    return thread == null ? NO_FRAMES : thread.getStackTrace();
  }

  @Override
  public @Nullable Thread thread() {
    Thread thread = cell.thread;
    return thread != null && thread.isAlive() ? thread : null;
  }

  @Override
  public int mailboxSize() {
    return cell.mailbox.size();
  }

  @Override
  public List<Pid> links() {
    synchronized (cell) {
      return cell.links == null ? List.of() : cell.links.keys();
    }
  }

  @Override
  public List<Pid> monitoredBy() {
    List<Pid> pids = new ArrayList<>();
    synchronized (cell) {
      if (cell.watchers == null) return List.of();
      cell.watchers.forEach(
          (ref, monitor) ->
              pids.add(monitor.watcher == null ? cell.node.outside() : monitor.watcher.pid));
    }
    return pids;
  }

  @Override
  public boolean trapsExit() {
    return cell.trapsExit;
  }

  @Override
  public @Nullable ExitReason pendingExit() {
    Doom doom = cell.doom;
    return doom == null ? null : doom.reason();
  }

  @Override
  public Object startedWith() {
    return cell.initialCall;
  }

  @Override
  public String initialCall() {
    return cell.initialCall.toString();
  }

  @Override
  public @Nullable Pid parent() {
    return cell.parent;
  }

  @Override
  public Instant startedAt() {
    return Instant.ofEpochMilli(cell.startedAtMillis);
  }
}
