package dev.molt.control;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * A directory that only its owner can enter: looked at each time it is used, and never through a
 * link, because it may lie in a directory where everybody can make one.
 */
final class OwnedDirectory {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private OwnedDirectory() {}

  /**
   * What was found.
   *
   * <ul>
   *   <li>{@link Usable}: it is there, is ours, and nobody else can enter it
   *   <li>{@link Absent}: nothing is there
   *   <li>{@link NotUsable}: something is there that must not be trusted, or it could not be made
   * </ul>
   */
  sealed interface Verdict {
    record Usable(Path directory) implements Verdict {}

    record Absent(Path directory) implements Verdict {}

    record NotUsable(String why) implements Verdict {}
  }

  static Verdict look(Path directory) {
    try {
      var attributes =
          Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isDirectory())
        return new Verdict.NotUsable(directory + " is not a directory");
      if (!isOurs(directory))
        return new Verdict.NotUsable(
            directory + " belongs to " + attributes.owner() + ", not to this user");
      if (!OWNER_ONLY.containsAll(attributes.permissions()))
        return new Verdict.NotUsable(
            directory + " is open to others; 'chmod 700 " + directory + "' if it is Molt's own");
      return new Verdict.Usable(directory);
    } catch (NoSuchFileException e) {
      return new Verdict.Absent(directory);
    } catch (IOException e) {
      return new Verdict.NotUsable(directory + " cannot be looked at: " + e);
    }
  }

  /** Looks, and makes it where there is none; its parent must exist. */
  static Verdict make(Path directory) {
    if (!(look(directory) instanceof Verdict.Absent)) return look(directory);
    try {
      Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      // Somebody was faster; the look says whether it was us.
      return look(directory);
    } catch (IOException e) {
      return new Verdict.NotUsable(directory + " cannot be made: " + e);
    }
    return look(directory);
  }

  private static boolean isOurs(Path directory) throws IOException {
    var owner = (Integer) Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    return owner == new UnixSystem().getUid();
  }

  /** What a socket file may be used for by whom; the directory is the wall, this is the door. */
  static Set<PosixFilePermission> fileOwnerOnly() {
    return EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }
}
