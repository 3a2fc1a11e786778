package dev.molt.conformance.modules;

import dev.molt.code.ModuleImage;
import dev.molt.compile.CompileRequest;
import dev.molt.compile.CompileResult;
import dev.molt.compile.Compiler;
import dev.molt.compile.CompilerSettings;
import dev.molt.compile.Diagnostic;
import dev.molt.conformance.script.CodeSpec;
import dev.molt.source.SourceContent;
import dev.molt.source.SourceFile;
import dev.molt.source.SourceRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Object code of all modules in all code specs that were asked for: a folder a spec, in it a class
 * file a module. Besides there are the folders {@code bad} (junk) and {@code wrong} (the code of
 * another module). One thread at a time.
 */
public final class Beams implements AutoCloseable {
  private static final CodeSpec FIRST = new CodeSpec("1");

  private final Path folder;
  private final Compiler compiler;
  private final Set<CodeSpec> made = new HashSet<>();

  private Beams(Path folder, Compiler compiler) {
    this.folder = folder;
    this.compiler = compiler;
  }

  /**
   * @param folder an empty folder of the caller's
   */
  public static Beams in(Path folder) throws IOException {
    var root = SourceRoot.of(Files.createDirectories(folder.resolve("sources")));
    var beams = new Beams(folder, Compiler.open(root, CompilerSettings.ofThisJvm()));
    beams.make(List.of(FIRST));
    for (var module : Template.MODULES) {
      beams.write("bad", module, "junk".getBytes(StandardCharsets.US_ASCII));
      var other = module.equals("m1") ? "m2" : "m1";
      beams.write("wrong", module, Files.readAllBytes(beams.file(FIRST.text(), other)));
    }
    return beams;
  }

  public Path folder() {
    return folder;
  }

  /** Makes the object code of these specs, unless it is there. */
  public synchronized void make(Collection<CodeSpec> specs) throws IOException {
    for (var spec : specs) if (made.add(spec)) compile(spec);
  }

  private void compile(CodeSpec spec) throws IOException {
    var contents =
        Template.MODULES.stream()
            .map(
                module ->
                    SourceContent.of(
                        module + ".java", Template.source(module, spec), Instant.EPOCH))
            .toList();
    var result = compiler.compile(CompileRequest.of(contents, List.<SourceFile>of()));
    if (!(result instanceof CompileResult.Compiled) || !result.broken().isEmpty())
      throw new IllegalStateException(spec.text() + ": " + Diagnostic.text(result.diagnostics()));
    for (var image : compiler.images()) write(spec, image);
  }

  private void write(CodeSpec spec, ModuleImage image) throws IOException {
    for (var one : image.classes().entrySet()) write(spec.text(), one.getKey(), one.getValue());
  }

  private void write(String place, String type, byte[] bytes) throws IOException {
    Files.createDirectories(folder.resolve(place));
    Files.write(file(place, type), bytes);
  }

  private Path file(String place, String type) {
    return folder.resolve(place).resolve(type + ".class");
  }

  @Override
  public void close() throws IOException {
    compiler.close();
  }
}
