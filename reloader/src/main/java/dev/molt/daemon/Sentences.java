package dev.molt.daemon;

import dev.molt.code.LoadError;
import dev.molt.code.LoadFailure;
import dev.molt.code.LoadResult;
import dev.molt.code.ModuleName;

/** What the code server's refusals mean, and what to do. */
final class Sentences {
  private Sentences() {}

  static String of(LoadError error) {
    return of(error.module(), error.why());
  }

  static String of(ModuleName module, LoadFailure why) {
    return switch (why) {
      case LoadResult.NoFile() -> "there is no object code of " + module;
      case LoadResult.StickyDirectory() -> module + " is sticky; unstick it first";
      case LoadResult.BadFile(var fault) -> module + " cannot be loaded: " + fault;
      case LoadResult.NotPurged() ->
          module + " has a current and an old version; purge it first (not_purged)";
      case LoadResult.OnLoadFailure(var fault) -> "onLoad() of " + module + " failed: " + fault;
      case LoadResult.Deadlock() -> module + " is asked for by its own onLoad()";
      case LoadResult.Duplicated() -> module + " is named twice";
      case LoadResult.OnLoadNotAllowed() ->
          module + " has an onLoad(), which cannot be loaded together with other modules";
      case LoadResult.PendingOnLoad() -> "onLoad() of " + module + " is still running";
    };
  }
}
