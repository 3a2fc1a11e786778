package dev.molt.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Which methods and loops have polls, and what gives way where there is no room. */
final class PollsTest {
  private static final Weaver WEAVER = new Weaver(_ -> null, World.BOOTSTRAPS);

  private static Map<String, FlowGraph> woven(byte[] bytes) {
    var woven = WEAVER.weave("M", bytes).bytes();
    assertThat(ClassFile.of().verify(woven)).isEmpty();
    return FlowGraph.of(ClassFile.of().parse(woven));
  }

  private static Map<String, FlowGraph> woven(String source, String name) {
    return woven(Sources.compile(source).get(name));
  }

  @Test
  void what_cannot_go_on_for_long_and_is_not_entered_from_outside_has_none() {
    var graphs =
        woven(
            """
            public class M {
              private static int count = 3;
              static { for (int i = 0; i < 3; i++) count += i; }
              private int leaf() { return count; }
              private int loops(int n) { while (n > 0) n--; return n; }
              private int calls() { return leaf(); }
              private String concat() { return "a" + this; }
              private int referred() { return 1; }
              public int leafForAll() { return 2; }
              void run() { java.util.function.IntSupplier s = this::referred; Runnable r = () -> {}; }
            }
            """,
            "M");

    assertThat(graphs.get("leaf()I").polls()).isZero();
    assertThat(graphs.get("loops(I)I").polls()).isEqualTo(2);
    assertThat(graphs.get("calls()I").polls()).isEqualTo(1);
    assertThat(graphs.get("concat()Ljava/lang/String;").polls()).isEqualTo(1);
    assertThat(graphs.get("referred()I").polls()).isEqualTo(1);
    assertThat(graphs.get("leafForAll()I").polls()).isEqualTo(1);
    assertThat(graphs.get("lambda$run$0()V").polls()).isEqualTo(1);
    assertThat(graphs.get("<init>()V").startsWithPoll()).isTrue();
    assertThat(graphs.get("<clinit>()V").startsWithPoll()).isFalse();
    assertThat(graphs.get("<clinit>()V").polls()).isEqualTo(1);
  }

  @Test
  void a_record_is_data_to_be_read() {
    var graphs =
        woven(
            """
            public record M(int x, String y) {
              public String y() { return y.trim(); }
              public int length() { return y.length(); }
            }
            """,
            "M");

    assertThat(graphs.get("x()I").polls()).isZero();
    assertThat(graphs.get("y()Ljava/lang/String;").polls()).isEqualTo(1);
    assertThat(graphs.get("length()I").polls()).isEqualTo(1);
  }

  @Test
  void equals_hash_code_and_to_string_are_never_badfun() throws Throwable {
    var world =
        new World()
            .load(
                """
                public class M {
                  public boolean equals(Object o) { for (int i = 0; i < 3; i++) {} return o instanceof M; }
                  public int hashCode() { return super.hashCode() * 0 + 1; }
                  public String toString() { return "M"; }
                  public boolean equals(M m) { return true; }
                  public static Object make() { return new M(); }
                }
                """);
    var m = world.call("M", "make");

    world.poison("M");

    assertThat(m.equals("m")).isFalse();
    assertThat(m).hasToString("M");
    assertThat(m.hashCode()).isEqualTo(1);
  }

  private static byte[] method(Consumer<CodeBuilder> body) {
    return ClassFile.of()
        .build(
            ClassDesc.of("M"),
            type ->
                type.withMethodBody(
                    "run",
                    MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object),
                    ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                    body));
  }

  private static final MethodTypeDesc WAIT = ConstantDescs.MTD_void;

  @Test
  void a_handler_that_is_itself_the_way_back_is_polled() {
    var graph =
        woven(
                method(
                    code -> {
                      Label start = code.newLabel();
                      Label body = code.newLabel();
                      Label end = code.newLabel();
                      code.aconst_null().goto_(body);
                      code.labelBinding(start).astore(1).aload(1);
                      code.labelBinding(body).pop();
                      code.aload(0).invokevirtual(ConstantDescs.CD_Object, "wait", WAIT).return_();
                      code.labelBinding(end);
                      code.exceptionCatchAll(start, end, start);
                    }))
            .get("run(Ljava/lang/Object;)V");

    assertThat(graph.polls()).isEqualTo(2);
    assertThat(graph.hasCycleWithoutPoll()).isFalse();
    assertThat(graph.hasCycleAlthoughPollsThrow()).isFalse();
  }

  @Test
  void two_handlers_that_lead_back_to_each_other_are_polled_and_can_be_left() {
    var graph =
        woven(
                method(
                    code -> {
                      Label first = code.newLabel();
                      Label second = code.newLabel();
                      Label body = code.newLabel();
                      Label end = code.newLabel();
                      code.aconst_null().goto_(body);
                      code.labelBinding(first).pop().aload(0);
                      code.invokevirtual(ConstantDescs.CD_Object, "wait", WAIT).return_();
                      code.labelBinding(second).pop().aload(0);
                      code.invokevirtual(ConstantDescs.CD_Object, "wait", WAIT).return_();
                      code.labelBinding(body).pop().aload(0);
                      code.invokevirtual(ConstantDescs.CD_Object, "wait", WAIT).return_();
                      code.labelBinding(end);
                      code.exceptionCatchAll(second, end, first);
                      code.exceptionCatchAll(first, second, second);
                      code.exceptionCatchAll(body, end, second);
                    }))
            .get("run(Ljava/lang/Object;)V");

    assertThat(graph.polls()).isGreaterThanOrEqualTo(3);
    assertThat(graph.hasCycleWithoutPoll()).isFalse();
    assertThat(graph.hasCycleAlthoughPollsThrow()).isFalse();
  }

  @Test
  void a_poll_may_stand_before_the_new_of_an_object_under_construction() {
    var bytes =
        method(
            code -> {
              Label head = code.newLabel();
              Label join = code.newLabel();
              for (var i = 0; i < PollPlan.COMPILED_BYTES - 35; i++) code.nop();
              code.labelBinding(head).new_(ConstantDescs.CD_Object).dup();
              code.aload(0).ifnull(join).nop();
              code.labelBinding(join);
              code.invokespecial(ConstantDescs.CD_Object, "<init>", ConstantDescs.MTD_void);
              code.astore(0).aload(0).ifnull(head).aload(0).ifnonnull(head).goto_(head);
            });
    assertThat(length(bytes)).isBetween(PollPlan.COMPILED_BYTES - 15, PollPlan.COMPILED_BYTES);

    var graph = woven(bytes).get("run(Ljava/lang/Object;)V");

    assertThat(graph.polls()).isEqualTo(2);
    assertThat(graph.hasCycleWithoutPoll()).isFalse();
  }

  @Test
  void a_jump_that_reaches_as_far_as_it_can_still_arrives() {
    var bytes =
        method(
            code -> {
              Label end = code.newLabel();
              code.aload(0).ifnull(end);
              for (var i = 0; i < 10; i++) {
                var head = code.newBoundLabel();
                code.aload(0).ifnonnull(head);
              }
              for (var i = 0; i < Short.MAX_VALUE - 3 - 10 * 4 - 12; i++) code.nop();
              code.labelBinding(end).return_();
            });

    var woven = WEAVER.weave("M", bytes);

    assertThat(ClassFile.of().verify(woven.bytes())).isEmpty();
    assertThat(woven.notes())
        .singleElement()
        .isEqualTo(new WeaveNote.FewerPolls("M", "run(Ljava/lang/Object;)V", 9));
  }

  private static String large(int fillers, int loops, String loop) {
    return "public class M { static int x; static void call() {} static void run(int n) {"
        + "x = x * 31 + n;".repeat(fillers)
        + loop.repeat(loops)
        + "} }";
  }

  @Test
  void a_method_that_would_grow_too_long_to_be_compiled_has_one_poll_for_each_loop() {
    var source =
        large(0, 178, "while (n > 0) { n--; if (n == 3) continue; if (n == 5) continue; x++; }");
    var bytes = Sources.compile(source).get("M");

    var woven = WEAVER.weave("M", bytes);

    assertThat(length(bytes)).isBetween(6_000, PollPlan.COMPILED_BYTES);
    assertThat(length(woven.bytes())).isLessThanOrEqualTo(PollPlan.COMPILED_BYTES);
    assertThat(woven.notes()).isEmpty();
    assertThat(
            FlowGraph.of(ClassFile.of().parse(woven.bytes())).get("run(I)V").hasCycleWithoutPoll())
        .isFalse();
  }

  @Test
  void if_that_is_still_too_long_loops_that_call_go_without_and_a_note_says_so() {
    var source =
        large(712, 10, "while (n > 0) { n--; call(); }").replace("} }", "while (n > 7) x++; } }");
    var bytes = Sources.compile(source).get("M");

    var woven = WEAVER.weave("M", bytes);

    assertThat(length(bytes)).isBetween(PollPlan.COMPILED_BYTES - 60, PollPlan.COMPILED_BYTES);
    assertThat(length(woven.bytes())).isLessThanOrEqualTo(PollPlan.COMPILED_BYTES);
    assertThat(woven.notes())
        .singleElement()
        .isInstanceOfSatisfying(
            WeaveNote.FewerPolls.class,
            note -> {
              assertThat(note.method()).isEqualTo("run(I)V");
              assertThat(note.leftOut()).isEqualTo(8);
              assertThat(note.text()).contains("M.run(I)V is so long");
            });
    var graph = FlowGraph.of(ClassFile.of().parse(woven.bytes())).get("run(I)V");
    assertThat(graph.startsWithPoll()).isTrue();
    assertThat(graph.polls()).isEqualTo(4);
    assertThat(graph.hasCycleWithoutPollOrCall()).isFalse();
  }

  @Test
  void a_method_at_the_limit_of_a_class_file_keeps_within_it() throws Throwable {
    var other =
        "public class O { public static int f(int n) { return n + 1; } public static int y; }";
    var lines = "x = O.f(x); O.y++;".repeat(3_850);
    var source =
        "public class M { static int x; public static int run() { int n = 3; %s while (n > 0) n--; return x + O.y; } }"
            .formatted(lines);
    var world = new World().load(source, other);

    assertThat(world.call("M", "run")).isEqualTo(7_700);
    assertThat(length(Sources.compile(source, other).get("M"))).isGreaterThan(63_000);
  }

  private static int length(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .filter(method -> method.methodName().equalsString("run"))
        .mapToInt(
            method ->
                ((java.lang.classfile.attribute.CodeAttribute) method.code().orElseThrow())
                    .codeLength())
        .findFirst()
        .orElseThrow();
  }
}
