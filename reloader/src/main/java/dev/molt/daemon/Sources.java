package dev.molt.daemon;

import dev.molt.code.ModuleImage;
import dev.molt.code.ModuleName;
import dev.molt.code.ObjectStore;
import dev.molt.code.SourceCompiler;
import dev.molt.compile.CompileRequest;
import dev.molt.compile.CompileResult;
import dev.molt.compile.Compiler;
import dev.molt.compile.Diagnostic;
import dev.molt.source.ModuleLayout;
import dev.molt.source.SourceContent;
import dev.molt.source.SourceFile;
import dev.molt.source.SourceRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The watched sources as object code on the node's path: whatever compiles is there at once, so
 * that a load from the path, an autoload and {@code Code.compile} all see what is on disk.
 *
 * <p>Any thread; one compile at a time.
 */
final class Sources implements SourceCompiler {
  private final SourceRoot root;
  private final Compiler compiler;
  private final ObjectStore store;

  Sources(SourceRoot root, Compiler compiler, ObjectStore store) {
    this.root = root;
    this.compiler = compiler;
    this.store = store;
  }

  /** Compiles what changed, and puts what comes out onto the path. */
  synchronized CompileResult compile(CompileRequest request) {
    var result = compiler.compile(request);
    if (result instanceof CompileResult.Compiled compiled) {
      compiled.images().forEach(store::put);
      compiled.gone().forEach(store::remove);
    }
    return result;
  }

  /**
   * Does one step of what makes the next compile quick.
   *
   * @return whether there is no more to do
   */
  boolean prepare() {
    return compiler.prepare();
  }

  /**
   * Compiles the source of one module as it is on disk now.
   *
   * <p>OTP: {@code compile:file/1}
   */
  @Override
  public CompileOutcome compile(ModuleName module) {
    var file = compiler.layout().fileOf(module).orElse(ModuleLayout.promisedFile(module));
    Optional<SourceContent> content;
    try {
      content = read(file);
    } catch (IOException e) {
      return new CompileOutcome.NotCompiled(root.shown(file) + ": cannot be read: " + e);
    }
    if (content.isEmpty()) return new CompileOutcome.NoSource();
    var result = compile(CompileRequest.of(content.get()));
    return switch (result) {
      case CompileResult.Compiled compiled -> of(module, file, compiled);
      case CompileResult.Rejected rejected ->
          new CompileOutcome.NotCompiled(Diagnostic.text(rejected.diagnostics()));
      case CompileResult.CompilerCrashed(var cause, _) ->
          new CompileOutcome.NotCompiled("the compiler crashed: " + cause);
    };
  }

  private CompileOutcome of(ModuleName module, SourceFile file, CompileResult.Compiled compiled) {
    for (var broken : compiled.broken())
      if (broken.file().equals(file))
        return new CompileOutcome.NotCompiled(Diagnostic.text(broken.diagnostics()));
    var modules = compiler.layout().modulesOf(file);
    var images = new ArrayList<ModuleImage>();
    // A source that is as it was when it was compiled last is not compiled again.
    modules.stream()
        .flatMap(name -> compiler.image(name).stream())
        .forEach(image -> images.add(image.name().equals(module) ? 0 : images.size(), image));
    return images.isEmpty() ? new CompileOutcome.NoSource() : new CompileOutcome.Compiled(images);
  }

  private Optional<SourceContent> read(SourceFile file) throws IOException {
    var path = root.pathOf(file);
    try {
      var modified = Files.getLastModifiedTime(path).toInstant();
      return Optional.of(SourceContent.of(file, Files.readAllBytes(path), modified, modified));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }
}
