package dev.molt.config;

import java.nio.file.FileSystems;
import java.time.Duration;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * All settings. {@code config/molt.conf} says of each what it is for; a test holds the two
 * together.
 *
 * @param start which modules are started once all are loaded
 * @param events where the events go as JSON lines
 */
public record MoltConfig(
    StartPolicy start, EventsTarget events, Watch watch, Compile compile, Load load, Purge purge) {

  /** Whether a thread that is no process, but runs old code, is waited for or thrown at. */
  public enum Foreign {
    WAIT,
    KILL
  }

  /**
   * @param quietPeriod how long a burst must have been quiet before it goes out as one batch
   * @param burstHold how long changes may be held because others keep coming
   * @param grace how long a file may be gone, empty or cut short before that is meant
   * @param versionControlHold how long changes are held for a lock of git's without other signs
   * @param pollInterval how often the tree is looked at when there are no events
   * @param rescanInterval how often the tree is compared although there are events
   * @param polling look at the tree at intervals even where there are events
   * @param outsideLinks follow links to sources outside of the watched directory
   * @param excluded globs of paths that are not watched, relative to the watched directory
   */
  public record Watch(
      Duration quietPeriod,
      Duration burstHold,
      Duration grace,
      Duration versionControlHold,
      Duration pollInterval,
      Duration rescanInterval,
      boolean polling,
      boolean outsideLinks,
      List<String> excluded) {
    public Watch {
      excluded = List.copyOf(excluded);
      for (var glob : excluded)
        Wrong.unless(isGlob(glob), "excluded", "holds '" + glob + "', which is no glob");
      Wrong.unless(pollInterval.toMillis() >= 10, "pollInterval", "must be 10 ms at least");
      Wrong.unless(rescanInterval.toMillis() >= 1000, "rescanInterval", "must be 1 s at least");
      Wrong.unless(
          burstHold.compareTo(quietPeriod) >= 0,
          "burstHold",
          "must not be shorter than quiet-period, or no burst would ever be seen to end");
    }

    private static boolean isGlob(String text) {
      try {
        FileSystems.getDefault().getPathMatcher("glob:" + text);
        return true;
      } catch (PatternSyntaxException e) {
        return false;
      }
    }
  }

  /**
   * @param options given to the compiler beside its own
   * @param failureHold how long a file must have been quiet before its errors are shown
   */
  public record Compile(List<String> options, Duration failureHold) {
    public Compile {
      options = List.copyOf(options);
    }
  }

  /**
   * @param initLimit how long a static initialiser may run before those who wait get an error
   */
  public record Load(Duration initLimit) {
    public Load {
      Wrong.unless(!initLimit.isZero(), "initLimit", "must be longer than nothing");
    }
  }

  /**
   * @param deadline after which a purge whose victims are not gone is called off
   * @param foreign what becomes of threads that are no processes but run old code
   */
  public record Purge(Duration deadline, Foreign foreign) {
    public Purge {
      Wrong.unless(!deadline.isZero(), "deadline", "must be longer than nothing");
    }
  }

  /** What holds where no file says otherwise. The reasons stand in {@code config/molt.conf}. */
  public static final MoltConfig DEFAULT =
      new MoltConfig(
          new StartPolicy.Auto(),
          new EventsTarget.Nowhere(),
          new Watch(
              Duration.ofMillis(50),
              Duration.ofSeconds(2),
              Duration.ofMillis(150),
              Duration.ofSeconds(30),
              Duration.ofMillis(250),
              Duration.ofSeconds(60),
              false,
              false,
              List.of()),
          new Compile(List.of(), Duration.ofMillis(300)),
          new Load(Duration.ofSeconds(10)),
          new Purge(Duration.ofSeconds(5), Foreign.WAIT));

  public MoltConfig withStart(StartPolicy wanted) {
    return new MoltConfig(wanted, events, watch, compile, load, purge);
  }

  public MoltConfig withEvents(EventsTarget wanted) {
    return new MoltConfig(start, wanted, watch, compile, load, purge);
  }

  /** A value that its group cannot take; says which component. */
  static final class Wrong extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private final String component;

    private Wrong(String component, String message) {
      super(message);
      this.component = component;
    }

    static void unless(boolean holds, String component, String message) {
      if (!holds) throw new Wrong(component, message);
    }

    String component() {
      return component;
    }
  }
}
