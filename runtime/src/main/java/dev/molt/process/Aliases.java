package dev.molt.process;

import dev.molt.term.Ref;
import org.jspecify.annotations.Nullable;

/**
 * The aliases of a process: who sends to one decides under the owner's lock whether it still is.
 */
final class Aliases {
  private Aliases() {}

  /** Needs the owner's lock. */
  static void add(ProcessCell owner, Ref ref, AliasMode mode) {
    SmallMap<Ref, AliasMode> aliases = owner.aliases;
    if (aliases == null) owner.aliases = aliases = new SmallMap<>();
    aliases.put(ref, mode);
  }

  /** Needs the owner's lock. */
  static void monitorEnded(ProcessCell owner, Ref ref) {
    if (owner.aliases == null) return;
    AliasMode mode = owner.aliases.get(ref);
    if (mode != null && mode != AliasMode.UNTIL_UNALIAS) owner.aliases.remove(ref);
  }

  static boolean remove(ProcessCell owner, Ref ref) {
    synchronized (owner) {
      return owner.aliases != null && owner.aliases.remove(ref) != null;
    }
  }

  /** Any thread, no lock held. What is sent to an alias that has ended is dropped. */
  static void send(ProcessCell owner, Ref ref, Object message) {
    Monitor answered = null;
    synchronized (owner) {
      AliasMode mode = owner.aliases == null ? null : owner.aliases.get(ref);
      if (mode == null) return;
      if (mode == AliasMode.UNTIL_REPLY) answered = end(owner, ref);
      owner.deliver(message);
    }
    if (answered != null) Monitors.detach(answered);
  }

  private static @Nullable Monitor end(ProcessCell owner, Ref ref) {
    if (owner.aliases != null) owner.aliases.remove(ref);
    return owner.monitors == null ? null : owner.monitors.remove(ref);
  }
}
