package dev.molt.conformance.modules;

import dev.molt.conformance.script.CodeSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The source of a module in a code spec, put together from a template for each body. Pure. */
final class Template {
  static final List<String> MODULES = List.of("m1", "m2", "m3", "m4");

  private static final List<String> BODIES =
      List.of(
          "local_loop",
          "trap_loop",
          "qualified_loop",
          "wait_tail",
          "wait_nontail",
          "wait_in_try",
          "sys_wait_local_fun",
          "sys_wait_external_fun",
          "sys_wait_dict_fun",
          "sys_wait_literal",
          "sys_wait_trace",
          "sys_map_tail",
          "sys_map_body",
          "hibernate",
          "caller_into",
          "tail_into",
          "inner_loop",
          "spin_local",
          "spin_qualified",
          "tcp_passive",
          "tcp_passive_tail",
          "tcp_active_loop",
          "server");

  private Template() {}

  static String source(String module, CodeSpec spec) {
    var bodies = BODIES.stream().map(Template::text).collect(Collectors.joining("\n"));
    return text("Module")
        .replace("@BODIES@", bodies)
        .replace("@EVEN@", even(spec))
        .replace("@ON_LOAD@", onLoad(spec))
        .replace("@VERSION_OF_OTHERS@", others(module, "      case \"%1$s\" -> %1$s.version();"))
        .replace(
            "@INNER_LOOP_OF_OTHERS@", others(module, "      case \"%1$s\" -> %1$s.inner_loop();"))
        .replace(
            "@INNER_LOOP_IN_OTHERS@",
            others(module, "      case \"%1$s\" -> Next.call(%1$s::inner_loop);"))
        .replace("@MODULE@", module)
        .replace("@VERSION@", String.valueOf(spec.version()))
        .replace("@SPEC@", spec.text());
  }

  /** A function that only even versions have. */
  private static String even(CodeSpec spec) {
    return spec.version() % 2 == 0
        ? "  public static int even() {\n    return @VERSION@;\n  }\n"
        : "";
  }

  private static String onLoad(CodeSpec spec) {
    Function<String, String> function =
        mode ->
            """
              public static Object onLoad() throws Exception {
                return ModuleSide.onLoad("@MODULE@", "%s", %s::version, () -> local_loop());
              }
            """
                .formatted(mode, MODULES.contains(mode) ? mode : "@MODULE@");
    return spec.mode().map(function).orElse("");
  }

  private static String others(String module, String format) {
    return MODULES.stream()
        .filter(other -> !other.equals(module))
        .map(format::formatted)
        .collect(Collectors.joining("\n"));
  }

  private static String text(String name) {
    try (var in = Template.class.getResourceAsStream(name + ".java.txt")) {
      if (in == null) throw new IllegalStateException("no template " + name);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
