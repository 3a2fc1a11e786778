package dev.molt.conformance.play;

import dev.molt.conformance.modules.Beams;
import dev.molt.conformance.script.Difference;
import dev.molt.conformance.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** {@code play PATH...}: plays cases and holds them against the traces beside them. */
public final class Main {
  /** Much of a case is waiting for answers that do not come, so more of them than cores. */
  private static final int AT_ONCE = 4;

  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 0 || args[0].equals("--help")) {
      System.out.println("usage: play PATH...   a file or a folder of .case + .trace");
      System.exit(args.length == 0 ? 2 : 0);
    }
    List<Path> cases = new ArrayList<>();
    for (var arg : args) cases.addAll(casesAt(Path.of(arg)));
    System.exit(play(cases) == 0 ? 0 : 1);
  }

  /** A case's file, or all cases in a folder, by name. */
  public static List<Path> casesAt(Path path) throws IOException {
    if (!Files.exists(path)) {
      System.err.println("play: there is no " + path);
      System.exit(2);
    }
    if (!Files.isDirectory(path)) return List.of(path);
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(file -> file.toString().endsWith(Script.SUFFIX)).sorted().toList();
    }
  }

  /** Plays all of them, prints a line for each, and returns how many failed. */
  static int play(List<Path> cases) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("conformance");
    var passed = 0;
    try (var beams = Beams.in(Files.createDirectories(folder.resolve("beams")));
        var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var player = new Player(beams, folder);
      var verdicts =
          cases.stream().map(file -> threads.submit(() -> verdict(player, file))).toList();
      for (var i = 0; i < cases.size(); i++) {
        var verdict = verdicts.get(i).get();
        if (verdict.isEmpty()) passed++;
        System.out.println((verdict.isEmpty() ? "ok     " : "FAILED ") + cases.get(i));
        verdict.forEach(System.out::println);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      delete(folder);
    }
    System.out.printf("%d passed, %d failed%n", passed, cases.size() - passed);
    return cases.size() - passed;
  }

  /** Lines that say what is wrong; none if the trace is the recorded one. */
  private static List<String> verdict(Player player, Path file)
      throws IOException, InterruptedException {
    var trace = Script.traceOf(file);
    if (!Files.exists(trace)) return List.of("       there is no " + trace);
    var script = Script.read(file);
    try {
      var difference =
          Difference.first(Files.readAllLines(trace), script.trace(player.play(script)));
      return difference
          .map(
              one ->
                  List.of("       expected: " + one.expected(), "       actual:   " + one.actual()))
          .orElse(List.of());
    } catch (IllegalStateException e) {
      return List.of("       cannot be played: " + e.getMessage());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList())
        Files.deleteIfExists(file);
    }
  }
}
