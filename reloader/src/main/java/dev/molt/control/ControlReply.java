package dev.molt.control;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the daemon answers.
 *
 * <ul>
 *   <li>{@link Processes}, {@link Modules}, {@link Checked}, {@link State}: the answers to the
 *       questions
 *   <li>{@link Done}: it was done; a sentence for people says what
 *   <li>{@link Purged}: old code is gone, and who was killed for it
 *   <li>{@link Value}: what the called function returned, as text
 *   <li>{@link Refused}: it was not done, and nothing has changed but what {@code killed} says
 *   <li>{@link Failed}: the daemon itself is at fault
 * </ul>
 */
public sealed interface ControlReply {
  record Processes(List<ProcessRow> rows) implements ControlReply {
    public Processes {
      rows = List.copyOf(rows);
    }
  }

  record Modules(List<ModuleRow> rows) implements ControlReply {
    public Modules {
      rows = List.copyOf(rows);
    }
  }

  /**
   * @param old the number of the old version, null if there is none
   * @param killedNow who would die if the module were swapped now
   * @param onOldCodeAfter who would be on old code after that, and die of the swap after it
   */
  record Checked(
      String module,
      @Nullable Integer old,
      List<UseRow> killedNow,
      List<UseRow> onOldCodeAfter,
      List<ThreadRow> unkillable)
      implements ControlReply {
    public Checked {
      Objects.requireNonNull(module, "module");
      killedNow = List.copyOf(killedNow);
      onOldCodeAfter = List.copyOf(onOldCodeAfter);
      unkillable = List.copyOf(unkillable);
    }
  }

  record Done(String text) implements ControlReply {
    public Done {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * @param version the number of the version that is gone, null if there was no old code
   */
  record Purged(String module, @Nullable Integer version, List<UseRow> killed)
      implements ControlReply {
    public Purged {
      Objects.requireNonNull(module, "module");
      killed = List.copyOf(killed);
    }
  }

  record Value(String text) implements ControlReply {
    public Value {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * @param directory the watched directory's real path
   * @param watcher what the watcher says of itself: live, polling and why, ...
   * @param notes what else is worth knowing, a sentence each
   */
  record State(
      String directory,
      long pid,
      Instant since,
      String watcher,
      int modules,
      int processes,
      long reloads,
      List<String> notes)
      implements ControlReply {
    public State {
      Objects.requireNonNull(directory, "directory");
      Objects.requireNonNull(since, "since");
      Objects.requireNonNull(watcher, "watcher");
      notes = List.copyOf(notes);
    }
  }

  /**
   * @param reason one word for scripts, OTP's where it has one: {@code not_purged}, {@code nofile},
   *     {@code undef}, ...
   * @param text a sentence for people
   * @param near names that come near the one that was not found
   * @param inTheWay the processes because of which it was refused
   * @param unkillable the threads because of which it was called off
   * @param killed who had been killed by then
   */
  record Refused(
      String reason,
      String text,
      List<String> near,
      List<UseRow> inTheWay,
      List<ThreadRow> unkillable,
      List<UseRow> killed)
      implements ControlReply {
    public Refused {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(text, "text");
      near = List.copyOf(near);
      inTheWay = List.copyOf(inTheWay);
      unkillable = List.copyOf(unkillable);
      killed = List.copyOf(killed);
    }

    public Refused(String reason, String text) {
      this(reason, text, List.of(), List.of(), List.of(), List.of());
    }

    public Refused(String reason, String text, List<String> near) {
      this(reason, text, near, List.of(), List.of(), List.of());
    }
  }

  record Failed(String text) implements ControlReply {
    public Failed {
      Objects.requireNonNull(text, "text");
    }
  }
}
