package dev.molt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real launcher in a project that looks like this one, with a Maven and JDKs that are small
 * shell scripts: what is judged is what it finds, when it builds, and what it leaves behind.
 */
final class LauncherTest {
  private static final Path LAUNCHER = Path.of(System.getProperty("molt.home"), "molt");

  /** All that the launcher needs of a system; {@code flock} is what it may be without. */
  private static final List<String> TOOLS =
      List.of(
          "awk",
          "cat",
          "cp",
          "date",
          "find",
          "flock",
          "id",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sh",
          "sha256sum",
          "sleep",
          "sort",
          "touch",
          "tr",
          "xargs");

  /** Notes each call, waits at the gate if there is one, and makes jars or complains. */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "called in $PWD with JAVA_HOME=$JAVA_HOME: $*" >>"$MVN_LOG"
      while [ -e "$MVN_LOG.closed" ]; do sleep 0.05; done
      if grep -q BROKEN reloader/src/main/java/A.java; then
        echo "[ERROR] $PWD/reloader/src/main/java/A.java:[1,2] it is broken"
        exit 1
      fi
      for word in "$@"; do
        case $word in -DoutputDirectory=*) lib=${word#*=} ;; esac
      done
      mkdir -p "$lib" reloader/target
      echo >"$lib/library.jar"
      echo >reloader/target/molt-reloader-1.jar
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      echo "jdk=$0"
      echo "pid=$$"
      for word in "$@"; do echo "<$word>"; done
      """;

  @TempDir Path temp;
  private Path project;
  private Path tools;
  private final Map<String, String> environment = new HashMap<>();

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void layOut() throws IOException {
    // Spaces, and letters that are no ASCII: a path is no place to be choosy.
    temp = Files.createDirectory(temp.resolve("a b ü")).toRealPath();
    project = Files.createDirectory(temp.resolve("the project"));
    Files.copy(LAUNCHER, project.resolve("molt"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    write(
        project.resolve("build/launch.sh"),
        Files.readString(LAUNCHER.resolveSibling("build/launch.sh")));
    write(
        project.resolve("pom.xml"),
        """
        <modules>
          <module>runtime</module>
          <module>reloader</module>
          <module>bench</module>
        </modules>
        <molt.jvm.args>-XX:One=1 --two=2</molt.jvm.args>
        """);
    for (var module : List.of("runtime", "reloader", "bench"))
      write(project.resolve(module).resolve("pom.xml"), module);
    write(project.resolve("runtime/src/main/java/R.java"), "class R {}");
    write(project.resolve("reloader/src/main/java/A.java"), "class A {}");
    tools = Files.createDirectory(temp.resolve("tools"));
    for (var tool : TOOLS) link(tool);
    link("grep");
    executable(tools.resolve("mvn"), MAVEN);
    jdk("jdks/jdk-25", "25.0.3");
    environment.put("PATH", tools.toString());
    environment.put("HOME", temp.resolve("home").toString());
    environment.put("MVN_LOG", temp.resolve("mvn.log").toString());
    environment.put("MOLT_JDK_PATH", temp.resolve("jdks").toString());
    environment.put("LC_ALL", "C.UTF-8");
  }

  private void link(String tool) throws IOException {
    for (var folder : List.of("/usr/bin", "/bin", "/usr/local/bin")) {
      var real = Path.of(folder, tool);
      if (!Files.isExecutable(real)) continue;
      Files.createSymbolicLink(tools.resolve(tool), real);
      return;
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void executable(Path file, String text) throws IOException {
    write(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path jdk(String name, String version) throws IOException {
    var jdk = temp.resolve(name);
    executable(jdk.resolve("bin/java"), JAVA);
    executable(jdk.resolve("bin/javac"), "");
    write(jdk.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
    return jdk;
  }

  private Process start(Path launcher, Path directory, String... args) throws IOException {
    var command = Stream.concat(Stream.of(launcher.toString()), Stream.of(args)).toList();
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Ended end(Process process) throws Exception {
    process.getOutputStream().close();
    var out =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    var err =
        new String(
            process.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), out, err);
  }

  private Ended molt(String... args) throws Exception {
    return end(start(project.resolve("molt"), project, args));
  }

  private List<String> mavenCalls() throws IOException {
    var log = temp.resolve("mvn.log");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  /** The names of what is built, in the project's own store. */
  private List<String> built() throws IOException {
    return names(project.resolve(".molt/build"));
  }

  private static List<String> names(Path store) throws IOException {
    try (var entries = Files.list(store)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.equals(".lock"))
          .sorted()
          .toList();
    }
  }

  @Test
  void what_is_not_built_is_built_first_and_that_is_said_on_the_error_output() throws Exception {
    var ended = molt("--version");

    assertThat(ended.err()).contains("building what is not built", "built in");
    assertThat(ended.code()).isZero();
    assertThat(mavenCalls())
        .singleElement()
        .asString()
        .contains("-Dmolt.dist", "package", "JAVA_HOME=" + temp.resolve("jdks/jdk-25"));
    var name = built().getFirst();
    assertThat(names(project.resolve(".molt/build").resolve(name).resolve("lib")))
        .containsExactly("library.jar", "molt-reloader-1.jar");
    assertThat(ended.out())
        .contains(
            "<-XX:One=1>\n<--two=2>\n",
            "<-Dmolt.home=" + project + ">",
            "<" + project.resolve(".molt/build").resolve(name).resolve("lib/*") + ">\n",
            "<dev.molt.cli.Main>\n<--version>\n");
  }

  @Test
  void what_is_built_is_not_built_again() throws Exception {
    molt("ps");

    var ended = molt("ps");

    assertThat(ended.err()).isEmpty();
    assertThat(mavenCalls()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom.xml",
        "reloader/pom.xml",
        "runtime/src/main/java/R.java",
        "reloader/src/main/java/New.java"
      })
  void a_change_of_the_sources_is_built_beside_what_was_built_before(String file) throws Exception {
    molt("ps");
    var before = built();
    Files.writeString(
        project.resolve(file),
        "// changed\n",
        java.nio.file.StandardOpenOption.CREATE,
        java.nio.file.StandardOpenOption.APPEND);

    molt("ps");

    assertThat(built()).hasSize(2).containsAll(before);
    assertThat(mavenCalls()).hasSize(2);
  }

  @Test
  void sources_that_are_as_they_were_need_no_build() throws Exception {
    var source = project.resolve("runtime/src/main/java/R.java");
    molt("ps");
    Files.writeString(source, "class R { int changed; }");
    molt("ps");
    Files.writeString(source, "class R {}");
    molt("ps");

    assertThat(mavenCalls()).hasSize(2);
  }

  @Test
  void what_editors_leave_and_other_modules_are_no_reason_to_build() throws Exception {
    molt("ps");
    Files.createSymbolicLink(
        project.resolve("reloader/src/main/java/.#A.java"), Path.of("user@host.123"));
    Files.writeString(project.resolve("reloader/src/main/java/A.java~"), "old");
    Files.writeString(project.resolve("bench/pom.xml"), "changed");

    assertThat(molt("ps").err()).isEmpty();
    assertThat(mavenCalls()).hasSize(1);
  }

  @Test
  void arguments_arrive_as_they_were_given() throws Exception {
    var ended = molt("call", "M", "f", "a b", "", "*", "\"q\"", "$HOME", "\\");

    assertThat(ended.out())
        .endsWith(
            "<dev.molt.cli.Main>\n<call>\n<M>\n<f>\n<a b>\n<>\n<*>\n<\"q\">\n<$HOME>\n<\\>\n");
  }

  @Test
  void it_runs_from_any_directory_and_through_links() throws Exception {
    var bin = Files.createDirectory(temp.resolve("bin"));
    Files.createSymbolicLink(temp.resolve("middle"), Path.of("the project/molt"));
    Files.createSymbolicLink(bin.resolve("molt"), Path.of("../middle"));

    var ended = end(start(bin.resolve("molt"), Path.of("/"), "ps"));

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("<-Dmolt.home=" + project + ">");
  }

  @Test
  void a_broken_build_prints_mavens_errors_with_the_sources_own_paths_and_leaves_nothing()
      throws Exception {
    write(project.resolve("reloader/src/main/java/A.java"), "BROKEN");

    var ended = molt("ps");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains(
            "[ERROR] " + project.resolve("reloader/src/main/java/A.java") + ":[1,2] it is broken\n",
            "the build failed");
    assertThat(built()).isEmpty();
  }

  @Test
  void after_a_broken_build_the_mended_sources_are_built() throws Exception {
    write(project.resolve("reloader/src/main/java/A.java"), "BROKEN");
    molt("ps");
    write(project.resolve("reloader/src/main/java/A.java"), "class A {}");

    assertThat(molt("ps").code()).isZero();
    assertThat(built()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void two_builds_at_once_wait_for_each_other(boolean withFlock) throws Exception {
    if (!withFlock) Files.deleteIfExists(tools.resolve("flock"));
    var gate = Files.writeString(temp.resolve("mvn.log.closed"), "");

    var first = start(project.resolve("molt"), project, "ps");
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> mavenCalls().size() == 1);
    var second = start(project.resolve("molt"), project, "ps");
    var says = second.errorReader().readLine();
    Files.delete(gate);

    assertThat(says).isEqualTo("molt: waiting for another build");
    assertThat(end(first).code()).isZero();
    assertThat(end(second).code()).isZero();
    assertThat(mavenCalls()).hasSize(1);
    assertThat(built()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_lock_whose_holder_was_killed_is_taken_over(boolean holderKnown) throws Exception {
    Files.deleteIfExists(tools.resolve("flock"));
    // Without a number it waits some seconds: the holder may be about to write it.
    var lock = Files.createDirectories(project.resolve(".molt/build/.lock.d"));
    if (holderKnown) Files.writeString(lock.resolve("pid"), deadPid() + "\n");

    assertThat(molt("ps").code()).isZero();
    assertThat(built()).hasSize(1);
  }

  private static long deadPid() throws Exception {
    var process = new ProcessBuilder("true").start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return process.pid();
  }

  @Test
  void a_project_that_cannot_be_written_is_built_in_the_cache_directory() throws Exception {
    // A file where the folder should be: that stops root, too, who may write anywhere.
    Files.writeString(project.resolve(".molt"), "");

    assertThat(molt("ps").code()).isZero();
    assertThat(names(temp.resolve("home/.cache/molt/build"))).hasSize(1);

    environment.put("XDG_CACHE_HOME", temp.resolve("cache").toString());
    assertThat(molt("ps").code()).isZero();
    assertThat(names(temp.resolve("cache/molt/build"))).hasSize(1);
  }

  @Test
  void without_a_cache_directory_it_is_built_in_one_of_ones_own_among_the_temporary_ones()
      throws Exception {
    Files.writeString(project.resolve(".molt"), "");
    environment.put("HOME", "/nonexistent/nobody");
    environment.put("XDG_CACHE_HOME", project.resolve(".molt").toString());
    environment.put("TMPDIR", Files.createDirectory(temp.resolve("tmp")).toString());

    assertThat(molt("ps").code()).isZero();
    var store = Files.list(temp.resolve("tmp")).findFirst().orElseThrow();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store)))
        .isEqualTo("rwx------");
  }

  @Test
  void builds_that_nobody_has_used_for_a_while_are_removed_with_the_next_build() throws Exception {
    var store = project.resolve(".molt/build");
    var longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
    for (var name : List.of("unused", "running", "recent", "ended")) {
      write(store.resolve(name).resolve("used"), "");
      if (!name.equals("recent"))
        Files.setLastModifiedTime(store.resolve(name).resolve("used"), longAgo);
    }
    Files.writeString(
        store.resolve("running/pids"), deadPid() + "\n" + ProcessHandle.current().pid() + "\n");
    Files.writeString(store.resolve("ended/pids"), deadPid() + "\n");
    write(store.resolve(".building." + deadPid()).resolve("half"), "");
    write(store.resolve(".building." + ProcessHandle.current().pid()).resolve("half"), "");

    molt("ps");

    assertThat(built())
        .hasSize(4)
        .contains("running", "recent", ".building." + ProcessHandle.current().pid())
        .doesNotContain("unused", "ended");
  }

  @Test
  void a_daemons_process_is_noted_in_the_folder_that_it_runs_from() throws Exception {
    var ended = molt("run", "modules");

    var pid = ended.out().lines().filter(line -> line.startsWith("pid=")).findFirst().orElseThrow();
    assertThat(
            Files.readString(
                project.resolve(".molt/build").resolve(built().getFirst()).resolve("pids")))
        .isEqualTo(pid.substring("pid=".length()) + "\n");
  }

  private String jdkOf(Ended ended) {
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended.out().lines().findFirst().orElseThrow();
  }

  @Test
  void java_home_is_taken_if_it_will_do() throws Exception {
    environment.put("JAVA_HOME", jdk("mine", "26.0.1").toString());
    assertThat(jdkOf(molt("ps"))).isEqualTo("jdk=" + temp.resolve("mine/bin/java"));

    environment.put("JAVA_HOME", jdk("old", "17.0.15").toString());
    assertThat(jdkOf(molt("ps"))).isEqualTo("jdk=" + temp.resolve("jdks/jdk-25/bin/java"));

    environment.put("JAVA_HOME", jdk("ancient", "1.8.0_402").toString());
    assertThat(jdkOf(molt("ps"))).isEqualTo("jdk=" + temp.resolve("jdks/jdk-25/bin/java"));
  }

  @Test
  void a_runtime_without_a_compiler_is_no_jdk() throws Exception {
    var jre = jdk("jre", "25");
    Files.delete(jre.resolve("bin/javac"));
    environment.put("JAVA_HOME", jre.toString());

    assertThat(jdkOf(molt("ps"))).isEqualTo("jdk=" + temp.resolve("jdks/jdk-25/bin/java"));
  }

  @Test
  void java_on_the_path_is_taken_if_it_will_do_whatever_links_lead_to_it() throws Exception {
    var jdk = jdk("on path", "25-ea");
    Files.createSymbolicLink(temp.resolve("alternative"), jdk.resolve("bin/java"));
    Files.createSymbolicLink(tools.resolve("java"), temp.resolve("alternative"));

    assertThat(jdkOf(molt("ps"))).isEqualTo("jdk=" + jdk.resolve("bin/java"));
  }

  @Test
  void of_several_the_release_itself_is_taken_before_a_later_one() throws Exception {
    jdk("jdks/a-17", "17.0.1");
    jdk("jdks/a-27", "27");
    assertThat(jdkOf(molt("ps"))).isEqualTo("jdk=" + temp.resolve("jdks/jdk-25/bin/java"));

    Files.delete(temp.resolve("jdks/jdk-25/release"));
    assertThat(jdkOf(molt("ps"))).isEqualTo("jdk=" + temp.resolve("jdks/a-27/bin/java"));
  }

  @Test
  void without_a_jdk_one_line_says_so_and_how_to_get_one() throws Exception {
    Files.delete(temp.resolve("jdks/jdk-25/release"));
    jdk("jdks/a-17", "17.0.1");

    var ended = molt("--version");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.err()).startsWith("molt: ").contains("JDK 25", "https://", "JAVA_HOME");
    assertThat(mavenCalls()).isEmpty();
  }

  @Test
  void without_maven_one_line_says_so() throws Exception {
    Files.delete(tools.resolve("mvn"));

    var ended = molt("ps");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.err()).contains("Maven");
  }
}
