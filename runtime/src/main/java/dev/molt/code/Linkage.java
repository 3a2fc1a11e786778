package dev.molt.code;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What running code reaches of a node without asking its code server: the table, the call sites and
 * the entries of funs. One per code server.
 */
final class Linkage {
  private static final Logger LOG = LoggerFactory.getLogger(Linkage.class);

  private final CodeServer server;
  private final ClassLoader parent;
  private final CodeNames names = new CodeNames(this);
  private final FunctionSites sites = new FunctionSites();
  private final Funs funs = new Funs(this);
  private final Switches switches = new Switches();

  /** Guards the targets of all sites, and the order between them and the table. */
  private final ReentrantLock setting = new ReentrantLock();

  /** The truth. Written by the code server's thread, under the lock above. */
  private volatile ModuleTable table = ModuleTable.EMPTY;

  Linkage(CodeServer server, ClassLoader parent) {
    this.server = server;
    this.parent = parent;
  }

  CodeServer server() {
    return server;
  }

  /** The loader of the runtime: what it has and nobody else is no module code. */
  ClassLoader parent() {
    return parent;
  }

  ModuleTable table() {
    return table;
  }

  CodeNames names() {
    return names;
  }

  ModulePath path() {
    return server.path();
  }

  // --- changes: the code server's thread

  /**
   * Makes these versions current, all at one moment.
   *
   * <p>A thread that has seen a new function of one of them sees no old function of another
   * afterwards: when the table changes all sites concerned read it.
   */
  void load(Collection<ModuleVersion> versions) {
    var modules = versions.stream().map(ModuleVersion::module).toList();
    publish(modules, table.load(versions));
    locked(() -> versions.forEach(funs::loaded));
  }

  /** What is old becomes current and what is current becomes old, all at one moment. */
  void revert(Collection<ModuleName> modules) {
    publish(modules, table.revert(modules));
  }

  void delete(ModuleName module) {
    publish(List.of(module), table.delete(module));
  }

  /** The old version is gone: nothing here leads to it any more. */
  void purge(ModuleVersion version) {
    locked(
        () -> {
          table = table.purge(version.module());
          funs.purged(version);
        });
  }

  /** A version that never became current is gone. */
  void discard(ModuleVersion version) {
    locked(() -> funs.purged(version));
  }

  private void publish(Collection<ModuleName> modules, ModuleTable next) {
    locked(
        () -> {
          var concerned = sites.of(modules);
          concerned.forEach(FunctionSite::leadToTable);
          sync(concerned);
          table = next;
          server.processes().contextClassLoader(new CurrentLoader(this));
          concerned.forEach(this::leadToCurrent);
          sync(concerned);
        });
  }

  private void leadToCurrent(FunctionSite site) {
    var version = table.current(site.module());
    if (version == null || !version.isInitialised(site.key().owner())) return;
    try {
      var function = site.functionIn(version);
      if (function != null) site.leadTo(function);
    } catch (RuntimeException | LinkageError fault) {
      LOG.error(
          "{} cannot be bound to {}; its calls go on reading the table", site, version, fault);
    }
  }

  private static void sync(Collection<FunctionSite> sites) {
    if (sites.isEmpty()) return;
    MutableCallSite.syncAll(sites.toArray(MutableCallSite[]::new));
  }

  private void locked(Runnable work) {
    setting.lock();
    try {
      work.run();
    } finally {
      setting.unlock();
    }
  }

  // --- call sites and funs: any thread

  FunctionSite site(FunctionKey key) {
    return sites.get(key, made -> new FunctionSite(this, made, erased(made.descriptor())));
  }

  /** A site has found its function: leads there, unless the version is not current any more. */
  void offer(FunctionSite site, ModuleVersion version, MethodHandle function) {
    if (!setting.tryLock()) return;
    try {
      if (table.current(version.module()) == version) site.leadTo(function);
    } finally {
      setting.unlock();
    }
  }

  FunEntry fun(FunKey key, ModuleVersion version, MethodHandle implementation) {
    setting.lock();
    try {
      return funs.get(key, version, implementation);
    } finally {
      setting.unlock();
    }
  }

  /**
   * The type with {@code Object} for every class of a module: those differ from version to version.
   */
  private MethodType erased(String descriptor) {
    var type = MethodTypeDesc.ofDescriptor(descriptor);
    return MethodType.methodType(
        erased(type.returnType()), type.parameterList().stream().map(this::erased).toList());
  }

  private Class<?> erased(ClassDesc type) {
    var element = type;
    while (element.isArray()) element = element.componentType();
    var name = element.descriptorString();
    var isModuleCode =
        !element.isPrimitive() && names.moduleOf(name.substring(1, name.length() - 1)) != null;
    if (isModuleCode) return Object.class;
    return MethodType.fromMethodDescriptorString("()" + type.descriptorString(), parent)
        .returnType();
  }

  // --- types: any thread

  boolean isModuleCode(String className) {
    return names.moduleOf(className.replace('.', '/')) != null;
  }

  /**
   * A class of a module, for code of another: of the batch, else the current one, loaded if need
   * be.
   */
  Class<?> typeOfOtherModule(String className) throws ClassNotFoundException {
    var module = ModuleName.ofClass(className);
    var version = LinkBatch.find(module);
    if (version == null) version = table.current(module);
    if (version == null && server.ensureTypes(module) instanceof LoadResult.Loaded(var loaded))
      version = loaded;
    if (version == null)
      throw new ClassNotFoundException(className + ": " + module + " is not loaded");
    return version.loader().loadClass(className);
  }

  // --- errors and waits: any thread

  ErrorHandler errorHandler() {
    return server.errorHandler();
  }

  Undef undef(ModuleName module, String owner, String function, int arity) {
    var current = table.current(module);
    var near =
        current == null
            ? NearMisses.modules(module.binaryName(), table.loaded())
            : NearMisses.functions(module.binaryName(), function, arity, current.exported());
    return new Undef(owner, function, arity, near);
  }

  Switches switches() {
    return switches;
  }

  Passage passage() {
    return server.passage();
  }

  Duration initialiserLimit() {
    return server.settings().initialiserLimit();
  }

  /** Whether the stage was completed in time; its error is thrown. */
  boolean await(CompletionStage<?> stage, Duration atMost) {
    return server.passage().await(stage, atMost);
  }
}
