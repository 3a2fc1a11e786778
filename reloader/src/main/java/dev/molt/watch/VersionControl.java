package dev.molt.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether git is at work in the repository that a source root belongs to. Looks, keeps nothing. */
final class VersionControl {
  private final @Nullable Path gitDirectory;

  private VersionControl(@Nullable Path gitDirectory) {
    this.gitDirectory = gitDirectory;
  }

  /** The repository whose work tree holds this folder, if there is one. */
  static VersionControl of(Path folder) {
    for (var at = folder; at != null; at = at.getParent()) {
      var git = at.resolve(".git");
      if (Files.isDirectory(git)) return new VersionControl(git);
      if (Files.isRegularFile(git)) return new VersionControl(linked(at, git).orElse(null));
    }
    return new VersionControl(null);
  }

  /** A linked work tree or a submodule has a file {@code .git} that names the folder. */
  private static Optional<Path> linked(Path workTree, Path git) {
    try {
      var line = Files.readString(git).strip();
      return line.startsWith("gitdir:")
          ? Optional.of(workTree.resolve(line.substring("gitdir:".length()).strip()))
          : Optional.empty();
    } catch (IOException e) {
      // Not readable for us: then its lock is not either, and changes go out unheld.
      return Optional.empty();
    }
  }

  QuietPeriod.Hold hold() {
    if (gitDirectory == null) return QuietPeriod.Hold.NONE;
    if (Files.exists(gitDirectory.resolve("index.lock"))) return QuietPeriod.Hold.LOCKED;
    return Files.exists(gitDirectory.resolve("rebase-merge"))
            || Files.exists(gitDirectory.resolve("rebase-apply"))
        ? QuietPeriod.Hold.REBASING
        : QuietPeriod.Hold.NONE;
  }
}
