package dev.molt.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the running daemon that a command means by the directory it is called in. Only daemons that
 * listen count: what killed ones left is passed over.
 */
public final class DaemonFinder {
  private final List<Path> places;

  public DaemonFinder(ControlPlaces places) {
    this.places =
        places.directories().stream()
            .filter(place -> OwnedDirectory.look(place) instanceof OwnedDirectory.Verdict.Usable)
            .toList();
  }

  /**
   * The daemon of exactly this directory.
   *
   * @throws NoSuchFileException when there is no such directory
   */
  public Optional<RunningDaemon> of(Path directory) throws IOException {
    return ofReal(directory.toRealPath());
  }

  /** The daemon of this directory or the nearest of its parents, else whichever there is. */
  public FindResult near(Path directory) throws IOException {
    for (var here = directory.toRealPath(); here != null; here = here.getParent()) {
      var daemon = ofReal(here);
      if (daemon.isPresent()) return new FindResult.Found(daemon.get());
    }
    var all = all();
    return switch (all.size()) {
      case 0 -> new FindResult.NoneRuns();
      case 1 -> new FindResult.OnlyOne(all.getFirst());
      default -> new FindResult.Several(all);
    };
  }

  /** All of this user's, by directory. */
  public List<RunningDaemon> all() throws IOException {
    List<RunningDaemon> found = new ArrayList<>();
    for (var place : places) {
      try (var notes = Files.newDirectoryStream(place, "*" + SocketFiles.NOTE_END)) {
        for (var note : notes) read(SocketFiles.ofNote(note)).ifPresent(found::add);
      }
    }
    found.sort(Comparator.comparing(RunningDaemon::directory));
    return found;
  }

  private Optional<RunningDaemon> ofReal(Path directory) throws IOException {
    for (var place : places) {
      var daemon = read(SocketFiles.of(place, directory));
      if (daemon.isPresent()) return daemon;
    }
    return Optional.empty();
  }

  private static Optional<RunningDaemon> read(SocketFiles files) throws IOException {
    var note = DaemonNote.read(files.note());
    if (note.isEmpty() || !Claim.answers(files.socket())) return Optional.empty();
    return note.map(n -> n.daemon(files.socket()));
  }
}
