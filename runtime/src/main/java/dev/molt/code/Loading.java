package dev.molt.code;

import dev.molt.code.Linker.Outcome;
import dev.molt.term.Pid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loading half of the code server's books. The order in which errors are looked for is OTP's:
 * whoever has two faults hears of the same one. The code server's thread only.
 */
final class Loading {
  private static final Logger LOG = LoggerFactory.getLogger(Loading.class);

  private final Linkage linkage;
  private final Linker linker;
  private final OnLoads onLoads;
  private final Purging purging;

  /** Modules that must not be loaded again while they are loaded. */
  private final Set<ModuleName> sticky = new HashSet<>();

  Loading(Linkage linkage, OnLoads onLoads, Purging purging) {
    this.linkage = linkage;
    this.linker = new Linker(linkage);
    this.onLoads = onLoads;
    this.purging = purging;
  }

  // --- sticky modules

  void stick(ModuleName module) {
    sticky.add(module);
  }

  void unstick(ModuleName module) {
    sticky.remove(module);
  }

  boolean isSticky(ModuleName module) {
    return sticky.contains(module) && linkage.table().current(module) != null;
  }

  // --- one module

  /** Who asks, and where the answer goes. */
  record Request(@Nullable Pid caller, CompletableFuture<LoadResult> answer) {}

  void load(ObjectCode code, Request request) {
    whenFree(code.module(), request, () -> tryLoad(code, request.answer));
  }

  /** What is no good is refused before anybody is killed. */
  void loadBinary(ObjectCode code, Request request) {
    switch (linked(code)) {
      case Outcome.Failed(var name, var why) ->
          request.answer.complete(refused(name, new LoadResult.BadFile(why)));
      case Outcome.Linked(var version) -> {
        if (linkage.table().current(code.module()) != null) purging.purge(code.module());
        whenFree(code.module(), request, () -> tryStart(version, request.answer));
      }
    }
  }

  private void tryStart(ModuleVersion version, CompletableFuture<LoadResult> answer) {
    if (isSticky(version.module()))
      answer.complete(refused(version.module(), new LoadResult.StickyDirectory()));
    else startUnlessTaken(version, answer);
  }

  void loadFile(ModuleName module, Request request) {
    whenFree(module, request, () -> tryLoadFile(module, request.answer));
  }

  /** Somebody who waited for a running {@code onLoad()} has what it came to. */
  void ensureLoaded(ModuleName module, Request request) {
    var current = linkage.table().current(module);
    if (current != null) request.answer.complete(new LoadResult.Loaded(current));
    else if (!waits(module, request, request.answer::complete)) tryLoadFile(module, request.answer);
  }

  private void whenFree(ModuleName module, Request request, Runnable action) {
    if (!waits(module, request, result -> action.run())) action.run();
  }

  /** Whether the request has to wait for a running {@code onLoad()}, or cannot even do that. */
  private boolean waits(ModuleName module, Request request, Consumer<LoadResult> action) {
    if (!onLoads.isRunBy(module, request.caller)) return onLoads.await(module, action);
    return request.answer.complete(new LoadResult.Deadlock());
  }

  private void tryLoadFile(ModuleName module, CompletableFuture<LoadResult> answer) {
    linkage
        .path()
        .find(module)
        .ifPresentOrElse(
            found -> tryLoad(found.code(), answer), () -> answer.complete(new LoadResult.NoFile()));
  }

  private void tryLoad(ObjectCode code, CompletableFuture<LoadResult> answer) {
    var module = code.module();
    if (isSticky(module)) {
      answer.complete(refused(module, new LoadResult.StickyDirectory()));
      return;
    }
    switch (linked(code)) {
      case Outcome.Failed(var name, var why) ->
          answer.complete(refused(name, new LoadResult.BadFile(why)));
      case Outcome.Linked(var version) -> startUnlessTaken(version, answer);
    }
  }

  private void startUnlessTaken(ModuleVersion version, CompletableFuture<LoadResult> answer) {
    if (linkage.table().slot(version.module()).taken())
      answer.complete(refused(version.module(), new LoadResult.NotPurged()));
    else start(version, answer);
  }

  /**
   * For a type that the linking of another module needs. There is no waiting here, so a module with
   * an {@code onLoad()} has to be loaded before.
   */
  LoadResult ensureLoadedNow(ModuleName module) {
    var current = linkage.table().current(module);
    if (current != null) return new LoadResult.Loaded(current);
    if (onLoads.isRunning(module)) return new LoadResult.PendingOnLoad();
    return switch (prepare(List.of(new AtomicItem.FromPath(module)))) {
      case Prepared prepared ->
          switch (finish(prepared)) {
            case BatchResult.AllLoaded(var versions) -> new LoadResult.Loaded(versions.getFirst());
            case BatchResult.Errors(var errors) -> errors.getFirst().why();
          };
      case PrepareResult.PrepareRefused(var errors) -> errors.getFirst().why();
    };
  }

  private Outcome linked(ObjectCode code) {
    return switch (ModuleImage.of(code)) {
      case ImageResult.Bad(var why) -> new Outcome.Failed(code.module(), why);
      case ImageResult.Valid(var image) -> linker.link(image);
    };
  }

  /** Makes a version current; if it has an {@code onLoad()}, when that agrees. */
  private void start(ModuleVersion version, CompletableFuture<LoadResult> answer) {
    var onLoad = OnLoads.function(version);
    if (onLoad == null) {
      linkage.load(List.of(version));
      answer.complete(new LoadResult.Loaded(version));
      return;
    }
    onLoads.start(version, onLoad, end -> onLoadEnded(version, end));
    onLoads.await(version.module(), answer::complete);
  }

  private LoadResult onLoadEnded(ModuleVersion version, OnLoads.End end) {
    return switch (end) {
      case OnLoads.End.Ok() -> {
        linkage.load(List.of(version));
        yield new LoadResult.Loaded(version);
      }
      case OnLoads.End.Refused(var why) -> {
        purging.discard(version);
        yield new LoadResult.OnLoadFailure(why);
      }
      case OnLoads.End.Failed(var why) -> {
        LOG.warn("onLoad of {} {}: it is not loaded", version, why);
        purging.discard(version);
        yield new LoadResult.OnLoadFailure(why);
      }
    };
  }

  private static LoadFailure refused(ModuleName module, LoadFailure why) {
    LOG.warn("loading of {} failed: {}", module, why);
    return why;
  }

  // --- several modules at once

  PrepareResult prepare(List<AtomicItem> items) {
    var duplicated = duplicates(items);
    if (!duplicated.isEmpty()) return refused(duplicated);
    var errors = new ArrayList<LoadError>();
    var images = new ArrayList<ModuleImage>();
    for (var item : items) {
      switch (look(item)) {
        case ImageLook.Seen(var image) -> images.add(image);
        case ImageLook.Refused(var why) -> errors.add(new LoadError(item.module(), why));
      }
    }
    var versions = new ArrayList<ModuleVersion>();
    for (var outcome : linker.link(images)) {
      switch (outcome) {
        case Outcome.Linked(var version) -> versions.add(version);
        case Outcome.Failed(var module, var why) ->
            errors.add(new LoadError(module, new LoadResult.BadFile(why)));
      }
    }
    if (!errors.isEmpty()) return refused(errors);
    var withOnLoad =
        errors(versions, one -> OnLoads.function(one) != null, new LoadResult.OnLoadNotAllowed());
    return withOnLoad.isEmpty() ? new Prepared(versions) : refused(withOnLoad);
  }

  private sealed interface ImageLook {
    record Seen(ModuleImage image) implements ImageLook {}

    record Refused(LoadFailure why) implements ImageLook {}
  }

  private ImageLook look(AtomicItem item) {
    return switch (item) {
      case AtomicItem.Given(var code) -> look(code);
      case AtomicItem.FromPath(var module) ->
          linkage
              .path()
              .find(module)
              .map(found -> look(found.code()))
              .orElse(new ImageLook.Refused(new LoadResult.NoFile()));
    };
  }

  private static ImageLook look(ObjectCode code) {
    return switch (ModuleImage.of(code)) {
      case ImageResult.Valid(var image) -> new ImageLook.Seen(image);
      case ImageResult.Bad(var why) -> new ImageLook.Refused(new LoadResult.BadFile(why));
    };
  }

  private static List<LoadError> duplicates(List<AtomicItem> items) {
    var seen = new HashSet<ModuleName>();
    return items.stream()
        .map(AtomicItem::module)
        .filter(module -> !seen.add(module))
        .distinct()
        .map(module -> new LoadError(module, new LoadResult.Duplicated()))
        .toList();
  }

  BatchResult finish(Prepared prepared) {
    var versions = prepared.use();
    var errors =
        errors(versions, one -> onLoads.isRunning(one.module()), new LoadResult.PendingOnLoad());
    if (errors.isEmpty())
      errors = errors(versions, one -> isSticky(one.module()), new LoadResult.StickyDirectory());
    if (errors.isEmpty())
      errors =
          errors(
              versions,
              one -> linkage.table().slot(one.module()).taken(),
              new LoadResult.NotPurged());
    if (!errors.isEmpty()) return new BatchResult.Errors(sorted(errors));
    linkage.load(versions);
    return new BatchResult.AllLoaded(versions);
  }

  /** See {@link CodeServer#revert}. */
  boolean revert(Collection<ModuleVersion> versions) {
    var table = linkage.table();
    for (var version : versions)
      if (table.current(version.module()) != version || isSticky(version.module())) return false;
    linkage.revert(versions.stream().map(ModuleVersion::module).toList());
    return true;
  }

  private static List<LoadError> errors(
      List<ModuleVersion> versions, Predicate<ModuleVersion> hindered, LoadFailure why) {
    return versions.stream()
        .filter(hindered)
        .map(version -> new LoadError(version.module(), why))
        .toList();
  }

  private static PrepareResult refused(List<LoadError> errors) {
    return new PrepareResult.PrepareRefused(sorted(errors));
  }

  static List<LoadError> sorted(List<LoadError> errors) {
    return errors.stream().sorted(Comparator.comparing(LoadError::module)).toList();
  }

  // --- delete

  boolean delete(ModuleName module) {
    var table = linkage.table();
    if (!table.knows(module)) return false;
    if (table.old(module) != null) {
      LOG.warn("{} must be purged before deleting", module);
      return false;
    }
    if (table.current(module) != null) linkage.delete(module);
    return true;
  }
}
