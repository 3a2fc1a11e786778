package dev.molt.code;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Object code in memory: what a compiler puts there is on the path at once. Any thread.
 *
 * <p>A store is a place, so two of them are never equal.
 */
public final class ObjectStore {
  private final String name;

  /** Any thread. */
  private final ConcurrentMap<ModuleName, ObjectCode> codes = new ConcurrentHashMap<>();

  /**
   * @param name what reports call this place
   */
  public ObjectStore(String name) {
    this.name = name;
  }

  /** Puts a module's object code here, in place of what was here. */
  public void put(ObjectCode code) {
    codes.put(code.module(), code);
  }

  /** Puts a module's object code here, in place of what was here. */
  public void put(ModuleImage image) {
    put(image.objectCode());
  }

  /** Takes a module's object code away; false if there was none. */
  public boolean remove(ModuleName module) {
    return codes.remove(module) != null;
  }

  public Optional<ObjectCode> find(ModuleName module) {
    return Optional.ofNullable(codes.get(module));
  }

  /** The modules of which there is object code, in order. */
  public SortedSet<ModuleName> modules() {
    return new TreeSet<>(codes.keySet());
  }

  @Override
  public String toString() {
    return name;
  }
}
