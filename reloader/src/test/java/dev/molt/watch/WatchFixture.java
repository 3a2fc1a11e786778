package dev.molt.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.source.SourceContent;
import dev.molt.source.SourceFile;
import dev.molt.source.SourceRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A watched folder of real files, and what its watcher told. */
final class WatchFixture implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Long enough to see that nothing comes. */
  static final Duration SILENCE = Duration.ofMillis(400);

  final Path dir;
  final SourceWatcher watcher;
  final List<WatchStatus> statuses = new CopyOnWriteArrayList<>();

  private WatchFixture(Path dir, WatchSettings settings, NativeEvents.Opener opener)
      throws IOException {
    this.dir = dir;
    this.watcher = SourceWatcher.open(SourceRoot.of(dir), settings, statuses::add, opener);
  }

  static WatchFixture open(Path dir) throws Exception {
    return open(dir, WatchSettings.DEFAULT);
  }

  /** Opens a watcher and takes its first batch. */
  static WatchFixture open(Path dir, WatchSettings settings) throws Exception {
    return open(dir, settings, NativeEvents::open);
  }

  static WatchFixture open(Path dir, WatchSettings settings, NativeEvents.Opener opener)
      throws Exception {
    var fixture = new WatchFixture(dir, settings, opener);
    fixture.watcher.poll(Duration.ZERO);
    return fixture;
  }

  /** Opens a watcher and leaves its first batch to be taken. */
  static WatchFixture untouched(Path dir) throws IOException {
    return new WatchFixture(dir, WatchSettings.DEFAULT, NativeEvents::open);
  }

  static WatchSettings settings(long pollMs, long rescanMs) {
    var usual = WatchSettings.DEFAULT;
    return new WatchSettings(
        usual.quiet(),
        usual.grace(),
        usual.limit(),
        usual.versionControlLimit(),
        Duration.ofMillis(pollMs),
        Duration.ofMillis(rescanMs),
        false,
        false,
        List.of());
  }

  /** Writes a source in place; the text names what makes it another. */
  Path write(String path, String mark) throws IOException {
    var file = dir.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text(mark));
  }

  static String text(String mark) {
    return "class E3 { String mark = \"" + mark + "\"; }\n";
  }

  ChangeSet next() throws InterruptedException {
    return watcher.poll(PATIENCE).orElseThrow(() -> new AssertionError("no change was told"));
  }

  SourceChange nextSingle() throws InterruptedException {
    var changes = next().changes();
    assertThat(changes).hasSize(1);
    return changes.values().iterator().next();
  }

  /** Takes batches until these files, and no others, have these marks (null: deleted). */
  void assertBecomes(TreeMap<String, String> marks) throws InterruptedException {
    var seen = new TreeMap<String, String>();
    while (!seen.equals(marks))
      for (var change : next().changes().values())
        seen.put(change.file().path(), change.content().map(WatchFixture::mark).orElse("gone"));
  }

  void assertBecomes(String path, String mark) throws InterruptedException {
    assertBecomes(new TreeMap<>(java.util.Map.of(path, mark)));
  }

  void assertSilent() throws InterruptedException {
    assertThat(watcher.poll(SILENCE)).isEmpty();
  }

  static String mark(SourceContent content) {
    var text = content.text();
    return text.isEmpty() ? "" : text.substring(text.indexOf('"') + 1, text.lastIndexOf('"'));
  }

  static SourceFile file(String path) {
    return new SourceFile(path);
  }

  @Override
  public void close() {
    watcher.close();
  }
}
