package dev.molt.e2e;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A {@code molt run} of the project's own launcher on a copy of the sample modules. */
final class Launched implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(60);
  static final Path HOME = Path.of(System.getProperty("molt.home"));

  final Path directory;
  final Path events;
  final Lines console;
  final Lines errors;
  private final Path runtimeDirectory;
  private final Process process;

  private Launched(Path directory, Path events, Path runtimeDirectory, Process process) {
    this.directory = directory;
    this.events = events;
    this.runtimeDirectory = runtimeDirectory;
    this.process = process;
    this.console = Lines.of(process.getInputStream(), "console");
    this.errors = Lines.of(process.getErrorStream(), "errors");
  }

  /** What a finished command printed and how it ended. */
  record Finished(int exit, String out, String err) {}

  /** Copies the sample modules below {@code place}. */
  static Path samples(Path place) throws IOException {
    var from = HOME.resolve("sample-modules");
    var to = place.resolve("sample-modules");
    try (Stream<Path> files = Files.walk(from.resolve("src"))) {
      for (var file : files.toList()) {
        var target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) Files.createDirectories(target);
        else Files.copy(file, target);
      }
    }
    return to;
  }

  /** Starts a daemon on {@code directory} and waits until it says that it is ready. */
  static Launched run(Path place, Path directory, String... more) throws IOException {
    var launched = starting(place, directory, more);
    launched.event(0, "ready");
    return launched;
  }

  static Launched starting(Path place, Path directory, String... more) throws IOException {
    var events = place.resolve("events-" + directory.getFileName() + ".jsonl");
    var runtimeDirectory = Files.createDirectories(place.resolve("run"));
    List<String> command = new ArrayList<>(List.of("run", directory.toString()));
    command.addAll(List.of("--events", events.toString()));
    command.addAll(List.of(more));
    var process = start(runtimeDirectory, command);
    return new Launched(directory, events, runtimeDirectory, process);
  }

  /** Runs a command of the launcher to its end. */
  static Finished molt(Path runtimeDirectory, String... arguments) throws IOException {
    var process = start(runtimeDirectory, List.of(arguments));
    var out = Lines.of(process.getInputStream(), "out");
    var err = Lines.of(process.getErrorStream(), "err");
    try {
      if (!process.waitFor(LIMIT.toSeconds() * 4, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("molt " + List.of(arguments) + " did not end:\n" + out.text());
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    out.untilEnd(LIMIT);
    err.untilEnd(LIMIT);
    return new Finished(process.exitValue(), out.text(), err.text());
  }

  private static Process start(Path runtimeDirectory, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(HOME.resolve("molt").toString()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    builder.environment().put("XDG_RUNTIME_DIR", runtimeDirectory.toString());
    return builder
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .start();
  }

  /** Runs a command against this daemon, found through its directory. */
  Finished cli(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(1, List.of("--dir", directory.toString()));
    return molt(runtimeDirectory, all.toArray(String[]::new));
  }

  /** As {@link #cli}, and it must succeed: what it printed. */
  String ok(String... arguments) throws IOException {
    var finished = cli(arguments);
    if (finished.exit() != 0)
      throw new AssertionError(
          List.of(arguments) + " ended with " + finished + "\n" + console.text());
    return finished.out().strip();
  }

  Path source(String module) {
    return directory.resolve("src/main/java/" + module + ".java");
  }

  /** Saves a source as an editor does that writes in place. */
  void save(String module, String text) throws IOException {
    Files.writeString(source(module), text);
  }

  /** Replaces text in a source and saves it; the text must be there. */
  void edit(String module, String from, String to) throws IOException {
    var text = Files.readString(source(module));
    if (!text.contains(from)) throw new AssertionError(module + " has no '" + from + "'");
    save(module, text.replace(from, to));
  }

  /** How many events there are by now; a position for {@link #event}. */
  int mark() throws IOException {
    return eventLines().size();
  }

  private List<String> eventLines() throws IOException {
    if (!Files.exists(events)) return List.of();
    var text = Files.readString(events);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  /** The first event of this kind from {@code mark} on. */
  JsonObject event(int mark, String kind) throws IOException {
    return event(mark, kind, any -> true);
  }

  JsonObject event(int mark, String kind, Predicate<JsonObject> wanted) throws IOException {
    var deadline = System.nanoTime() + LIMIT.toNanos() * 3;
    while (true) {
      var lines = eventLines();
      for (var line : lines.subList(Math.min(mark, lines.size()), lines.size())) {
        var object = JsonParser.parseString(line).getAsJsonObject();
        if (object.get("event").getAsString().equals(kind) && wanted.test(object)) return object;
      }
      if (!process.isAlive() || System.nanoTime() > deadline)
        throw new AssertionError(
            "no "
                + kind
                + " event in "
                + lines
                + "\nconsole:\n"
                + console.text()
                + "\n"
                + errors.text());
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
  }

  int exitValue() throws InterruptedException {
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
      throw new AssertionError("the daemon did not end:\n" + console.text());
    return process.exitValue();
  }

  /** The daemon's pid: the launcher ends in it by exec. */
  long pid() {
    return process.pid();
  }

  /** The last event says that it stopped. */
  void stopped() throws IOException {
    var last = JsonParser.parseString(eventLines().getLast()).getAsJsonObject();
    if (!last.get("event").getAsString().equals("stopped"))
      throw new AssertionError("the last event is " + last);
  }

  Process process() {
    return process;
  }

  Path runtimeDirectory() {
    return runtimeDirectory;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
