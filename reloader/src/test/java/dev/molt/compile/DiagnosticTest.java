package dev.molt.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.source.SourceFile;
import dev.molt.source.SourceRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole printed text, caret included. */
final class DiagnosticTest {
  @TempDir Path dir;

  @Test
  void a_syntax_error_prints_its_place_the_line_and_a_caret() throws Exception {
    assertPrints(
        """
        class E3 {
          void loop() {
            int x = 1
          }
        }
        """,
        """
        E3.java:3:14: error: ';' expected
            int x = 1
                     ^""");
  }

  @Test
  void what_explains_an_error_follows_the_caret() throws Exception {
    assertPrints(
        "class E3 { int x = noSuch(1); }\n",
        """
        E3.java:1:20: error: cannot find symbol
        class E3 { int x = noSuch(1); }
                           ^
          symbol:   method noSuch(int)
          location: class E3""");
  }

  @Test
  void tabs_and_other_line_ends_keep_the_caret_in_its_place() throws Exception {
    assertPrints(
        "class E3 {\r\n\t\tint x = \"x\";\r\n}\r\n",
        "E3.java:2:11: error: incompatible types: String cannot be converted to int\n"
            + "\t\tint x = \"x\";\n"
            + "\t\t        ^");
  }

  @Test
  void an_error_at_the_end_of_a_file_is_at_its_last_line() throws Exception {
    assertPrints(
        "class E3 {\n  void loop() {\n",
        """
        E3.java:2:16: error: reached end of file while parsing
          void loop() {
                       ^""");
  }

  @Test
  void an_error_about_a_file_as_a_whole_has_no_line() {
    assertThat(Diagnostic.ofFile(new SourceFile("E3.java"), "dir/E3.java", "is no good"))
        .hasToString("dir/E3.java: error: is no good");
  }

  @Test
  void the_path_is_the_one_that_the_user_would_write() throws Exception {
    Files.createDirectories(dir.resolve("src/main/java"));
    try (var sources = CompileFixture.open(dir)) {
      var rejected = sources.save("shop/Cart.java", "package shop; class Cart {").reject();
      assertThat(rejected.diagnostics().getFirst().headline())
          .startsWith(dir.resolve("src/main/java/shop/Cart.java") + ":1:");
    }
  }

  private void assertPrints(String source, String printed) throws Exception {
    try (var sources = CompileFixture.open(dir)) {
      var rejected = sources.save("E3.java", source).reject();
      var text = Diagnostic.text(rejected.diagnostics());
      assertThat(text.replace(SourceRoot.of(dir).shown(new SourceFile("E3.java")), "E3.java"))
          .isEqualTo(printed);
    }
  }
}
