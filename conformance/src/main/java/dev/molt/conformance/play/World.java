package dev.molt.conformance.play;

import dev.molt.code.CodeServer;
import dev.molt.code.ModuleName;
import dev.molt.conformance.system.Book;
import dev.molt.process.Processes;
import dev.molt.term.Pid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the operations of one case work on. Used by the driver's thread only.
 *
 * @param beams where object code lies, a folder a spec
 * @param path the folder that is on the code path
 * @param patience how long one answer is waited for
 */
record World(
    Processes processes, CodeServer code, Book book, Path beams, Path path, Duration patience) {

  static ModuleName module(String name) {
    return ModuleName.of(name);
  }

  /** Null for a process that never came to be. */
  @Nullable Pid pid(String name) {
    var entry = book.find(name);
    return entry == null ? null : entry.pid();
  }

  /** The same, and null for one that is dead, too. */
  @Nullable Pid alive(String name) {
    var pid = pid(name);
    return pid != null && processes.isAlive(pid) ? pid : null;
  }

  /** Processes of a group are counted, by what stands behind their names. */
  static String list(Map<String, String> suffixByName) {
    Map<String, Integer> groups = new TreeMap<>();
    var single =
        suffixByName.entrySet().stream()
            .filter(
                one -> {
                  var dot = one.getKey().indexOf('.');
                  if (dot < 0) return true;
                  groups.merge(
                      one.getKey().substring(0, dot) + ".*" + one.getValue(), 1, Integer::sum);
                  return false;
                })
            .map(one -> one.getKey() + one.getValue())
            .collect(Collectors.toCollection(java.util.ArrayList::new));
    groups.forEach((group, count) -> single.add(group + ":" + count));
    return single.stream().sorted().collect(Collectors.joining(",", "[", "]"));
  }
}
