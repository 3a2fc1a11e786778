package dev.molt.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.code.ModuleImage;
import dev.molt.source.SourceContent;
import dev.molt.source.SourceFile;
import dev.molt.source.SourceRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A compiler, and the words in which tests speak to it. */
final class CompileFixture implements AutoCloseable {
  final Compiler compiler;
  private final List<SourceContent> changed = new ArrayList<>();
  private final List<SourceFile> deleted = new ArrayList<>();
  private Instant now = Instant.parse("2025-01-01T00:00:00Z");

  private CompileFixture(Compiler compiler) {
    this.compiler = compiler;
  }

  static CompileFixture open(Path dir) throws IOException {
    return open(dir, CompilerSettings.ofThisJvm());
  }

  static CompileFixture open(Path dir, CompilerSettings settings) throws IOException {
    var holder = new CompileFixture[1];
    InstantSource clock = () -> holder[0].now;
    holder[0] = new CompileFixture(Compiler.open(SourceRoot.of(dir), settings, clock));
    return holder[0];
  }

  /** Saves a source, to be compiled with the next {@link #compile}. */
  CompileFixture save(String path, String text) {
    changed.add(SourceContent.of(path, text, now));
    return this;
  }

  CompileFixture delete(String path) {
    deleted.add(new SourceFile(path));
    return this;
  }

  CompileFixture later(long seconds) {
    now = now.plusSeconds(seconds);
    return this;
  }

  CompileResult compile() {
    var request = CompileRequest.of(changed, deleted);
    changed.clear();
    deleted.clear();
    return compiler.compile(request);
  }

  /** Compiles, and expects everything to come out. */
  CompileResult.Compiled compileAll() {
    var compiled = compileSome();
    assertThat(compiled.broken()).isEmpty();
    return compiled;
  }

  /** Compiles, and expects that something comes out. */
  CompileResult.Compiled compileSome() {
    return switch (compile()) {
      case CompileResult.Compiled compiled -> compiled;
      case CompileResult.Rejected rejected ->
          throw new AssertionError(Diagnostic.text(rejected.diagnostics()));
      case CompileResult.CompilerCrashed crashed -> throw new AssertionError(crashed.cause());
    };
  }

  CompileResult.Rejected reject() {
    var result = compile();
    assertThat(result).isInstanceOf(CompileResult.Rejected.class);
    return (CompileResult.Rejected) result;
  }

  static List<String> names(CompileResult.Compiled compiled) {
    return compiled.images().stream().map(ModuleImage::name).map(Object::toString).toList();
  }

  /** Loads a module's class among the last good classes of all, and calls a static method. */
  Object call(String module, String method) {
    return Loaded.of(compiler.images()).call(module, method);
  }

  @Override
  public void close() throws IOException {
    compiler.close();
  }
}
