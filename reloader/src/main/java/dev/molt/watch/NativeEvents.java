package dev.molt.watch;

import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeListener;
import io.methvin.watcher.DirectoryWatcher;
import io.methvin.watcher.visitor.FileTreeVisitor;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * The system's own events, through directory-watcher: without its hashing, for contents are
 * compared here.
 *
 * <p>Three things that the library leaves open are passed on instead of being dropped: an overflow,
 * a folder that could not be registered, and its end (it ends by itself when every folder that it
 * watched is gone).
 */
final class NativeEvents implements AutoCloseable {
  /** What the events amount to. Called on the library's thread; must not block. */
  interface Sink {
    /** Something happened at this path. */
    void look(Path path);

    /** Something happened that cannot be named: look everywhere. */
    void lost(String why);

    /** There will be no more events; a new watch may do. */
    void ended(String why);
  }

  /** Opens a watch, or says why there can be none. */
  interface Opener {
    /**
     * @param folder a real path, watched with all that is below it
     * @param enters which folders are watched
     * @throws IOException the system refuses: no events here, or a limit is reached
     */
    AutoCloseable open(Path folder, Predicate<Path> enters, Sink sink) throws IOException;
  }

  private final DirectoryWatcher watcher;

  private NativeEvents(DirectoryWatcher watcher) {
    this.watcher = watcher;
  }

  /** OTP has none; {@code fs} and {@code inotifywait} are what its reloaders use. */
  static NativeEvents open(Path folder, Predicate<Path> enters, Sink sink) throws IOException {
    var watcher =
        DirectoryWatcher.builder()
            .path(folder)
            .fileHashing(false)
            .fileTreeVisitor(visitor(enters))
            .listener(listener(sink))
            .build();
    var events = new NativeEvents(watcher);
    var watching =
        watcher.watchAsync(
            loop -> Thread.ofPlatform().daemon().name("molt-file-events").start(loop));
    if (watching.isCompletedExceptionally()) {
      events.close();
      throw refused(watching);
    }
    watching.whenComplete(
        (_, error) -> sink.ended(error == null ? "every watched folder is gone" : "" + error));
    return events;
  }

  private static DirectoryChangeListener listener(Sink sink) {
    return new DirectoryChangeListener() {
      @Override
      public void onEvent(DirectoryChangeEvent event) {
        if (event.eventType() == DirectoryChangeEvent.EventType.OVERFLOW)
          sink.lost("more events than the system keeps");
        else sink.look(event.path());
      }

      @Override
      public void onException(Exception error) {
        sink.ended("a folder could not be watched: " + error.getMessage());
      }
    };
  }

  private static FileTreeVisitor visitor(Predicate<Path> enters) {
    return (start, onFolder, onFile) ->
        Files.walkFileTree(
            start,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes stat)
                  throws IOException {
                if (!enters.test(folder)) return FileVisitResult.SKIP_SUBTREE;
                try {
                  onFolder.call(folder);
                } catch (NoSuchFileException e) {
                  // Gone again already. The folder above tells of that.
                  return FileVisitResult.SKIP_SUBTREE;
                }
                return FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes stat)
                  throws IOException {
                onFile.call(file);
                return FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult visitFileFailed(Path file, IOException error) {
                // Not there any more, or closed to us: the comparison of the tree judges that.
                return FileVisitResult.CONTINUE;
              }
            });
  }

  private static IOException refused(Future<?> watching) throws IOException {
    try {
      watching.get();
      return new IOException("the watch ended at once");
    } catch (ExecutionException e) {
      Throwable cause = e;
      while ((cause instanceof ExecutionException
              || cause instanceof CompletionException
              || cause instanceof java.io.UncheckedIOException)
          && cause.getCause() != null) cause = cause.getCause();
      return new IOException(cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new IOException("interrupted while setting up the watch", e);
    }
  }

  @Override
  public void close() throws IOException {
    watcher.close();
  }
}
