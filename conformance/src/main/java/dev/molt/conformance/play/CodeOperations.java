package dev.molt.conformance.play;

import static dev.molt.conformance.play.World.module;

import dev.molt.code.AtomicItem;
import dev.molt.code.CodeServer;
import dev.molt.code.ModuleName;
import dev.molt.code.ModuleVersion;
import dev.molt.code.ObjectCode;
import dev.molt.code.PathEntry;
import dev.molt.code.Undef;
import dev.molt.conformance.system.ModuleSide;
import dev.molt.conformance.system.Reasons;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Operations on the code server alone, so several of them can be under way at once. */
final class CodeOperations {
  private static final List<String> MODULES = List.of("m1", "m2", "m3", "m4");

  private final World world;
  private final CodeServer code;

  CodeOperations(World world) {
    this.world = world;
    this.code = world.code();
  }

  String run(List<String> words) {
    var first = words.size() > 1 ? words.get(1) : "";
    return switch (words.getFirst()) {
      case "load" -> load(first, words.get(2));
      case "load_same" -> loadSame(first);
      case "load_bad" -> load(first, "bad");
      case "load_wrong" -> load(first, "wrong");
      case "load_missing" -> load(first, "missing");
      case "load_binary" -> ModuleSide.text(code.loadBinary(object(first, words.get(2))));
      case "load_file" -> ModuleSide.text(code.loadFile(module(first)));
      case "ensure_loaded" -> ModuleSide.text(code.ensureLoaded(module(first)));
      case "ensure_modules_loaded" ->
          ModuleSide.text(
              code.ensureModulesLoaded(
                  words.subList(1, words.size()).stream().map(World::module).toList()));
      case "atomic_load" ->
          ModuleSide.text(
              code.atomicLoad(words.subList(1, words.size()).stream().map(this::item).toList()));
      case "purge" -> String.valueOf(code.purge(module(first)).otp());
      case "soft_purge" -> String.valueOf(code.softPurge(module(first)).otp());
      case "delete" -> String.valueOf(code.delete(module(first)));
      case "is_loaded" -> String.valueOf(code.isLoaded(module(first)));
      case "module_loaded" -> String.valueOf(code.moduleLoaded(module(first)));
      case "check_old" -> String.valueOf(code.checkOldCode(module(first)));
      case "all_loaded" -> list(code.allLoaded().stream().map(ModuleVersion::module).toList());
      case "loaded" -> list(List.copyOf(code.loaded()));
      case "module_status" -> code.moduleStatus(module(first)).otp();
      case "modified" -> list(code.modifiedModules());
      case "stick" -> {
        code.stick(module(first));
        yield "ok";
      }
      case "unstick" -> {
        code.unstick(module(first));
        yield "ok";
      }
      case "is_sticky" -> String.valueOf(code.isSticky(module(first)));
      case "call" -> call(first, "version");
      case "call_even" -> call(first, "even");
      default -> throw new IllegalArgumentException("no such operation: " + words);
    };
  }

  String load(String module, String place) {
    var folder = new PathEntry.Directory(world.beams().resolve(place));
    return ModuleSide.text(code.loadAbs(folder, module(module)));
  }

  /** In the process that calls; its caller sees to it that this is a fresh one. */
  private String loadSame(String module) {
    var spec = call(module, "code_key");
    return spec.equals("undef") ? "error nofile" : load(module, spec);
  }

  private String call(String module, String function) {
    try {
      return String.valueOf(code.call(module(module), function));
    } catch (Undef undef) {
      return "undef";
    } catch (Throwable other) {
      return "exit " + Reasons.symbol(other);
    }
  }

  private AtomicItem item(String word) {
    var colon = word.indexOf(':');
    var module = word.substring(0, colon);
    var what = word.substring(colon + 1);
    return what.equals("path")
        ? new AtomicItem.FromPath(module(module))
        : new AtomicItem.Given(object(module, what));
  }

  private ObjectCode object(String module, String place) {
    var file = world.beams().resolve(place).resolve(module + ".class");
    return ObjectCode.of(module(module), Map.of(module, bytes(file)), file);
  }

  private static byte[] bytes(java.nio.file.Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String list(List<ModuleName> modules) {
    return modules.stream()
        .map(ModuleName::binaryName)
        .filter(MODULES::contains)
        .sorted()
        .collect(Collectors.joining(",", "[", "]"));
  }

  static List<String> words(String operation) {
    return Arrays.asList(operation.trim().split(" +"));
  }
}
