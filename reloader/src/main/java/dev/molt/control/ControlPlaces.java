package dev.molt.control;

import com.sun.security.auth.module.UnixSystem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the sockets of one user's daemons may lie, in the order in which they are tried. A daemon
 * takes the first that can be used; a client looks into all of them, because a terminal, a cron job
 * and an IDE need not have the same environment.
 *
 * <p>Pure: nothing is looked at or made.
 *
 * @param directories below which only this user's sockets lie
 */
public record ControlPlaces(List<Path> directories) {
  /** macOS ends paths at 104 bytes with their final zero, Linux at 108. */
  static final int MAX_PATH_BYTES = 103;

  private static final Path LAST_RESORT = Path.of("/tmp");

  public ControlPlaces {
    directories =
        directories.stream()
            .distinct()
            .filter(
                directory -> bytes(directory.resolve(SocketFiles.LONGEST_NAME)) <= MAX_PATH_BYTES)
            .toList();
  }

  /** Those of the user and environment of this JVM. */
  public static ControlPlaces ofThisUser() {
    return of(
        System.getenv("XDG_RUNTIME_DIR"),
        Path.of(System.getProperty("java.io.tmpdir")),
        new UnixSystem().getUid());
  }

  static ControlPlaces of(@Nullable String xdgRuntimeDir, Path temporary, long uid) {
    var mine = "molt-" + uid;
    var given =
        xdgRuntimeDir == null || !xdgRuntimeDir.startsWith("/")
            ? Stream.<Path>of()
            : Stream.of(Path.of(xdgRuntimeDir, "molt"));
    var usual =
        Stream.of(
            // What XDG_RUNTIME_DIR is in a login session, for whoever was started outside of one.
            Path.of("/run/user/" + uid, "molt"),
            temporary.toAbsolutePath().resolve(mine),
            LAST_RESORT.resolve(mine));
    return new ControlPlaces(Stream.concat(given, usual).toList());
  }

  private static int bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}
