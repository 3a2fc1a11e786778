package dev.molt.cli;

import dev.molt.control.ControlPlaces;
import dev.molt.daemon.Daemon;
import java.nio.file.Path;
import java.time.InstantSource;

/** Where the launcher, an IDE and a debugger start. */
public final class Main {
  private Main() {}

  /** The launcher gives the installation's folder as the property {@code molt.home}. */
  public static void main(String[] args) {
    var home = System.getProperty("molt.home");
    var surroundings =
        new Surroundings(
            Path.of("").toAbsolutePath(),
            home == null ? null : Path.of(home),
            ControlPlaces.ofThisUser(),
            Daemon::run,
            InstantSource.system(),
            System.out,
            System.err);
    System.exit(Molt.execute(surroundings, args));
  }
}
