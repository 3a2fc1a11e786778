package dev.molt.code;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which version of which module is current and which is old, at one moment. Immutable: a change is
 * a new table, and whoever holds one sees all modules at the same moment.
 *
 * <p>A module that was once loaded stays in the table with both slots empty: OTP's delete tells it
 * from one that never was.
 */
final class ModuleTable {
  static final ModuleTable EMPTY = new ModuleTable(Map.of());

  /** The two slots of a module. */
  record Slot(@Nullable ModuleVersion current, @Nullable ModuleVersion old) {
    static final Slot FREE = new Slot(null, null);

    boolean taken() {
      return current != null && old != null;
    }

    boolean free() {
      return current == null && old == null;
    }
  }

  private final Map<ModuleName, Slot> slots;

  private ModuleTable(Map<ModuleName, Slot> slots) {
    this.slots = slots;
  }

  Slot slot(ModuleName module) {
    return slots.getOrDefault(module, Slot.FREE);
  }

  @Nullable ModuleVersion current(ModuleName module) {
    return slot(module).current;
  }

  @Nullable ModuleVersion old(ModuleName module) {
    return slot(module).old;
  }

  /** Whether the module was ever loaded. */
  boolean knows(ModuleName module) {
    return slots.containsKey(module);
  }

  /** The version with this code that runs a local fun of it: the newest that is not purged. */
  @Nullable ModuleVersion withCode(ModuleName module, String digest) {
    var slot = slot(module);
    if (slot.current != null && slot.current.image().digest().equals(digest)) return slot.current;
    if (slot.old != null && slot.old.image().digest().equals(digest)) return slot.old;
    return null;
  }

  /** Every module that has a current or an old version. OTP: {@code erlang:loaded/0} */
  SortedSet<ModuleName> loaded() {
    var names = new TreeSet<ModuleName>();
    slots.forEach(
        (module, slot) -> {
          if (!slot.free()) names.add(module);
        });
    return names;
  }

  /** The current versions. OTP: {@code code:all_loaded/0} */
  Collection<ModuleVersion> allCurrent() {
    var versions = new TreeMap<ModuleName, ModuleVersion>();
    slots.forEach(
        (module, slot) -> {
          if (slot.current != null) versions.put(module, slot.current);
        });
    return versions.values();
  }

  /** These become current. An old version that nobody has purged stays, if there is no current. */
  ModuleTable load(Collection<ModuleVersion> versions) {
    var next = new HashMap<>(slots);
    for (var version : versions) {
      var slot = slot(version.module());
      if (slot.taken()) throw new IllegalStateException(version.module() + " is not purged");
      var old = slot.current != null ? slot.current : slot.old;
      next.put(version.module(), new Slot(version, old));
    }
    return new ModuleTable(next);
  }

  /** The slots of these modules change places. */
  ModuleTable revert(Collection<ModuleName> modules) {
    var next = new HashMap<>(slots);
    for (var module : modules) {
      var slot = slot(module);
      next.put(module, new Slot(slot.old, slot.current));
    }
    return new ModuleTable(next);
  }

  /** Its current version becomes old. */
  ModuleTable delete(ModuleName module) {
    return change(module, slot -> new Slot(null, slot.current));
  }

  /** Its old version is gone. */
  ModuleTable purge(ModuleName module) {
    return change(module, slot -> new Slot(slot.current, null));
  }

  private ModuleTable change(ModuleName module, UnaryOperator<Slot> to) {
    var next = new HashMap<>(slots);
    next.put(module, to.apply(slot(module)));
    return new ModuleTable(next);
  }
}
