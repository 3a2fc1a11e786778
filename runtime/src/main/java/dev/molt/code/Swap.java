package dev.molt.code;

import java.util.List;

/** Purges and loads the modules of one source: all at one moment, if none has an onLoad. */
final class Swap {
  private Swap() {}

  /** The result is that of the first one. */
  static CompileResult of(CodeServer server, List<ModuleImage> images) {
    var names = images.stream().map(ModuleImage::name).toList();
    return switch (server.prepare(images)) {
      case Prepared prepared ->
          switch (server.purge(names, server.settings().purge())) {
            case PurgeResult.CalledOff calledOff -> new CompileResult.PurgeCalledOff(calledOff);
            case PurgeResult.Purged purged -> result(purged, server.finish(prepared));
          };
      case PrepareResult.PrepareRefused(var errors) ->
          errors.stream()
              .filter(one -> !(one.why() instanceof LoadResult.OnLoadNotAllowed))
              .findFirst()
              .<CompileResult>map(broken -> notEvenPurged(broken.why()))
              .orElseGet(() -> oneByOne(server, images, names));
    };
  }

  private static CompileResult notEvenPurged(LoadFailure why) {
    return new CompileResult.LoadRefused(new PurgeResult.Purged(false, List.of()), why);
  }

  private static CompileResult result(PurgeResult purged, BatchResult load) {
    return switch (load) {
      case BatchResult.AllLoaded(var versions) ->
          new CompileResult.Swapped(purged, versions.getFirst());
      case BatchResult.Errors(var errors) ->
          new CompileResult.LoadRefused(purged, errors.getFirst().why());
    };
  }

  private static CompileResult oneByOne(
      CodeServer server, List<ModuleImage> images, List<ModuleName> names) {
    var purged = server.purge(names, server.settings().purge());
    if (purged instanceof PurgeResult.CalledOff calledOff)
      return new CompileResult.PurgeCalledOff(calledOff);
    CompileResult first = new CompileResult.NoSource();
    for (var image : images) {
      switch (server.load(image)) {
        case LoadFailure why -> {
          return new CompileResult.LoadRefused(purged, why);
        }
        case LoadResult.Loaded(var version) -> {
          if (image == images.getFirst()) first = new CompileResult.Swapped(purged, version);
        }
      }
    }
    return first;
  }
}
