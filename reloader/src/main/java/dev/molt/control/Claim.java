package dev.molt.control;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The right to serve a watched directory: a kernel lock, which ends with its process however that
 * ends, and under it the socket and the note.
 *
 * <p>Why not the socket alone: of two daemons that both find a dead socket, the second would remove
 * the first's new one. Why the lock file is never removed: whoever had opened it before would then
 * lock a file that nobody sees. Why a living socket is looked for before the lock file is opened:
 * these locks belong to the process, and closing any channel on the file gives them up, so a second
 * daemon in the same JVM would take the first one's.
 */
final class Claim implements AutoCloseable {
  private static final int QUEUE = 128;

  private final SocketFiles files;
  private final FileChannel lock;
  private final ServerSocketChannel listener;

  private Claim(SocketFiles files, FileChannel lock, ServerSocketChannel listener) {
    this.files = files;
    this.lock = lock;
    this.listener = listener;
  }

  /**
   * How a claim ends.
   *
   * <ul>
   *   <li>{@link Claimed}: it is ours until it is closed
   *   <li>{@link Taken}: another process serves the directory, or is about to; the note is empty in
   *       the moment between its lock and its note
   * </ul>
   */
  sealed interface Outcome {
    record Claimed(Claim claim) implements Outcome {}

    record Taken(Optional<DaemonNote> note) implements Outcome {}
  }

  /**
   * @param place a directory that only this user can enter
   * @throws IOException when the files cannot be made
   */
  static Outcome take(Path place, Path watched, DaemonNote note) throws IOException {
    var files = SocketFiles.of(place, watched);
    if (answers(files.socket())) return new Outcome.Taken(DaemonNote.read(files.note()));
    var lock = lock(files.lock());
    if (lock == null) return new Outcome.Taken(DaemonNote.read(files.note()));
    try {
      // Left over by one that was killed.
      Files.deleteIfExists(files.note());
      Files.deleteIfExists(files.socket());
      var listener = listen(files.socket());
      try {
        note.write(files.note());
      } catch (IOException e) {
        listener.close();
        throw e;
      }
      return new Outcome.Claimed(new Claim(files, lock, listener));
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  /** Whether somebody listens on this socket. */
  static boolean answers(Path socket) {
    try {
      Wire.connect(socket, Duration.ZERO).close();
      return true;
    } catch (ConnectException e) {
      return false;
    } catch (IOException e) {
      // There is no such file, or its daemon has more to do than its queue holds.
      return Files.exists(socket);
    }
  }

  private static @Nullable FileChannel lock(Path file) throws IOException {
    var channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(OwnedDirectory.fileOwnerOnly()));
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    if (lock != null) return channel;
    channel.close();
    return null;
  }

  private static ServerSocketChannel listen(Path socket) throws IOException {
    var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      listener.bind(UnixDomainSocketAddress.of(socket), QUEUE);
      Files.setPosixFilePermissions(socket, OwnedDirectory.fileOwnerOnly());
      return listener;
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  ServerSocketChannel listener() {
    return listener;
  }

  Path socket() {
    return files.socket();
  }

  /** Removes socket and note, then lets the next one in. */
  @Override
  public void close() throws IOException {
    try (lock;
        listener) {
      Files.deleteIfExists(files.socket());
      Files.deleteIfExists(files.note());
    }
  }
}
