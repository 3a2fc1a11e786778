package dev.molt.code;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Where object code is looked for, first entry first. Any thread; a reader sees the whole path
 * before a change or the whole path after it.
 *
 * <p>OTP: the code path
 */
public final class ModulePath {
  /** Object code, and the entry that has it. */
  public record Found(PathEntry entry, ObjectCode code) {}

  /** A module that several entries have; only the first one counts. */
  public record Clash(ModuleName module, List<PathEntry> entries) {}

  /** Replaced as a whole, under this object's lock. */
  private volatile List<PathEntry> entries = List.of();

  ModulePath() {}

  /** The path, first entry first. OTP: {@code code:get_path/0} */
  public List<PathEntry> entries() {
    return entries;
  }

  /** Puts an entry in front; one that is on the path already moves. OTP: {@code add_patha/1} */
  public PathResult addFirst(PathEntry entry) {
    if (!entry.exists()) return new PathResult.BadDirectory(entry);
    change(path -> placed(path, 0, entry));
    return new PathResult.Changed();
  }

  /** Puts an entry last, unless it is on the path already. OTP: {@code add_pathz/1} */
  public PathResult addLast(PathEntry entry) {
    if (!entry.exists()) return new PathResult.BadDirectory(entry);
    change(path -> path.contains(entry) ? path : placed(path, path.size(), entry));
    return new PathResult.Changed();
  }

  /** As {@link #addFirst} one after another; bad ones are left out. OTP: {@code add_pathsa/1} */
  public void addAllFirst(Collection<? extends PathEntry> several) {
    several.forEach(this::addFirst);
  }

  /** As {@link #addLast} one after another; bad ones are left out. OTP: {@code add_pathsz/1} */
  public void addAllLast(Collection<? extends PathEntry> several) {
    several.forEach(this::addLast);
  }

  /** Replaces the path, unless an entry is bad. OTP: {@code set_path/1} */
  public PathResult set(List<? extends PathEntry> path) {
    for (var entry : path) if (!entry.exists()) return new PathResult.BadDirectory(entry);
    change(before -> List.copyOf(path));
    return new PathResult.Changed();
  }

  /** Takes an entry off the path; false if it was not on it. OTP: {@code del_path/1} */
  public boolean remove(PathEntry entry) {
    var before = change(path -> without(path, entry));
    return before.contains(entry);
  }

  /**
   * Puts an entry in the place of another; last if the other is not on the path. OTP: {@code
   * replace_path/2}, where an application's name stands for the other.
   */
  public PathResult replace(PathEntry other, PathEntry entry) {
    if (!entry.exists()) return new PathResult.BadDirectory(entry);
    change(
        path -> {
          var at = path.indexOf(other);
          return at < 0
              ? placed(path, path.size(), entry)
              : placed(without(path, other), at, entry);
        });
    return new PathResult.Changed();
  }

  /** The first object code of that name, good or not. OTP: {@code code:get_object_code/1} */
  public Optional<Found> find(ModuleName module) {
    for (var entry : entries) {
      var code = entry.find(module);
      if (code.isPresent()) return Optional.of(new Found(entry, code.get()));
    }
    return Optional.empty();
  }

  /** Whether some entry has object code of that name. */
  boolean has(ModuleName module) {
    return entries.stream().anyMatch(entry -> entry.has(module));
  }

  /**
   * The first file of that name, relative to a directory on the path. OTP: {@code where_is_file/1}
   */
  public Optional<Path> whereIsFile(String name) {
    for (var entry : entries) {
      if (!(entry instanceof PathEntry.Directory(var directory))) continue;
      var file = directory.resolve(name);
      if (Files.exists(file)) return Optional.of(file);
    }
    return Optional.empty();
  }

  /** Every module on the path, with the entry that counts. */
  SortedMap<ModuleName, PathEntry> modules() {
    var all = new TreeMap<ModuleName, PathEntry>();
    for (var entry : entries) entry.modules().forEach(module -> all.putIfAbsent(module, entry));
    return all;
  }

  /** Modules that an earlier entry hides in later ones. OTP: {@code code:clash/0} */
  public List<Clash> clashes() {
    var where = new TreeMap<ModuleName, List<PathEntry>>();
    for (var entry : entries)
      entry
          .modules()
          .forEach(module -> where.computeIfAbsent(module, m -> new ArrayList<>()).add(entry));
    return where.entrySet().stream()
        .filter(one -> one.getValue().size() > 1)
        .map(one -> new Clash(one.getKey(), List.copyOf(one.getValue())))
        .toList();
  }

  private synchronized List<PathEntry> change(UnaryOperator<List<PathEntry>> to) {
    var before = entries;
    entries = List.copyOf(to.apply(before));
    return before;
  }

  private static List<PathEntry> without(List<PathEntry> path, PathEntry entry) {
    return path.stream().filter(one -> !one.equals(entry)).toList();
  }

  private static List<PathEntry> placed(List<PathEntry> path, int at, PathEntry entry) {
    var next = new ArrayList<>(without(path, entry));
    next.add(Math.min(at, next.size()), entry);
    return next;
  }
}
