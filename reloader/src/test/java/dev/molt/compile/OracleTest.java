package dev.molt.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.source.SourceContent;
import dev.molt.source.SourceFile;
import dev.molt.source.SourceRoot;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A generated project is edited at random. After each edit, what was compiled incrementally is what
 * a full compile makes of the sources, and it is broken exactly when a full compile is.
 *
 * <p>More edits: {@code -Dmolt.oracle.edits=2000 -Dmolt.oracle.modules=60 -Dmolt.oracle.seed=7}
 */
@Timeout(3600)
final class OracleTest {
  private static final int EDITS = Integer.getInteger("molt.oracle.edits", 36);
  private static final int MODULES = Integer.getInteger("molt.oracle.modules", 10);
  private static final long SEED = Long.getLong("molt.oracle.seed", 1);

  private static final byte[] NONE = {};

  @TempDir Path dir;
  private final List<RandomModule> project = new ArrayList<>();
  private final Map<String, String> saved = new TreeMap<>();
  private int compared;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void incremental_classes_are_those_of_a_full_compile(boolean reuse) throws Exception {
    var random = new Random(SEED);
    for (int i = 0; i < MODULES; i++) project.add(new RandomModule(i, random, MODULES));
    var settings = CompilerSettings.ofThisJvm().withReuse(reuse);
    try (var incremental = Compiler.open(SourceRoot.of(dir), settings)) {
      save(incremental);
      check(incremental, "at the start");
      for (int edit = 1; edit <= EDITS; edit++) {
        var what = edit(random, edit);
        save(incremental);
        check(incremental, "seed " + SEED + ", edit " + edit + ", " + what);
      }
    }
    assertThat(compared).isGreaterThan(EDITS / 5);
  }

  private String edit(Random random, int edit) {
    if (edit % 6 == 0) {
      project.forEach(RandomModule::mend);
      return "all mended";
    }
    var what = new ArrayList<String>();
    for (int i = random.nextInt(4) == 0 ? 3 : 1; i > 0; i--) {
      var module = project.get(random.nextInt(MODULES));
      module.edit(random, MODULES);
      what.add(module.path());
    }
    return what.toString();
  }

  /** Tells the compiler what is another than before, as a watcher would. */
  private void save(Compiler incremental) {
    var now = new TreeMap<String, String>();
    now.put("common/Common.java", RandomModule.COMMON);
    for (var module : project) now.put(module.path(), module.text(project));
    var changed = new ArrayList<SourceContent>();
    now.forEach(
        (path, text) -> {
          if (!text.equals(saved.get(path))) changed.add(content(path, text));
        });
    var deleted = new ArrayList<SourceFile>();
    for (var path : saved.keySet()) if (!now.containsKey(path)) deleted.add(new SourceFile(path));
    saved.clear();
    saved.putAll(now);
    var result = incremental.compile(CompileRequest.of(changed, deleted));
    if (result instanceof CompileResult.CompilerCrashed crashed)
      throw new AssertionError(crashed.cause());
  }

  private void check(Compiler incremental, String when) throws Exception {
    var settings = CompilerSettings.ofThisJvm().withReuse(false);
    try (var full = Compiler.open(SourceRoot.of(dir), settings)) {
      var all =
          saved.entrySet().stream().map(one -> content(one.getKey(), one.getValue())).toList();
      full.compile(CompileRequest.of(all, List.of()));
      assertThat(incremental.broken().isEmpty())
          .as(() -> when + text(incremental) + text(full))
          .isEqualTo(full.broken().isEmpty());
      if (!full.broken().isEmpty()) return;
      compared++;
      assertSame(classes(incremental), classes(full), when);
    }
  }

  private static String text(Compiler compiler) {
    return "\n"
        + Diagnostic.text(
            compiler.broken().stream().flatMap(one -> one.diagnostics().stream()).toList());
  }

  private static SourceContent content(String path, String text) {
    return SourceContent.of(path, text, Instant.EPOCH);
  }

  private static Map<String, byte[]> classes(Compiler compiler) {
    var classes = new TreeMap<String, byte[]>();
    compiler.images().forEach(image -> classes.putAll(image.classes()));
    return classes;
  }

  private static void assertSame(
      Map<String, byte[]> incremental, Map<String, byte[]> full, String when) {
    assertThat(incremental.keySet()).as(when).isEqualTo(full.keySet());
    var others =
        full.entrySet().stream()
            .filter(one -> !isSame(one.getValue(), incremental.getOrDefault(one.getKey(), NONE)))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(others).as(when).isEmpty();
  }

  private static boolean isSame(byte[] one, byte[] other) {
    return Arrays.equals(one, other) || Arrays.equals(repooled(one), repooled(other));
  }

  /** The class with a constant pool in the order of its use. */
  private static byte[] repooled(byte[] bytes) {
    var format = ClassFile.of(ClassFile.ConstantPoolSharingOption.NEW_POOL);
    return format.transformClass(format.parse(bytes), ClassTransform.ACCEPT_ALL);
  }
}
