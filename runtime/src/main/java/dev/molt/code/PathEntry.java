package dev.molt.code;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;

/**
 * One place where object code is looked for.
 *
 * <ul>
 *   <li>{@link Directory}: a directory of class files, as a compiler leaves it
 *   <li>{@link Store}: object code in memory
 * </ul>
 */
public sealed interface PathEntry {
  /** Whether code can be looked for here at all: a directory has to exist. */
  boolean exists();

  /** The module's object code, good or not; empty if there is none here. */
  Optional<ObjectCode> find(ModuleName module);

  /** Whether there is object code of it here, good or not. */
  boolean has(ModuleName module);

  /** Every module of which there is object code here, in order. */
  SortedSet<ModuleName> modules();

  record Directory(Path directory) implements PathEntry {
    public Directory {
      directory = directory.toAbsolutePath().normalize();
    }

    @Override
    public boolean exists() {
      return ClassFiles.isDirectory(directory);
    }

    @Override
    public Optional<ObjectCode> find(ModuleName module) {
      return ClassFiles.find(directory, module);
    }

    @Override
    public boolean has(ModuleName module) {
      return ClassFiles.exists(directory, module);
    }

    @Override
    public SortedSet<ModuleName> modules() {
      return ClassFiles.modules(directory);
    }

    @Override
    public String toString() {
      return directory.toString();
    }
  }

  record Store(ObjectStore store) implements PathEntry {
    @Override
    public boolean exists() {
      return true;
    }

    @Override
    public Optional<ObjectCode> find(ModuleName module) {
      return store.find(module);
    }

    @Override
    public boolean has(ModuleName module) {
      return store.find(module).isPresent();
    }

    @Override
    public SortedSet<ModuleName> modules() {
      return store.modules();
    }

    @Override
    public String toString() {
      return store.toString();
    }
  }
}
