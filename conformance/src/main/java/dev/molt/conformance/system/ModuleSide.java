package dev.molt.conformance.system;

import dev.molt.code.BatchResult;
import dev.molt.code.Code;
import dev.molt.code.CodeServer;
import dev.molt.code.LoadFailure;
import dev.molt.code.LoadResult;
import dev.molt.code.ModuleName;
import dev.molt.code.OnLoad;
import dev.molt.code.PathEntry;
import dev.molt.code.Undef;
import dev.molt.process.Fun0;
import dev.molt.process.Next;
import dev.molt.process.Process;
import java.util.stream.Collectors;

/** What the modules of a case call in the system. */
public final class ModuleSide {
  private ModuleSide() {}

  /** What a call returns, or {@code undef}. */
  public static Object norm(Fun0<?> call) throws Exception {
    try {
      return call.apply();
    } catch (Undef undef) {
      return "undef";
    }
  }

  /** Purge and load, by a process of the module itself. */
  public static String reload(String module, String spec) {
    var purged = Code.purge(module);
    return purged + " " + text(load(Code.server(), module, spec));
  }

  /** code:load_abs of a spec's object code. */
  public static LoadResult load(CodeServer code, String module, String spec) {
    var place = new PathEntry.Directory(Book.here().beams().resolve(spec));
    return code.loadAbs(place, ModuleName.of(module));
  }

  public static String text(LoadResult result) {
    return switch (result) {
      case LoadResult.Loaded _ -> "ok";
      case LoadFailure why -> "error " + why.otp();
    };
  }

  public static String text(BatchResult result) {
    return switch (result) {
      case BatchResult.AllLoaded _ -> "ok";
      case BatchResult.Errors(var errors) ->
          errors.stream()
              .map(Object::toString)
              .sorted()
              .collect(Collectors.joining(",", "error [", "]"));
    };
  }

  /**
   * The on_load function of a module.
   *
   * @param seen what mode {@code self} or a module's name calls
   * @param loop what mode {@code spawnfail} runs in a process of the new code
   */
  public static Object onLoad(String module, String mode, Fun0<?> seen, Fun0<Next> loop)
      throws Exception {
    switch (mode) {
      case "ok" -> {
        return OnLoad.OK;
      }
      case "fail" -> {
        return OnLoad.FAILED;
      }
      case "crash" -> throw Process.exit(Reasons.of("boo"));
      case "slow" -> {
        Book.here().onLoadWaits(module);
        Request.OnLoadResult told =
            Process.receive(one -> one instanceof Request.OnLoadResult result ? result : null);
        return told.result().equals("ok") ? OnLoad.OK : OnLoad.FAILED;
      }
      case "spawnfail" -> {
        Book.here().track("onload_" + module, Process.spawn(loop), "local_loop");
        return OnLoad.FAILED;
      }
      default -> {
        Book.here().onLoadSaw(module, norm(seen));
        return OnLoad.OK;
      }
    }
  }
}
