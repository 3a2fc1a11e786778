package dev.molt.source;

import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Multimap;
import dev.molt.code.ModuleName;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which modules come from which sources. A name promises one module a file, but a file may declare
 * several top-level types, and then each of them is a module; only a compile can tell. Immutable.
 */
public final class ModuleLayout {
  private final ImmutableSetMultimap<SourceFile, ModuleName> modules;
  private final ImmutableSetMultimap<ModuleName, SourceFile> files;

  private ModuleLayout(ImmutableSetMultimap<SourceFile, ModuleName> modules) {
    this.modules = modules;
    this.files = modules.inverse();
  }

  /** The layout in which these files declare these modules. */
  public static ModuleLayout of(Multimap<SourceFile, ModuleName> modules) {
    return new ModuleLayout(ImmutableSetMultimap.copyOf(modules));
  }

  /**
   * The module that a source's name promises; empty for {@code package-info} and {@code
   * module-info}, which promise none.
   */
  public static Optional<ModuleName> promisedBy(SourceFile file) {
    if (file.kind() != SourceFile.Kind.TYPES) return Optional.empty();
    var folder = file.packageName();
    return Optional.of(new ModuleName(folder.isEmpty() ? file.stem() : folder + "." + file.stem()));
  }

  /** The file that a module lies in, if it is the one that its name promises. */
  public static SourceFile promisedFile(ModuleName module) {
    return new SourceFile(module.binaryName().replace('.', '/') + ".java");
  }

  /** The modules that a file declares, by name; none if it was never compiled. */
  public SortedSet<ModuleName> modulesOf(SourceFile file) {
    return new TreeSet<>(modules.get(file));
  }

  /**
   * The file that declares a module.
   *
   * @return empty for a module that has no source here
   */
  public Optional<SourceFile> fileOf(ModuleName module) {
    return files.get(module).stream().findFirst();
  }

  /** All modules that have a source. */
  public SortedSet<ModuleName> modules() {
    return new TreeSet<>(files.keySet());
  }
}
