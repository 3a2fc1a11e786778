package dev.molt.conformance.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The player itself holds no opinion on who lives and which version answers. So if the runtime's
 * weaver is broken, cases fail.
 */
final class BrokenWeaverTest {
  private static final Path CASES =
      Path.of(System.getProperty("molt.home"), "conformance", "data", "cases");

  private static final String WEAVES_NOTHING =
      """
      package dev.molt.weave;

      public final class Weaver {
        public Weaver(ModuleNames names) {}

        public Woven weave(String module, byte[] classBytes) {
          return new Woven(classBytes, java.util.List.of());
        }
      }
      """;

  @TempDir Path temp;

  @Test
  void cases_of_late_binding_and_of_funs_fail_if_nothing_is_woven() throws Exception {
    var classes = compiled(WEAVES_NOTHING) + File.pathSeparator;

    var lines = playWith(classes, "late_binding_ask", "fun_comes_back");

    assertThat(lines)
        .contains("FAILED " + file("late_binding_ask"), "FAILED " + file("fun_comes_back"));
    assertThat(lines.getLast()).isEqualTo("0 passed, 2 failed");
  }

  @Test
  void the_same_cases_pass_with_the_weaver_that_we_have() throws Exception {
    var lines = playWith("", "late_binding_ask", "fun_comes_back");

    assertThat(lines.getLast()).isEqualTo("2 passed, 0 failed");
  }

  private static Path file(String name) {
    return CASES.resolve(name + ".case");
  }

  /** What a player in a JVM of its own prints. */
  private List<String> playWith(String beforeOurClasses, String... names)
      throws IOException, InterruptedException {
    var classPath = beforeOurClasses + System.getProperty("java.class.path");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", classPath, Main.class.getName()));
    for (var name : names) command.add(file(name).toString());
    var output = temp.resolve("output");
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("the player ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }

  private Path compiled(String weaver) throws IOException {
    var source = Files.writeString(temp.resolve("Weaver.java"), weaver);
    var classes = Files.createDirectories(temp.resolve("classes"));
    var compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler.run(null, null, null, "-d", classes.toString(), source.toString()))
        .isZero();
    return classes;
  }
}
