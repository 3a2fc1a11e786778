package dev.molt.conformance.generate;

import dev.molt.conformance.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code generate FIRST_SEED COUNT DIR}: writes random cases, one a seed. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 3) usage();
    try {
      write(Long.parseLong(args[0]), Integer.parseInt(args[1]), Path.of(args[2]));
    } catch (NumberFormatException e) {
      usage();
    }
  }

  private static void usage() {
    System.err.println("usage: generate FIRST_SEED COUNT DIR   writes DIR/fresh_SEED.case, ...");
    System.exit(2);
  }

  private static void write(long first, int count, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (var seed = first; seed < first + count; seed++) {
      var text = "# random case, seed " + seed + "\n";
      text += String.join("\n", Generator.operations(seed)) + "\n";
      Files.writeString(folder.resolve("fresh_" + seed + Script.SUFFIX), text);
    }
  }
}
