package dev.molt.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceRootTest {
  @TempDir Path dir;

  @Test
  void the_sources_of_a_maven_project_are_in_its_source_folder() throws IOException {
    var sources = Files.createDirectories(dir.resolve("src/main/java"));
    var root = SourceRoot.of(dir);
    assertThat(root.base()).isEqualTo(sources);
    assertThat(root.directory()).isEqualTo(dir);
  }

  @Test
  void the_sources_of_any_other_folder_are_in_itself() throws IOException {
    assertThat(SourceRoot.of(dir).base()).isEqualTo(dir);
  }

  @Test
  void a_folder_that_is_not_there_or_is_none_is_refused() throws IOException {
    var file = Files.createFile(dir.resolve("file"));
    assertThatThrownBy(() -> SourceRoot.of(dir.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> SourceRoot.of(file)).isInstanceOf(NotDirectoryException.class);
  }

  @Test
  void links_to_a_root_are_followed_as_they_point_at_the_moment() throws IOException {
    var one = Files.createDirectory(dir.resolve("one"));
    var other = Files.createDirectory(dir.resolve("other"));
    var link = Files.createSymbolicLink(dir.resolve("link"), one);
    var root = SourceRoot.of(link);
    assertThat(root.realBase()).isEqualTo(one.toRealPath());

    Files.delete(link);
    Files.createSymbolicLink(link, other);
    assertThat(root.realBase()).isEqualTo(other.toRealPath());
    assertThat(root.base()).isEqualTo(link);
  }

  @Test
  void a_path_below_the_root_is_a_source_and_back() throws IOException {
    var root = SourceRoot.of(dir);
    var file = root.fileAt(dir.resolve("shop/Cart.java")).orElseThrow();
    assertThat(file).isEqualTo(new SourceFile("shop/Cart.java"));
    assertThat(root.pathOf(file)).isEqualTo(dir.resolve("shop/Cart.java"));
    assertThat(root.fileAt(dir.resolveSibling("Cart.java"))).isEmpty();
    assertThat(root.fileAt(dir)).isEmpty();
  }

  @Test
  void a_source_is_shown_by_the_path_that_the_user_would_write() throws IOException {
    var here = Path.of("").toAbsolutePath().relativize(dir.toRealPath());
    Files.createDirectories(dir.resolve("src/main/java"));
    var root = SourceRoot.of(here);
    assertThat(root.shown(new SourceFile("shop/Cart.java")))
        .isEqualTo(here.resolve("src/main/java/shop/Cart.java").toString());
  }
}
