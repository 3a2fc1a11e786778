package dev.molt.code;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Small modules for tests, compiled in memory. Sources are given whole; a module's name is read off
 * its top-level type, and what is compiled together may use each other.
 */
public final class TestModules {
  private static final String IMPORTS =
      """
      import dev.molt.code.*;
      import dev.molt.process.*;
      import dev.molt.process.Process;
      import dev.molt.term.*;
      import java.time.*;
      import java.util.*;
      import java.util.function.*;
      """;

  private static final Map<String, ObjectCode> NUMBERED = new ConcurrentHashMap<>();

  private TestModules() {}

  /**
   * A module with a {@code public static int version()} that returns this number, of at most three
   * digits. Compiled once for each module, as a compilation takes longer than what tests do with
   * it.
   */
  public static ObjectCode numbered(String module, int version) {
    var zero = NUMBERED.computeIfAbsent(module, name -> compile(numberedSource(name)));
    return replacing(zero, "version-000", "version-%03d".formatted(version));
  }

  /** The source of version 0 of {@link #numbered}, for those who call it. */
  public static String numberedSource(String module) {
    return """
    public class %s {
      private static final String VERSION = "version-000";
      public static int version() { return Integer.parseInt(VERSION.substring(8)); }
    }
    """
        .formatted(module);
  }

  /**
   * The object code of the module in this source.
   *
   * @param with sources that it needs to compile
   */
  public static ObjectCode compile(String source, String... with) {
    var sources = new ArrayList<>(List.of(source));
    sources.addAll(List.of(with));
    return compileAll(sources.toArray(String[]::new)).values().iterator().next();
  }

  /** The image of the module in this source. */
  public static ModuleImage image(String source) {
    return image(compile(source));
  }

  public static ModuleImage image(ObjectCode code) {
    return switch (ModuleImage.of(code)) {
      case ImageResult.Valid(var image) -> image;
      case ImageResult.Bad(var why) -> throw new AssertionError(why);
    };
  }

  /** The object code of several sources that may use each other, in their order. */
  public static Map<ModuleName, ObjectCode> compileAll(String... sources) {
    var inputs = new ArrayList<JavaFileObject>();
    for (var source : sources) inputs.add(new Source(fileName(source), withImports(source)));
    var errors = new DiagnosticCollector<JavaFileObject>();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var output = new Output(compiler.getStandardFileManager(errors, null, null));
    var options = List.of("-g", "-parameters", "-proc:none", "-Xlint:none");
    if (!compiler.getTask(null, output, errors, options, null, inputs).call())
      throw new AssertionError(
          errors.getDiagnostics().stream().map(Object::toString).collect(Collectors.joining("\n")));
    var modules = new LinkedHashMap<ModuleName, ObjectCode>();
    for (var source : sources) {
      var name = ModuleName.of(fileName(source).replace('/', '.'));
      var classes = new TreeMap<String, byte[]>();
      output.classes.forEach(
          (binaryName, bytes) -> {
            if (name.owns(binaryName)) classes.put(binaryName, bytes.toByteArray());
          });
      modules.put(name, new ObjectCode(name, classes, null));
    }
    return modules;
  }

  /** Object code that is no class file. */
  public static ObjectCode junk(String module) {
    return ObjectCode.of(ModuleName.of(module), Map.of(module, new byte[] {1, 2, 3}), null);
  }

  /** Object code under another module's name. */
  public static ObjectCode renamed(ObjectCode code, String module) {
    var bytes = code.classes().get(code.module().binaryName());
    return ObjectCode.of(ModuleName.of(module), Map.of(module, bytes), null);
  }

  /** The same with another text constant, of the same length, in the place of one. */
  public static ObjectCode replacing(ObjectCode code, String constant, String with) {
    if (constant.length() != with.length()) throw new AssertionError(with);
    var classes = new TreeMap<String, byte[]>();
    code.classes()
        .forEach(
            (name, bytes) -> {
              var text = new String(bytes, StandardCharsets.ISO_8859_1).replace(constant, with);
              classes.put(name, text.getBytes(StandardCharsets.ISO_8859_1));
            });
    return new ObjectCode(code.module(), classes, code.source());
  }

  private static String withImports(String source) {
    var end = source.startsWith("package ") ? source.indexOf(';') + 1 : 0;
    return source.substring(0, end) + IMPORTS + source.substring(end);
  }

  private static String fileName(String source) {
    if (!source.startsWith("package ")) return typeName(source);
    var packageName = source.substring("package ".length(), source.indexOf(';'));
    return packageName.replace('.', '/') + "/" + typeName(source);
  }

  private static String typeName(String source) {
    var words = source.split("\\s+");
    for (var i = 0; i < words.length - 1; i++) {
      if (words[i].matches("class|interface|record|enum"))
        return words[i + 1].replaceAll("[^\\w$].*", "");
    }
    throw new AssertionError("no type in: " + source);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("mem:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Output extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();

    Output(StandardJavaFileManager under) {
      super(under);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String className,
        JavaFileObject.Kind kind,
        FileObject sibling)
        throws IOException {
      var bytes = new ByteArrayOutputStream();
      classes.put(className, bytes);
      return new SimpleJavaFileObject(URI.create("mem:///" + className + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }
}
