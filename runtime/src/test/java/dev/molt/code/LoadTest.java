package dev.molt.code;

import static dev.molt.code.TestNode.loaded;
import static dev.molt.code.TestNode.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What loads, and in which order errors are looked for. */
final class LoadTest {
  private final TestNode node = new TestNode();
  private final CodeServer code = node.code;

  @AfterEach
  void close() {
    node.close();
  }

  private static ObjectCode m1(int version) {
    return TestModules.numbered("m1", version);
  }

  private static String otp(LoadResult result) {
    return switch (result) {
      case LoadResult.Loaded _ -> "ok";
      case LoadFailure failure -> failure.otp();
    };
  }

  private static List<String> errors(BatchResult result) {
    return switch (result) {
      case BatchResult.AllLoaded _ -> List.of();
      case BatchResult.Errors(var errors) -> errors.stream().map(LoadError::toString).toList();
    };
  }

  private static AtomicItem given(ObjectCode object) {
    return new AtomicItem.Given(object);
  }

  @Test
  void a_load_with_old_code_present_is_not_purged_and_changes_nothing() throws Exception {
    assertThat(otp(code.load(m1(1)))).isEqualTo("ok");
    assertThat(otp(code.load(m1(2)))).isEqualTo("ok");

    assertThat(otp(code.load(m1(3)))).isEqualTo("not_purged");

    assertThat(node.call("m1", "version")).isEqualTo(2);
    assertThat(code.softPurge(name("m1")).otp()).isTrue();
    assertThat(otp(code.load(m1(3)))).isEqualTo("ok");
    assertThat(node.call("m1", "version")).isEqualTo(3);
    assertThat(code.checkOldCode(name("m1"))).isTrue();
  }

  @Test
  void bad_object_code_is_badfile_before_it_is_not_purged() {
    code.load(m1(1));
    code.load(m1(2));

    assertThat(otp(code.load(TestModules.junk("m1")))).isEqualTo("badfile");
    assertThat(otp(code.load(TestModules.renamed(TestModules.numbered("m2", 1), "m1"))))
        .isEqualTo("badfile");
    assertThat(otp(code.load(m1(3)))).isEqualTo("not_purged");
  }

  @Test
  void code_that_does_not_verify_is_badfile_before_anything_is_killed() throws Exception {
    code.load(m1(1));
    code.load(m1(2));
    var broken = BrokenClass.withBadStack("m1");

    assertThat(code.load(broken))
        .isInstanceOfSatisfying(
            LoadResult.BadFile.class, bad -> assertThat(bad.why()).contains("VerifyError"));
    assertThat(code.prepare(List.of(TestModules.image(broken))))
        .isInstanceOf(PrepareResult.PrepareRefused.class);
    assertThat(code.checkOldCode(name("m1"))).isTrue();
    assertThat(node.call("m1", "version")).isEqualTo(2);
  }

  @Test
  void a_sticky_module_that_is_loaded_stays_and_one_that_is_not_can_be_loaded_once()
      throws Exception {
    code.stick(name("m1"));
    assertThat(code.isSticky(name("m1"))).isFalse();
    assertThat(otp(code.load(m1(1)))).isEqualTo("ok");
    assertThat(code.isSticky(name("m1"))).isTrue();

    assertThat(otp(code.load(m1(2)))).isEqualTo("sticky_directory");
    assertThat(otp(code.load(TestModules.junk("m1")))).isEqualTo("sticky_directory");
    assertThat(errors(code.atomicLoad(List.of(given(m1(2)), given(TestModules.numbered("m2", 2))))))
        .containsExactly("m1:sticky_directory");
    assertThat(code.isLoaded(name("m2"))).isFalse();
    assertThat(node.call("m1", "version")).isEqualTo(1);

    code.unstick(name("m1"));
    assertThat(otp(code.load(m1(2)))).isEqualTo("ok");
  }

  @Test
  void load_file_and_ensure_loaded_look_on_the_path() throws Exception {
    assertThat(otp(code.ensureLoaded(name("m1")))).isEqualTo("nofile");
    assertThat(otp(code.loadFile(name("m1")))).isEqualTo("nofile");
    node.store.put(m1(1));
    assertThat(otp(code.ensureLoaded(name("m1")))).isEqualTo("ok");
    node.store.put(m1(2));
    assertThat(otp(code.ensureLoaded(name("m1")))).isEqualTo("ok");
    assertThat(node.call("m1", "version")).isEqualTo(1);

    assertThat(otp(code.loadFile(name("m1")))).isEqualTo("ok");
    assertThat(node.call("m1", "version")).isEqualTo(2);
    assertThat(otp(code.loadFile(name("m1")))).isEqualTo("not_purged");
    node.store.put(TestModules.junk("m1"));
    assertThat(otp(code.loadFile(name("m1")))).isEqualTo("badfile");
    assertThat(otp(code.ensureLoaded(name("m1")))).isEqualTo("ok");
  }

  /** OTP: multi_load_SUITE ensure_modules_loaded. */
  @Test
  void ensure_modules_loaded_skips_loaded_ones_and_errors_do_not_stop_the_rest() throws Exception {
    code.load(m1(1));
    node.store.put(m1(2));
    node.store.put(TestModules.numbered("m2", 5));
    node.store.put(TestModules.junk("m3"));

    var all = List.of(name("m1"), name("m2"), name("m2"));
    assertThat(errors(code.ensureModulesLoaded(all))).isEmpty();
    assertThat(node.call("m1", "version")).isEqualTo(1);
    assertThat(node.call("m2", "version")).isEqualTo(5);
    assertThat(errors(code.ensureModulesLoaded(List.of(name("m4"), name("m3"), name("m1")))))
        .containsExactly("m3:badfile", "m4:nofile");
  }

  /** OTP: multi_load_SUITE basic_atomic_load. */
  @Test
  void an_atomic_load_is_all_or_nothing() throws Exception {
    code.load(m1(1));
    code.load(m1(2));
    code.load(TestModules.numbered("m2", 1));

    var items =
        List.of(
            given(m1(3)),
            given(TestModules.numbered("m2", 3)),
            given(TestModules.numbered("m3", 3)));
    assertThat(errors(code.atomicLoad(items))).containsExactly("m1:not_purged");
    assertThat(node.call("m1", "version")).isEqualTo(2);
    assertThat(node.call("m2", "version")).isEqualTo(1);
    assertThat(code.isLoaded(name("m3"))).isFalse();
    assertThat(code.checkOldCode(name("m2"))).isFalse();

    code.purge(name("m1"));
    assertThat(errors(code.atomicLoad(items))).isEmpty();
    assertThat(node.call("m3", "version")).isEqualTo(3);
    assertThat(errors(code.atomicLoad(items))).containsExactly("m1:not_purged", "m2:not_purged");
  }

  @Test
  void an_atomic_load_looks_for_duplicates_then_bad_files_then_on_load() {
    node.store.put(TestModules.junk("m5"));
    var onLoad =
        given(
            TestModules.compile("public class m6 { public static Object onLoad() { return 1; } }"));
    var junk = given(TestModules.junk("m2"));

    assertThat(errors(code.atomicLoad(List.of(given(m1(1)), given(m1(2)), junk))))
        .containsExactly("m1:duplicated");
    assertThat(
            errors(
                code.atomicLoad(
                    List.of(
                        junk,
                        onLoad,
                        new AtomicItem.FromPath(name("m4")),
                        new AtomicItem.FromPath(name("m5"))))))
        .containsExactly("m2:badfile", "m4:nofile", "m5:badfile");
    assertThat(errors(code.atomicLoad(List.of(onLoad, given(m1(1))))))
        .containsExactly("m6:on_load_not_allowed");
    assertThat(code.loaded()).isEmpty();
  }

  @Test
  void what_is_prepared_is_current_nowhere_until_it_is_finished_once() throws Exception {
    var result =
        code.prepare(
            List.of(TestModules.image(m1(1)), TestModules.image(TestModules.numbered("m2", 1))));
    assertThat(result).isInstanceOf(Prepared.class);
    var prepared = (Prepared) result;
    assertThat(code.loaded()).isEmpty();

    assertThat(errors(code.finish(prepared))).isEmpty();
    assertThat(node.call("m2", "version")).isEqualTo(1);
    assertThatThrownBy(() -> code.finish(prepared)).isInstanceOf(IllegalStateException.class);
    try (var other = new TestNode()) {
      var foreign = (Prepared) other.code.prepare(List.of(TestModules.image(m1(1))));
      assertThatThrownBy(() -> code.finish(foreign)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void load_binary_purges_only_if_the_module_is_loaded() throws Exception {
    assertThat(otp(code.loadBinary(m1(1)))).isEqualTo("ok");
    assertThat(otp(code.loadBinary(m1(2)))).isEqualTo("ok");
    assertThat(otp(code.loadBinary(m1(3)))).isEqualTo("ok");
    assertThat(otp(code.loadBinary(TestModules.junk("m1")))).isEqualTo("badfile");
    assertThat(code.checkOldCode(name("m1"))).isTrue();
    code.purge(name("m1"));
    code.delete(name("m1"));

    assertThat(otp(code.loadBinary(m1(4)))).isEqualTo("ok");
    assertThat(code.checkOldCode(name("m1"))).isTrue();
    assertThat(node.call("m1", "version")).isEqualTo(4);
  }

  @Test
  void delete_makes_the_current_version_old_and_its_trace_stays() throws Exception {
    assertThat(code.delete(name("m1"))).isFalse();
    code.load(m1(1));
    assertThat(code.delete(name("m1"))).isTrue();
    assertThat(code.isLoaded(name("m1"))).isFalse();
    assertThat(code.loaded()).containsExactly(name("m1"));
    assertThat(code.allLoaded()).isEmpty();
    assertThat(code.checkOldCode(name("m1"))).isTrue();
    assertThatThrownBy(() -> node.call("m1", "version")).isInstanceOf(Undef.class);
    assertThat(code.delete(name("m1"))).isFalse();

    assertThat(code.purge(name("m1")).otp()).isFalse();
    assertThat(code.loaded()).isEmpty();
    assertThat(code.delete(name("m1"))).isTrue();
    code.load(m1(2));
    assertThat(node.call("m1", "version")).isEqualTo(2);
  }

  @Test
  void a_load_while_only_old_code_exists_leaves_the_old_code_old() {
    code.load(m1(1));
    code.delete(name("m1"));
    code.load(m1(2));

    assertThat(code.old(name("m1")).orElseThrow()).hasToString("m1@1");
    assertThat(otp(code.load(m1(3)))).isEqualTo("not_purged");
    assertThat(code.current(name("m1")).orElseThrow()).hasToString("m1@2");
  }

  @Test
  void module_status_holds_the_code_against_the_path() {
    assertThat(code.moduleStatus(name("m1"))).isEqualTo(CodeStatus.NOT_LOADED);
    code.load(m1(1));
    assertThat(code.moduleStatus(name("m1"))).isEqualTo(CodeStatus.REMOVED);
    node.store.put(m1(1));
    assertThat(code.moduleStatus(name("m1"))).isEqualTo(CodeStatus.LOADED);
    node.store.put(m1(2));
    assertThat(code.moduleStatus(name("m1"))).isEqualTo(CodeStatus.MODIFIED);
    assertThat(code.modifiedModules()).containsExactly(name("m1"));

    assertThat(code.reloadModified())
        .singleElement()
        .satisfies(one -> assertThat(otp(one.load())).isEqualTo("ok"));
    assertThat(code.modifiedModules()).isEmpty();
    node.store.put(TestModules.junk("m1"));
    assertThat(code.moduleStatus(name("m1"))).isEqualTo(CodeStatus.MODIFIED);
  }

  @Test
  void which_and_all_available_say_where_code_is_from() {
    assertThat(code.which(name("m1"))).isInstanceOf(Which.NonExisting.class);
    node.store.put(m1(1));
    assertThat(code.which(name("m1"))).isInstanceOf(Which.OnPath.class);
    assertThat(code.getObjectCode(name("m1"))).isPresent();
    code.load(TestModules.numbered("m2", 1));

    assertThat(code.which(name("m2"))).isInstanceOf(Which.FromSource.class);
    assertThat(code.allAvailable())
        .extracting(AvailableModule::module, AvailableModule::loaded)
        .containsExactly(tuple(name("m1"), false), tuple(name("m2"), true));
  }

  @Test
  void compile_purges_and_loads_what_the_compiler_makes() throws Exception {
    assertThat(code.compile(name("m1"))).isInstanceOf(CompileResult.NoSource.class);
    var versions = new AtomicInteger();
    code.compiler(
        module ->
            new SourceCompiler.CompileOutcome.Compiled(
                List.of(TestModules.image(m1(versions.incrementAndGet())))));
    for (var i = 1; i <= 3; i++) {
      assertThat(node.in(() -> Code.compile("m1"))).isInstanceOf(CompileResult.Swapped.class);
      assertThat(node.call("m1", "version")).isEqualTo(i);
    }
    code.compiler(module -> new SourceCompiler.CompileOutcome.NotCompiled("m1.java:1:1: error"));
    assertThat(code.compile(name("m1"))).isInstanceOf(CompileResult.NotCompiled.class);
    assertThat(code.checkOldCode(name("m1"))).isTrue();
  }

  @Test
  void versions_are_counted_and_modules_tells_all_of_one_moment() {
    loaded(code.load(m1(1)));
    loaded(code.load(m1(2)));

    assertThat(code.modules())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.current()).hasToString("m1@2");
              assertThat(one.old()).hasToString("m1@1");
            });
  }

  @Test
  void a_closed_code_server_says_so() {
    code.close();

    assertThatThrownBy(() -> code.load(m1(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
