package dev.molt.control;

import java.util.List;
import java.util.Objects;

/**
 * What a command asks of the daemon. Module names are binary class names, without a check whether
 * there is such a module: that is the handler's to say.
 *
 * <ul>
 *   <li>{@link Ps}, {@link Modules}, {@link Check}, {@link Status}: questions; nothing changes
 *   <li>{@link Load}, {@link Purge}, {@link SoftPurge}, {@link Delete}: the code server's commands
 *   <li>{@link Call}: call a public static function in a fresh process and wait for its result; the
 *       arguments are words of a command line, see {@link Arguments}
 *   <li>{@link Send}: send a message, a word of a command line, to a registered name
 *   <li>{@link Stop}: stop the daemon; answered before it begins to
 * </ul>
 */
public sealed interface ControlRequest {
  /** OTP: {@code i/0}. */
  record Ps() implements ControlRequest {}

  record Modules() implements ControlRequest {}

  record Check(String module) implements ControlRequest {
    public Check {
      Objects.requireNonNull(module, "module");
    }
  }

  /** OTP: {@code code:load_file/1}: never purges. */
  record Load(String module) implements ControlRequest {
    public Load {
      Objects.requireNonNull(module, "module");
    }
  }

  /** OTP: {@code code:purge/1}. */
  record Purge(String module) implements ControlRequest {
    public Purge {
      Objects.requireNonNull(module, "module");
    }
  }

  /** OTP: {@code code:soft_purge/1}. */
  record SoftPurge(String module) implements ControlRequest {
    public SoftPurge {
      Objects.requireNonNull(module, "module");
    }
  }

  /** OTP: {@code code:delete/1}. */
  record Delete(String module) implements ControlRequest {
    public Delete {
      Objects.requireNonNull(module, "module");
    }
  }

  /**
   * @param timeoutMillis after which the handler kills the process of the call; at least 1
   */
  record Call(String module, String function, List<String> arguments, long timeoutMillis)
      implements ControlRequest {
    public Call {
      Objects.requireNonNull(module, "module");
      Objects.requireNonNull(function, "function");
      arguments = List.copyOf(arguments);
      if (timeoutMillis < 1) throw new IllegalArgumentException("timeoutMillis below 1");
    }
  }

  record Send(String name, String message) implements ControlRequest {
    public Send {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(message, "message");
    }
  }

  record Status() implements ControlRequest {}

  record Stop() implements ControlRequest {}
}
