package dev.molt.compile;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.SetMultimap;
import dev.molt.code.ModuleImage;
import dev.molt.code.ModuleName;
import dev.molt.source.ModuleLayout;
import dev.molt.source.SourceFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All last good classes and who uses whom: the dependency index. Guarded by the compiler's lock.
 */
final class Modules {
  private final ClassTable classes;

  // Guarded by the compiler's lock.
  private final Map<SourceFile, CompiledSource> sources = new HashMap<>();
  private final SetMultimap<String, SourceFile> users = HashMultimap.create();
  private final SetMultimap<String, SourceFile> declarers = HashMultimap.create();
  private final SetMultimap<String, String> subtypes = HashMultimap.create();

  private Consumer<SourceFile> seenOtherwise = _ -> {};

  Modules(ClassTable classes) {
    this.classes = classes;
  }

  /** From now on, tells of each source of which others see something else than before. */
  void onSeenOtherwise(Consumer<SourceFile> told) {
    seenOtherwise = told;
  }

  @Nullable CompiledSource get(SourceFile file) {
    return sources.get(file);
  }

  void put(CompiledSource compiled) {
    var before = sources.get(compiled.file());
    if (before == null || !before.abis().equals(compiled.abis()))
      seenOtherwise.accept(compiled.file());
    forget(compiled.file());
    sources.put(compiled.file(), compiled);
    classes.put(compiled.file(), compiled.classes());
    compiled.uses().forEach(used -> users.put(used, compiled.file()));
    compiled
        .abis()
        .forEach(
            (module, abi) -> {
              declarers.put(module.binaryName(), compiled.file());
              abi.supers().forEach(above -> subtypes.put(above, module.binaryName()));
            });
  }

  void remove(SourceFile file) {
    seenOtherwise.accept(file);
    forget(file);
  }

  private void forget(SourceFile file) {
    classes.remove(file);
    var before = sources.remove(file);
    if (before == null) return;
    before.uses().forEach(used -> users.remove(used, file));
    before
        .abis()
        .forEach(
            (module, abi) -> {
              declarers.remove(module.binaryName(), file);
              abi.supers().forEach(above -> subtypes.remove(above, module.binaryName()));
            });
  }

  /** The modules that are declared by these sources. */
  Set<ModuleName> declaredBy(Collection<SourceFile> files) {
    var modules = new TreeSet<ModuleName>();
    for (var file : files) {
      var compiled = sources.get(file);
      if (compiled != null) modules.addAll(compiled.modules().keySet());
    }
    return modules;
  }

  boolean isDeclared(ModuleName module) {
    return declarers.containsKey(module.binaryName());
  }

  /** Sources that declare the same module as another one does. */
  Set<SourceFile> rivals(Collection<ModuleName> modules) {
    var rivals = new TreeSet<SourceFile>();
    for (var module : modules) {
      var files = declarers.get(module.binaryName());
      if (files.size() > 1) rivals.addAll(files);
    }
    return rivals;
  }

  /**
   * The sources that use one of these modules or what inherits from one: they may come out
   * otherwise when those change.
   */
  Set<SourceFile> usersOf(Collection<ModuleName> modules) {
    var files = new TreeSet<SourceFile>();
    var queue = new ArrayDeque<String>();
    var seen = new TreeSet<String>();
    modules.forEach(module -> queue.add(module.binaryName()));
    for (var next = queue.poll(); next != null; next = queue.poll()) {
      if (!seen.add(next)) continue;
      files.addAll(users.get(next));
      queue.addAll(subtypes.get(next));
    }
    return files;
  }

  Optional<ModuleImage> image(ModuleName module) {
    return declarers.get(module.binaryName()).stream()
        .flatMap(file -> Optional.ofNullable(sources.get(file)).stream())
        .flatMap(compiled -> Optional.ofNullable(compiled.modules().get(module)).stream())
        .findFirst();
  }

  /** All images, by name. */
  List<ModuleImage> images() {
    var images = new ArrayList<ModuleImage>();
    for (var module : new TreeSet<>(declarers.keySet()))
      image(new ModuleName(module)).ifPresent(images::add);
    return images;
  }

  ModuleLayout layout() {
    var layout = ImmutableSetMultimap.<SourceFile, ModuleName>builder();
    sources.forEach((file, compiled) -> layout.putAll(file, compiled.modules().keySet()));
    return ModuleLayout.of(layout.build());
  }
}
