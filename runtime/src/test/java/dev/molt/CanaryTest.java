package dev.molt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.NodeList;

/**
 * The build's checks bite: a sick bird is compiled with the very flags of the parent pom, and must
 * not come back. Each bird has one illness, since javac judges no further once a kind of check has
 * failed.
 */
final class CanaryTest {
  private static final Path POM = Path.of("../pom.xml");
  private static final Path CANARY = Path.of("src/test/fixtures/canary");

  @TempDir Path classes;

  @Test
  void a_sound_source_passes_the_checks_of_the_build() throws Exception {
    var compiled = compile("Sound.java");

    assertThat(compiled.said()).isEmpty();
    assertThat(compiled.exitCode()).isZero();
    assertThat(classes.resolve("canary/Sound.class")).exists();
  }

  @ParameterizedTest
  @CsvSource({
    "Nulls.java, :8: error: [NullAway]",
    "Mistake.java, :6: error: [DeadException]",
    "Unused.java, :5: warning: [UnusedMethod]",
    "Raw.java, :9: warning: [rawtypes]",
  })
  void a_sick_source_is_rejected_by_the_check_that_must_see_it(String bird, String finding)
      throws Exception {
    var compiled = compile(bird);

    assertThat(compiled.exitCode()).isNotZero();
    assertThat(compiled.said()).contains(bird + finding);
    if (finding.contains("warning")) {
      assertThat(compiled.said()).contains("error: warnings found and -Werror specified");
    }
    assertThat(classes).isEmptyDirectory();
  }

  private record Compiled(int exitCode, String said) {}

  /** Runs the javac of this JDK as the build does: forked, since the checks need its inside. */
  private Compiled compile(String bird) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(flagsOfTheBuild());
    command.addAll(List.of("-d", classes.toString()));
    var classPath = System.getProperty("java.class.path");
    command.addAll(List.of("-classpath", classPath, "-processorpath", classPath));
    for (var file : List.of("package-info.java", bird)) command.add(CANARY + "/" + file);
    var javac = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(javac.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Compiled(javac.waitFor(), said);
  }

  private static List<String> flagsOfTheBuild() throws Exception {
    var pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(POM.toFile());
    var arguments =
        (NodeList)
            XPathFactory.newInstance()
                .newXPath()
                .evaluate(
                    "//plugin[artifactId='maven-compiler-plugin']//compilerArgs/arg",
                    pom,
                    XPathConstants.NODESET);
    var flags = new ArrayList<String>();
    for (var i = 0; i < arguments.getLength(); i++) flags.add(arguments.item(i).getTextContent());
    assertThat(flags).contains("-Werror").anyMatch(flag -> flag.startsWith("-Xplugin:ErrorProne"));
    return flags;
  }
}
