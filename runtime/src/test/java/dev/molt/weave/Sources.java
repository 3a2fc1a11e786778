package dev.molt.weave;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles sources given as strings, as a module's are: {@code -g -parameters}. */
final class Sources {
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile(
          "(?m)(?:^|; )(?:(?:public|abstract|sealed|final) )*(?:class|interface|record|enum) (\\w+)");

  private Sources() {}

  /** Class files by binary name. Each source is one file, named by its first top-level type. */
  static TreeMap<String, byte[]> compile(String... sources) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    List<JavaFileObject> files = new ArrayList<>();
    for (var source : sources) files.add(new Source(source));
    var messages = new StringWriter();
    try (var manager = new InMemory(compiler.getStandardFileManager(null, null, null))) {
      var options = List.of("-g", "-parameters", "-proc:none", "-Xlint:none");
      if (!compiler.getTask(messages, manager, null, options, null, files).call()) {
        throw new AssertionError(messages.toString());
      }
      var classes = new TreeMap<String, byte[]>();
      manager.written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("mem:///" + path(text) + ".java"), Kind.SOURCE);
      this.text = text;
    }

    private static String path(String text) {
      var type = TYPE.matcher(text);
      if (!type.find()) throw new AssertionError("no type in " + text);
      var in = PACKAGE.matcher(text);
      return (in.find() ? in.group(1).replace('.', '/') + "/" : "") + type.group(1);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class InMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {
    final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

    InMemory(StandardJavaFileManager manager) {
      super(manager);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String className,
        JavaFileObject.Kind kind,
        @Nullable FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("mem:///" + className + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          var bytes = new ByteArrayOutputStream();
          written.put(className, bytes);
          return bytes;
        }
      };
    }
  }
}
