package dev.molt.code;

import dev.molt.weave.WeaveNote;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * One loaded instance of a module. Its frames are known by the name of its class loader, which is
 * what {@link #toString} returns: {@code E3@7}.
 */
public final class ModuleVersion {
  private final Linkage linkage;
  private final ModuleImage image;
  private final int number;
  private final VersionSwitch versionSwitch;
  private final List<WeaveNote> notes;
  private final VersionLoader loader;

  /** Classes whose static initialiser waits for the first use. Any thread. */
  private final Map<String, LazyInitialiser> lazy;

  /** What functions a class has, once somebody has looked for one. Any thread. */
  private final ConcurrentMap<String, StaticMethods> functions = new ConcurrentHashMap<>(2);

  /** The instances that behaviours call back, once they are made. Any thread. */
  private final ConcurrentMap<String, Object> instances = new ConcurrentHashMap<>(2);

  ModuleVersion(Linkage linkage, ModuleImage image, int number, WovenModule woven) {
    this.linkage = linkage;
    this.image = image;
    this.number = number;
    this.notes = woven.notes();
    this.versionSwitch = new VersionSwitch(toString(), linkage.passage());
    linkage.switches().add(versionSwitch);
    this.loader = new VersionLoader(this, linkage.parent(), woven.classes());
    this.lazy = LazyInitialiser.of(this, InitialiserScan.lazyClasses(image.classes()));
  }

  public ModuleName module() {
    return image.name();
  }

  /** Counts the versions of this module on this node, from 1; a number is never used twice. */
  public int number() {
    return number;
  }

  /** The classes as the compiler made them. */
  public ModuleImage image() {
    return image;
  }

  /** What weaving could not give it, for a person; as a rule nothing. */
  public List<WeaveNote> notes() {
    return notes;
  }

  /**
   * What {@code codeChange} is told: the module's {@link Vsn}, or the hash of its code.
   *
   * <p>OTP: the attribute {@code vsn}
   */
  public String vsn() {
    var vsn = type().getAnnotation(Vsn.class);
    return vsn != null ? vsn.value() : image.digest();
  }

  /** What qualified calls can reach. OTP: {@code M:module_info(exports)} */
  public List<ExportedFunction> exported() {
    return FunctionLookup.exported(type());
  }

  /** The types of the functions of this name and arity that it exports, with its own classes. */
  public List<MethodType> types(String function, int arity) {
    return exported().stream()
        .filter(one -> one.name().equals(function) && one.arity() == arity)
        .map(one -> MethodType.fromMethodDescriptorString(one.descriptor(), loader))
        .toList();
  }

  @Override
  public String toString() {
    return module() + "@" + number;
  }

  Linkage linkage() {
    return linkage;
  }

  VersionLoader loader() {
    return loader;
  }

  VersionSwitch versionSwitch() {
    return versionSwitch;
  }

  Set<String> classNames() {
    return image.classes().keySet();
  }

  /** The module's own type; not initialised by this. */
  Class<?> type() {
    return type(module().binaryName());
  }

  /** A class of this module, by its binary name; not initialised by this. */
  Class<?> type(String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException missing) {
      throw new NoClassDefFoundError(missing.getMessage());
    }
  }

  /** The member that a call site reaches in this version; null if there is none. */
  @Nullable MethodHandle function(FunctionKey key) {
    if (!classNames().contains(key.owner())) return null;
    var methods = functions.computeIfAbsent(key.owner(), name -> StaticMethods.of(type(name)));
    return FunctionLookup.find(methods, key);
  }

  /** Whether a class has no initialiser that is still to be run by {@link #initialise}. */
  boolean isInitialised(String className) {
    var waiting = lazy.get(className);
    return waiting == null || waiting.isDone();
  }

  /**
   * Before code of a class is entered from outside: runs its static initialiser on a platform
   * thread, if that was left for the first use, and waits for it.
   *
   * @throws InitialiserFailed if it threw, or runs longer than the limit
   */
  void initialise(String className) {
    var waiting = lazy.get(className);
    if (waiting != null) waiting.await();
  }

  /** The one instance of a class of this module, by its no-arg constructor. Any thread. */
  Object instance(String className) {
    var made = instances.get(className);
    if (made != null) return made;
    initialise(className);
    made = FunctionLookup.newInstance(type(className));
    var first = instances.putIfAbsent(className, made);
    return first != null ? first : made;
  }
}
