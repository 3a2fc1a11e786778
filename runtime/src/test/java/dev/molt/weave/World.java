package dev.molt.weave;

import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A small code server for tests: each module in a loader of its own, woven for {@link
 * TestBootstraps}, with a current version that static calls reach.
 */
final class World implements ModuleNames {
  static final BootstrapNames BOOTSTRAPS = new BootstrapNames("dev.molt.weave.TestBootstraps");

  /** Thrown by polls in a doomed thread, every time. */
  static final class Kill extends Error {
    Kill() {
      super("kill", null, false, false);
    }
  }

  /** Thrown by polls of a purged version. */
  static final class BadFun extends Error {}

  /** Class files by internal name, of the newest version of each module. Any thread. */
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();

  /** Current versions by module. Any thread. */
  private final Map<String, Loader> current = new ConcurrentHashMap<>();

  /** The sites of {@code call}s by what they call. Any thread. */
  private final Map<String, MutableCallSite> sites = new ConcurrentHashMap<>();

  private final Set<Thread> once = ConcurrentHashMap.newKeySet();
  final Set<Thread> doomed = ConcurrentHashMap.newKeySet();
  final List<WeaveNote> notes = new ArrayList<>();

  /** Where classes that were not compiled here are found, by internal name. */
  private final Predicate<String> isLibrary;

  private final Function<String, byte @Nullable []> library;

  /** Modules are also what {@code isLibrary} accepts; they are loaded at first use. */
  World(Predicate<String> isLibrary, Function<String, byte @Nullable []> library) {
    this.isLibrary = isLibrary;
    this.library = library;
  }

  World() {
    this(_ -> false, _ -> null);
  }

  /** Compiles the sources together and loads all modules in them. */
  World load(String... sources) {
    return load(Sources.compile(sources));
  }

  World load(SortedMap<String, byte[]> classes) {
    classes.forEach((name, bytes) -> files.put(name.replace('.', '/'), bytes));
    var modules = new TreeMap<String, Map<String, byte[]>>();
    classes.forEach(
        (name, bytes) ->
            modules.computeIfAbsent(topLevel(name), _ -> new TreeMap<>()).put(name, bytes));
    modules.forEach(this::put);
    return this;
  }

  private void put(String module, Map<String, byte[]> classes) {
    var loader = new Loader(module, classes);
    current.put(module, loader);
    sites.forEach(
        (key, site) -> {
          if (topLevel(key.substring(0, key.indexOf(' '))).equals(module))
            site.setTarget(find(key));
        });
    MutableCallSite.syncAll(sites.values().toArray(MutableCallSite[]::new));
  }

  static String topLevel(String binaryName) {
    var dollar = binaryName.indexOf('$');
    return dollar < 0 ? binaryName : binaryName.substring(0, dollar);
  }

  @Override
  public @Nullable String moduleOf(String internalClassName) {
    return files.containsKey(internalClassName) || isLibrary.test(internalClassName)
        ? topLevel(internalClassName.replace('/', '.'))
        : null;
  }

  @Override
  public byte @Nullable [] classFileOf(String internalClassName) {
    var file = files.get(internalClassName);
    return file == null && isLibrary.test(internalClassName)
        ? library.apply(internalClassName)
        : file;
  }

  Class<?> type(String binaryName) {
    try {
      return loaderOf(topLevel(binaryName)).loadClass(binaryName);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private Loader loaderOf(String module) {
    return current.computeIfAbsent(module, name -> new Loader(name, Map.of()));
  }

  /** Calls a public static method of a current version. */
  Object call(String type, String method, Object... arguments) throws Throwable {
    for (var candidate : type(type).getMethods()) {
      if (!candidate.getName().equals(method)) continue;
      return MethodHandles.publicLookup().unreflect(candidate).invokeWithArguments(arguments);
    }
    throw new AssertionError("no method " + method + " in " + type);
  }

  /** What the same call gives without any weaving, all classes in one loader. */
  static Object plain(String type, String method, String... sources) throws Exception {
    var classes = Sources.compile(sources);
    var loader =
        new ClassLoader("plain", World.class.getClassLoader()) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            var bytes = classes.get(name);
            if (bytes == null) throw new ClassNotFoundException(name);
            return defineClass(name, bytes, 0, bytes.length);
          }
        };
    return loader.loadClass(type).getMethod(method).invoke(null);
  }

  /** Makes the polls of all versions throw in this thread from now on. */
  void kill(Thread thread) {
    doomed.add(thread);
    current.values().forEach(loader -> loader.turn(TestBootstraps.KILL));
  }

  /** As {@link #kill}, but only the first poll throws. */
  void killOnce(Thread thread) {
    once.add(thread);
    kill(thread);
  }

  /** Called by polls while a thread is to be killed. */
  void killIfDoomed() {
    var self = Thread.currentThread();
    if (!doomed.contains(self)) return;
    if (once.contains(self)) doomed.remove(self);
    throw new Kill();
  }

  /** The value of a public static field of a current version. */
  Object field(String type, String name) throws ReflectiveOperationException {
    return type(type).getField(name).get(null);
  }

  /** Makes the polls of a module's current version raise {@link BadFun}. */
  void poison(String module) {
    loaderOf(module).turn(TestBootstraps.POISON);
  }

  MutableCallSite site(String owner, String name, MethodType type) {
    var key = owner + " " + name + " " + type.toMethodDescriptorString();
    return sites.computeIfAbsent(key, _ -> new MutableCallSite(find(key).asType(type)));
  }

  private MethodHandle find(String key) {
    var parts = key.split(" ");
    var owner = type(parts[0]);
    try {
      return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
          .findStatic(
              owner,
              parts[1],
              MethodTypeDesc.ofDescriptor(parts[2])
                  .resolveConstantDesc(
                      MethodHandles.privateLookupIn(owner, MethodHandles.lookup())));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** A version's loader. */
  final class Loader extends ClassLoader {
    private final String module;
    private final Map<String, byte[]> classes;
    final MutableCallSite polls = new MutableCallSite(TestBootstraps.NOTHING);
    final MutableCallSite dataPolls = new MutableCallSite(TestBootstraps.NOTHING);

    Loader(String module, Map<String, byte[]> classes) {
      super(module, World.class.getClassLoader());
      this.module = module;
      this.classes = classes;
    }

    World world() {
      return World.this;
    }

    void turn(MethodHandle target) {
      polls.setTarget(target.bindTo(World.this));
      if (target == TestBootstraps.KILL) dataPolls.setTarget(target.bindTo(World.this));
      MutableCallSite.syncAll(new MutableCallSite[] {polls, dataPolls});
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        var loaded = findLoadedClass(name);
        if (loaded != null) return loaded;
        if (topLevel(name).equals(module)) return findClass(name);
      }
      var other = moduleOf(name.replace('.', '/'));
      return other == null ? super.loadClass(name, resolve) : loaderOf(other).loadClass(name);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      var bytes = classes.getOrDefault(name, library.apply(name.replace('.', '/')));
      if (bytes == null) throw new ClassNotFoundException(name);
      var woven = new Weaver(World.this, BOOTSTRAPS).weave(module, bytes);
      notes.addAll(woven.notes());
      return defineClass(name, woven.bytes(), 0, woven.bytes().length);
    }
  }
}
