package dev.molt.conformance.play;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Does the operations of one case, one after another, in a process of its node. */
final class Driver implements AutoCloseable {
  private final World world;
  private final Settling settling;
  private final Fresh fresh;
  private final CodeOperations code;
  private final ProcessOperations processes;
  private final FunOperations funs;
  private final ServerOperations servers;
  private final TcpOperations sockets;
  private final SupervisorOperations supervisors;

  // The driver's.
  private final Map<String, CompletableFuture<String>> asyncs = new HashMap<>();

  Driver(World world, Settling settling) {
    this.world = world;
    this.settling = settling;
    this.fresh = new Fresh(world.processes());
    var asking = new Asking(world);
    this.code = new CodeOperations(world);
    this.processes = new ProcessOperations(world, asking);
    this.funs = new FunOperations(world, asking, fresh);
    this.servers = new ServerOperations(world, asking, fresh);
    this.sockets = new TcpOperations(world, servers);
    this.supervisors = new SupervisorOperations(world);
  }

  List<String> run(List<String> operations) throws Exception {
    List<String> results = new ArrayList<>();
    for (var operation : operations) {
      try {
        results.add(step(operation));
        settling.await();
      } catch (RuntimeException e) {
        throw new IllegalStateException("'" + operation + "': " + e, e);
      }
    }
    return results;
  }

  private String step(String operation) throws Exception {
    var words = CodeOperations.words(operation);
    var first = words.size() > 1 ? words.get(1) : "";
    return switch (words.getFirst()) {
      case "reload" -> purge(first) + " " + code.load(first, words.get(2));
      case "c_l" -> purge(first) + " " + code.run(List.of("load_file", first));
      case "install" -> install(first, words.get(2));
      case "install_bad" -> install(first, "bad");
      case "uninstall" -> uninstall(first);
      case "spawn" -> spawn(first, words);
      case "spawn_many" -> spawnMany(words);
      case "async" -> async(first, words.subList(2, words.size()));
      case "result" -> Objects.requireNonNull(asyncs.get(first), first).getNow("pending");
      case "parallel" -> parallel(operation.substring("parallel".length()));
      case "finish_onload" -> finishOnLoad(first, words.get(2));
      case "onload_saw" ->
          world.book().takeSaw().stream().collect(Collectors.joining(",", "[", "]"));
      case "deaths" -> {
        settling.await();
        yield Objects.requireNonNull(processes.run(words));
      }
      case "call", "call_even", "load_same" -> fresh.run(() -> code.run(words));
      default -> other(words);
    };
  }

  private String other(List<String> words) throws Exception {
    @Nullable String result = processes.run(words);
    if (result == null) result = servers.run(words);
    if (result == null) result = funs.run(words);
    if (result == null) result = sockets.run(words);
    if (result == null) result = supervisors.run(words);
    return result == null ? code.run(words) : result;
  }

  private String purge(String module) {
    var purged = code.run(List.of("purge", module));
    settling.await();
    return purged;
  }

  private String install(String module, String place) throws IOException {
    Files.copy(
        file(world.beams().resolve(place), module),
        file(world.path(), module),
        StandardCopyOption.REPLACE_EXISTING);
    return "ok";
  }

  private String uninstall(String module) throws IOException {
    Files.deleteIfExists(file(world.path(), module));
    return "ok";
  }

  private static Path file(Path folder, String module) {
    return folder.resolve(module + ".class");
  }

  private String spawn(String name, List<String> words) throws IOException {
    return spawn(name, words.get(2), words.get(3), words.subList(4, words.size()));
  }

  private String spawn(String name, String module, String body, List<String> arguments)
      throws IOException {
    if (body.equals("server") || body.equals("server_busy"))
      return servers.start(name, module, body);
    if (TcpOperations.BODIES.contains(body)) return sockets.spawn(name, module, body);
    processes.spawn(name, module, body, arguments);
    return "ok";
  }

  private String spawnMany(List<String> words) throws IOException {
    var count = Integer.parseInt(words.get(2));
    for (var i = 1; i <= count; i++)
      spawn(words.get(1) + "." + i, words.get(3), words.get(4), List.of());
    return "ok";
  }

  private String async(String name, List<String> words) {
    asyncs.put(name, fresh.begin(() -> code.run(words)));
    return "ok";
  }

  private String parallel(String operations) {
    var begun =
        Arrays.stream(operations.split(";"))
            .map(CodeOperations::words)
            .map(words -> fresh.begin(() -> code.run(words)))
            .toList();
    return begun.stream().map(Fresh::await).sorted().collect(Collectors.joining(",", "[", "]"));
  }

  private String finishOnLoad(String module, String result) {
    var pid = world.book().takeOnLoad(module);
    if (pid == null) return "none";
    world.processes().send(pid, new dev.molt.conformance.system.Request.OnLoadResult(result));
    return "ok";
  }

  @Override
  public void close() throws IOException {
    sockets.close();
  }
}
