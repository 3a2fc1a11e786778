package dev.molt.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import dev.molt.code.ModuleImage;
import dev.molt.code.ModuleName;
import dev.molt.compile.CompileRequest;
import dev.molt.compile.CompileResult;
import dev.molt.compile.Compiler;
import dev.molt.compile.CompilerSettings;
import dev.molt.plan.Planner.Sameness;
import dev.molt.source.SourceContent;
import dev.molt.source.SourceDigest;
import dev.molt.source.SourceFile;
import dev.molt.source.SourceRoot;
import dev.molt.watch.ChangeSet;
import dev.molt.watch.SourceChange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class PlannerTest {
  private static final ModuleName A = new ModuleName("A");
  private static final ModuleName B = new ModuleName("B");

  @TempDir Path dir;
  private Compiler compiler;

  @BeforeEach
  void open() throws Exception {
    compiler = Compiler.open(SourceRoot.of(dir), CompilerSettings.ofThisJvm());
  }

  @AfterEach
  void close() throws Exception {
    compiler.close();
  }

  @Test
  void what_changed_is_compiled_and_what_is_gone_is_named() {
    var changes =
        ChangeSet.of(
            List.of(
                new SourceChange.Created(content("A.java", "class A {}"), Instant.EPOCH),
                new SourceChange.Deleted(
                    new SourceFile("B.java"), SourceDigest.of(new byte[0]), Instant.EPOCH)),
            Instant.EPOCH);
    var request = Planner.whatToCompile(changes);
    assertThat(request.changed()).containsExactly(content("A.java", "class A {}"));
    assertThat(request.deleted()).containsExactly(new SourceFile("B.java"));
  }

  @Test
  void what_is_new_or_another_is_loaded_in_the_order_of_names() {
    var before = loaded(compile("class B { int x; }"));
    var compiled = compile("class C {} class B {} class A {}");
    var plan = Planner.whatToSwap(compiled, before, Sameness.CODE);
    assertThat(plan.touched()).containsExactly(A, B, new ModuleName("C"));
    assertThat(plan.loads()).extracting(SwapStep.Load::isNew).containsExactly(true, false, true);
    assertThat(plan.images()).hasSize(3);
    assertThat(plan).hasToString("A, B, C");
  }

  @Test
  void identical_code_is_not_loaded_again_however_its_lines_moved() {
    var before = loaded(compile("class A { int f() { return 1; } }"));
    var after = compile("\n\n// more\nclass A { int f() { return 1; } }");
    var plan = Planner.whatToSwap(after, before, Sameness.CODE);
    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.skips()).containsExactly(new SwapStep.Skip(A, SwapStep.Why.IDENTICAL));
    assertThat(plan).hasToString("nothing");
  }

  @Test
  void with_a_debugger_attached_other_lines_are_loaded() {
    var first = compile("class A { int f() { return 1; } }");
    var after = compile("\n\nclass A { int f() { return 1; } }");
    assertThat(Planner.whatToSwap(after, loaded(first), Sameness.BYTES).touched())
        .containsExactly(A);
    assertThat(Planner.whatToSwap(after, loaded(after), Sameness.BYTES).isEmpty()).isTrue();
  }

  @Test
  void what_is_gone_is_deleted_if_it_is_loaded() {
    var before = loaded(compile("class A {} class B {}"));
    var after = compile("class A {}");
    assertThat(Planner.whatToSwap(after, before, Sameness.CODE).deletes())
        .containsExactly(new SwapStep.Delete(B));
    assertThat(Planner.whatToSwap(after, LoadedModules.NONE, Sameness.CODE).skips())
        .containsExactly(new SwapStep.Skip(B, SwapStep.Why.NOT_LOADED));
  }

  private CompileResult.Compiled compile(String text) {
    var request = CompileRequest.of(List.of(content("A.java", text)), List.of());
    return (CompileResult.Compiled) compiler.compile(request);
  }

  private static SourceContent content(String path, String text) {
    return SourceContent.of(path, text, Instant.EPOCH);
  }

  private static LoadedModules loaded(CompileResult.Compiled compiled) {
    var images = ImmutableSortedMap.<ModuleName, ModuleImage>naturalOrder();
    compiled.images().forEach(image -> images.put(image.name(), image));
    return new LoadedModules(images.build());
  }
}
