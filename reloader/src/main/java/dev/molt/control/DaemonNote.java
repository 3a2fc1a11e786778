package dev.molt.control;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The note beside a socket that says who listens, so that a daemon which hangs can still be named.
 * It proves nothing: a note outlives a killed daemon.
 */
record DaemonNote(long pid, Instant since, String directory) {
  private static final int MAX_BYTES = 16 << 10;

  DaemonNote {
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(directory, "directory");
  }

  RunningDaemon daemon(Path socket) {
    return new RunningDaemon(pid, since, Path.of(directory), socket);
  }

  /** All or nothing: a reader never sees half a note. */
  void write(Path note) throws IOException {
    var half = note.resolveSibling(note.getFileName() + ".new");
    Files.deleteIfExists(half);
    try (var channel =
        Files.newByteChannel(
            half,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OwnedDirectory.fileOwnerOnly()))) {
      channel.write(StandardCharsets.UTF_8.encode(ControlCodec.GSON.toJson(this)));
    }
    Files.move(half, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * @return empty when there is no note, or something that is none
   */
  static Optional<DaemonNote> read(Path note) throws IOException {
    try (var channel =
            Files.newByteChannel(note, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        var in = Channels.newInputStream(channel)) {
      var text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      return Optional.ofNullable(ControlCodec.GSON.fromJson(text, DaemonNote.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonParseException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      // Gson wraps what a record's constructor throws in a bare RuntimeException.
      return Optional.empty();
    }
  }
}
