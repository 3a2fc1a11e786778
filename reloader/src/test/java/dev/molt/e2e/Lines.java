package dev.molt.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The lines that a program prints, read as they come; a test waits for the one that it wants. */
final class Lines {
  // Guarded by this.
  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  /** Reads {@code stream} to its end on a daemon thread. */
  static Lines of(InputStream stream, String name) {
    var lines = new Lines();
    Thread.ofPlatform().daemon().name(name).start(() -> lines.readAll(stream));
    return lines;
  }

  private void readAll(InputStream stream) {
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) add(line);
    } catch (IOException e) {
      add("<stream broke: " + e.getMessage() + ">");
    }
    end();
  }

  private synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized List<String> all() {
    return List.copyOf(lines);
  }

  synchronized int count() {
    return lines.size();
  }

  String text() {
    return String.join("\n", all());
  }

  /** Waits until the program has closed the stream. */
  synchronized void untilEnd(Duration limit) {
    var deadline = System.nanoTime() + limit.toNanos();
    while (!ended) {
      var left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) throw new AssertionError("still open after " + limit + ":\n" + text());
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new UncheckedIOException(new IOException(e));
      }
    }
  }

  /**
   * The first line from number {@code from} on that {@code wanted} takes; fails after {@code
   * limit}.
   */
  synchronized String await(int from, String what, Predicate<String> wanted, Duration limit) {
    var deadline = System.nanoTime() + limit.toNanos();
    for (var next = from; ; ) {
      for (; next < lines.size(); next++) if (wanted.test(lines.get(next))) return lines.get(next);
      var left = (deadline - System.nanoTime()) / 1_000_000;
      if (ended || left <= 0)
        throw new AssertionError(
            "no " + what + (ended ? " before the end" : " within " + limit) + " in:\n" + text());
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new UncheckedIOException(new IOException(e));
      }
    }
  }
}
