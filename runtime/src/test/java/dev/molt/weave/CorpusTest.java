package dev.molt.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The weaver's promises, on code that nobody wrote for it: the JDK's own {@code java.util} with all
 * below it, each top-level class woven as if it were a module.
 */
final class CorpusTest {
  private static final Map<String, byte[]> CORPUS = new TreeMap<>();
  private static final Map<String, Woven> WOVEN = new TreeMap<>();

  @BeforeAll
  static void weave() throws IOException {
    var root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
    try (var files = Files.walk(root.resolve("java/util"))) {
      files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.endsWith("package-info.class"))
          .forEach(file -> CORPUS.put(name(root, file), bytes(file)));
    }
    var weaver = new Weaver(new CorpusNames(), World.BOOTSTRAPS);
    CORPUS.forEach((name, bytes) -> WOVEN.put(name, weaver.weave(module(name), bytes)));
  }

  private static String name(Path root, Path file) {
    var path = root.relativize(file).toString();
    return path.substring(0, path.length() - ".class".length());
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String module(String internalName) {
    return World.topLevel(internalName.replace('/', '.'));
  }

  private static final class CorpusNames implements ModuleNames {
    @Override
    public @Nullable String moduleOf(String internalClassName) {
      return CORPUS.containsKey(internalClassName) ? module(internalClassName) : null;
    }

    @Override
    public byte @Nullable [] classFileOf(String internalClassName) {
      return CORPUS.get(internalClassName);
    }
  }

  @Test
  void the_corpus_is_large() {
    assertThat(CORPUS).hasSizeGreaterThan(1_000);
  }

  @Test
  void all_woven_classes_verify() {
    List<String> errors = new ArrayList<>();
    WOVEN.forEach(
        (name, woven) ->
            ClassFile.of()
                .verify(woven.bytes())
                .forEach(error -> errors.add(name + ": " + error.getMessage())));

    assertThat(errors).isEmpty();
  }

  @Test
  void every_cycle_has_a_poll() {
    assertThat(methods((graph, _, _) -> graph.hasCycleWithoutPoll())).isEmpty();
  }

  @Test
  void no_method_can_go_on_for_ever_while_each_poll_throws() {
    assertThat(methods((graph, _, _) -> graph.hasCycleAlthoughPollsThrow())).isEmpty();
  }

  @Test
  void unwoven_the_same_graphs_have_cycles_without_a_poll() {
    var list = FlowGraph.of(ClassFile.of().parse(CORPUS.get("java/util/ArrayList")));

    assertThat(list.values().stream().filter(FlowGraph::hasCycleWithoutPoll).count())
        .isGreaterThan(10);
  }

  @Test
  void every_method_that_calls_starts_with_a_poll() {
    assertThat(
            methods(
                (graph, name, key) ->
                    !graph.startsWithPoll()
                        && !key.startsWith("<clinit>")
                        && before(name, key).map(FlowGraph::calls).orElse(false)))
        .isEmpty();
  }

  private static Optional<FlowGraph> before(String name, String key) {
    return Optional.ofNullable(FlowGraph.of(ClassFile.of().parse(CORPUS.get(name))).get(key));
  }

  private interface Complaint {
    boolean applies(FlowGraph woven, String className, String method);
  }

  private static List<String> methods(Complaint complaint) {
    List<String> found = new ArrayList<>();
    WOVEN.forEach(
        (name, woven) ->
            FlowGraph.of(ClassFile.of().parse(woven.bytes()))
                .forEach(
                    (key, graph) -> {
                      if (complaint.applies(graph, name, key)) found.add(name + "." + key);
                    }));
    return found;
  }

  @Test
  void no_method_is_lifted_over_what_hotspot_compiles() {
    List<String> lifted = new ArrayList<>();
    CORPUS.forEach(
        (name, bytes) -> {
          var before = lengths(ClassFile.of().parse(bytes));
          lengths(ClassFile.of().parse(WOVEN.get(name).bytes()))
              .forEach(
                  (key, length) -> {
                    if (length > PollPlan.COMPILED_BYTES
                        && before.getOrDefault(key, 0) <= PollPlan.COMPILED_BYTES) {
                      lifted.add(name + "." + key);
                    }
                  });
        });

    assertThat(lifted).isEmpty();
  }

  private static Map<String, Integer> lengths(ClassModel model) {
    Map<String, Integer> lengths = new TreeMap<>();
    model
        .methods()
        .forEach(
            method ->
                method
                    .code()
                    .ifPresent(
                        code ->
                            lengths.put(
                                ClassFacts.key(method), ((CodeAttribute) code).codeLength())));
    return lengths;
  }

  @Test
  void weaving_is_a_function_of_its_input() {
    var name = "java/util/HashMap";
    var again = new Weaver(new CorpusNames(), World.BOOTSTRAPS);

    assertThat(again.weave(module(name), CORPUS.get(name)).bytes())
        .isEqualTo(WOVEN.get(name).bytes());
  }
}
