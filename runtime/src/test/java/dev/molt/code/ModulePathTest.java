package dev.molt.code;

import static dev.molt.code.TestNode.name;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModulePathTest {
  @TempDir private Path temp;

  private final ModulePath path = new ModulePath();
  private PathEntry a = store("a");
  private PathEntry b = store("b");
  private final PathEntry missing = new PathEntry.Directory(Path.of("no", "such", "directory"));

  @BeforeEach
  void makeDirectories() throws IOException {
    a = new PathEntry.Directory(Files.createDirectory(temp.resolve("a")));
    b = new PathEntry.Directory(Files.createDirectory(temp.resolve("b")));
  }

  private static PathEntry store(String name) {
    return new PathEntry.Store(new ObjectStore(name));
  }

  /** OTP: code_SUITE set_path. */
  @Test
  void set_path_with_a_bad_directory_leaves_the_path_as_it_was() {
    path.set(List.of(a));

    assertThat(path.set(List.of(b, missing))).isEqualTo(new PathResult.BadDirectory(missing));
    assertThat(path.entries()).containsExactly(a);
    assertThat(path.set(List.of(b, a))).isInstanceOf(PathResult.Changed.class);
    assertThat(path.entries()).containsExactly(b, a);
  }

  /** OTP: code_SUITE add_path, set_path_file. */
  @Test
  void a_single_add_refuses_what_is_no_directory_and_moves_what_is_there() throws IOException {
    var file = new PathEntry.Directory(Files.createFile(temp.resolve("file")));
    path.addLast(a);

    assertThat(path.addLast(file)).isEqualTo(new PathResult.BadDirectory(file));
    assertThat(path.addFirst(missing)).isEqualTo(new PathResult.BadDirectory(missing));
    path.addLast(b);
    path.addFirst(b);
    assertThat(path.entries()).containsExactly(b, a);
    path.addLast(b);
    assertThat(path.entries()).containsExactly(b, a);
  }

  /** OTP: code_SUITE add_paths. */
  @Test
  void several_are_added_one_after_another_and_bad_ones_are_skipped() {
    var c = store("c");
    path.addLast(c);
    path.addAllFirst(List.of(a, missing, b));
    assertThat(path.entries()).containsExactly(b, a, c);

    path.set(List.of(c));
    path.addAllLast(List.of(a, missing, b));
    assertThat(path.entries()).containsExactly(c, a, b);
  }

  /** OTP: code_SUITE del_path, replace_path. */
  @Test
  void an_entry_is_taken_away_or_replaced_in_its_place() {
    path.set(List.of(a, b));
    var c = store("c");
    var d = store("d");

    assertThat(path.replace(a, c)).isInstanceOf(PathResult.Changed.class);
    assertThat(path.entries()).containsExactly(c, b);
    assertThat(path.replace(a, missing)).isInstanceOf(PathResult.BadDirectory.class);
    path.replace(a, d);
    assertThat(path.entries()).containsExactly(c, b, d);
    assertThat(path.remove(a)).isFalse();
    assertThat(path.remove(b)).isTrue();
    assertThat(path.remove(new PathEntry.Directory(temp.resolve("b/../b/")))).isFalse();
    assertThat(path.entries()).containsExactly(c, d);
  }

  @Test
  void a_directory_gives_a_module_with_all_that_is_nested_in_it_and_nothing_left_over()
      throws IOException {
    var code =
        TestModules.compile(
            """
            public class Outer {
              static class Inner { Object anonymous = new Object() { }; }
              record Point(int x) { }
            }
            """);
    write(temp.resolve("a"), code);
    Files.write(temp.resolve("a/Outer$Stale.class"), new byte[] {1});
    path.addLast(a);

    var found = path.find(name("Outer")).orElseThrow();

    assertThat(found.entry()).isEqualTo(a);
    assertThat(found.code().classes()).containsOnlyKeys(code.classes().keySet());
    assertThat(found.code().source()).isEqualTo(temp.resolve("a/Outer.class").toAbsolutePath());
    assertThat(TestModules.image(found.code()).digest())
        .isEqualTo(TestModules.image(code).digest());
    assertThat(path.find(name("Missing"))).isEmpty();
    assertThat(path.modules()).containsOnlyKeys(name("Outer"));
  }

  @Test
  void a_file_that_is_no_class_file_is_found_and_is_bad() throws IOException {
    Files.write(temp.resolve("a/Junk.class"), new byte[] {1, 2, 3});
    path.addLast(a);

    var found = path.find(name("Junk")).orElseThrow();

    assertThat(ModuleImage.of(found.code())).isInstanceOf(ImageResult.Bad.class);
  }

  /** OTP: code_SUITE clash. */
  @Test
  void the_first_entry_counts_and_hides_the_others() throws IOException {
    write(temp.resolve("a"), TestModules.numbered("m1", 1));
    write(temp.resolve("b"), TestModules.numbered("m1", 2));
    path.set(List.of(a, b));

    assertThat(path.find(name("m1")).orElseThrow().entry()).isEqualTo(a);
    assertThat(path.clashes()).containsExactly(new ModulePath.Clash(name("m1"), List.of(a, b)));
  }

  /** OTP: code_SUITE where_is_file. */
  @Test
  void where_is_file_finds_the_first_one_or_none() throws IOException {
    path.set(List.of(a, b));
    Files.createFile(temp.resolve("b/words.txt"));

    assertThat(path.whereIsFile("words.txt")).contains(temp.resolve("b/words.txt"));
    assertThat(path.whereIsFile("no.txt")).isEmpty();
  }

  @Test
  void modules_in_packages_are_found_below_their_folders() throws IOException {
    var code = TestModules.compile("package chat; public class Room { }");
    write(temp.resolve("a"), code);
    path.addLast(a);

    assertThat(path.find(name("chat.Room"))).isPresent();
    assertThat(path.modules()).containsOnlyKeys(name("chat.Room"));
  }

  private static void write(Path directory, ObjectCode code) throws IOException {
    for (var one : code.classes().entrySet()) {
      var file = directory.resolve(one.getKey().replace('.', '/') + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, one.getValue());
    }
  }
}
