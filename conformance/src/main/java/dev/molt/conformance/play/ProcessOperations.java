package dev.molt.conformance.play;

import dev.molt.conformance.system.Reasons;
import dev.molt.conformance.system.Request;
import dev.molt.conformance.system.Starts;
import dev.molt.conformance.system.Waiting;
import dev.molt.process.BadArgException;
import dev.molt.process.Fun0;
import dev.molt.process.Next;
import dev.molt.process.Process;
import dev.molt.process.ProcessView;
import dev.molt.process.SpawnOptions;
import dev.molt.sys.CallOutcome;
import dev.molt.term.Pid;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Operations on processes: spawning, messages, signals, names, and looking at them. */
final class ProcessOperations {
  private final World world;
  private final Asking asking;

  ProcessOperations(World world, Asking asking) {
    this.world = world;
    this.asking = asking;
  }

  /** Null if it is no operation of these. */
  @Nullable String run(List<String> words) {
    var name = words.size() > 1 ? words.get(1) : "";
    var more = words.size() > 2 ? words.get(2) : "";
    return switch (words.getFirst()) {
      case "spawn_link" -> spawnLink(name, more, words.get(3), words.get(4));
      case "spawn_frozen" -> spawnFrozen(name, more, words.get(3));
      case "freeze" -> freeze(name);
      case "thaw" -> thaw(name);
      case "ask" -> asking.text(world.pid(name), from -> new Request.Ask(more, from));
      case "reload_from" ->
          asking.text(world.pid(name), from -> new Request.ReloadFrom(more, from));
      case "log" -> asking.text(world.pid(name), Request.Log::new);
      case "exits" -> sorted(world.pid(name), Request.Exits::new);
      case "downs" -> sorted(world.pid(name), Request.Downs::new);
      case "link" -> with(more, name, (to, from) -> new Request.Link(to, from));
      case "unlink" -> with(more, name, (to, from) -> new Request.Unlink(to, from));
      case "monitor" -> with(more, name, (to, from) -> new Request.Monitor(more, to, from));
      case "demonitor" -> asking.text(world.pid(name), from -> new Request.Demonitor(more, from));
      case "trap" ->
          asking.text(world.pid(name), from -> new Request.Trap(more.equals("on"), from));
      case "selfsignal" ->
          asking.text(world.pid(name), from -> new Request.SelfSignal(Reasons.of(more), from));
      case "tell" -> asking.post(world.pid(name), new Request.Tell(more));
      case "burst" -> burst(name, words.subList(2, words.size()));
      case "switch" -> asking.post(world.pid(name), new Request.Switch());
      case "crash" -> asking.post(world.pid(name), new Request.Crash());
      case "selfexit" -> asking.post(world.pid(name), new Request.SelfExit(Reasons.of(more)));
      case "exit" -> exit(name, more);
      case "alive" -> String.valueOf(world.alive(name) != null);
      case "queue" -> queue(name);
      case "count_alive" -> countAlive(name);
      case "deaths" -> deaths();
      case "check" -> check(name, more);
      case "would_die" -> wouldDie(name);
      case "register" -> register(name, more);
      case "unregister" -> unregister(name);
      case "whereis" -> whereis(name);
      case "send_name" -> sendName(name, more);
      default -> null;
    };
  }

  /** Starts a body that is neither a server nor has a socket. */
  void spawn(String name, String module, String body, List<String> arguments) {
    var processes = world.processes();
    Fun0<Next> holder =
        () -> {
          Process.receive(message -> message instanceof Request.Go ? message : null);
          return Next.call(Waiting::holder);
        };
    var pid =
        body.equals("holder")
            ? processes.spawn(SpawnOptions.DEFAULT, holder)
            : Starts.spawn(processes, module, body, arguments.toArray());
    world.book().track(name, pid, body);
    Process.send(pid, new Request.Go());
  }

  private String spawnLink(String name, String module, String body, String by) {
    var outcome = asking.outcome(world.pid(by), from -> new Request.SpawnLink(module, body, from));
    if (outcome instanceof CallOutcome.Replied(Pid pid)) {
      world.book().track(name, pid, body);
      Process.send(pid, new Request.Go());
      return "ok";
    }
    return switch (outcome) {
      case CallOutcome.TimedOut() -> "timeout";
      case CallOutcome.Down(dev.molt.term.ExitReason.NoProc()) -> "noproc";
      case CallOutcome.Down(var reason) -> "died " + Reasons.symbol(reason);
      default -> throw new IllegalStateException(String.valueOf(outcome));
    };
  }

  private String spawnFrozen(String name, String module, String body) {
    world.book().track(name, Starts.spawnFrozen(world.processes(), module, body), body);
    return "ok";
  }

  private String freeze(String name) {
    var pid = world.alive(name);
    if (pid == null) return "noproc";
    Process.suspend(pid);
    return "ok";
  }

  private String thaw(String name) {
    var pid = world.alive(name);
    if (pid == null) return "noproc";
    Process.resume(pid);
    return "ok";
  }

  private interface Directed {
    Object request(Pid to, dev.molt.term.From from);
  }

  private String with(String to, String name, Directed directed) {
    var target = world.pid(to);
    if (target == null) return "noproc";
    return asking.text(world.pid(name), from -> directed.request(target, from));
  }

  private String sorted(
      @Nullable Pid pid, java.util.function.Function<dev.molt.term.From, Object> request) {
    return asking.outcome(pid, request) instanceof CallOutcome.Replied(List<?> entries)
        ? entries.stream().map(String::valueOf).sorted().collect(Collectors.joining(",", "[", "]"))
        : asking.text(pid, request);
  }

  private String burst(String name, List<String> what) {
    var pid = world.alive(name);
    if (pid == null) return "noproc";
    for (var one : what) {
      if (one.startsWith("!")) Process.exit(pid, Reasons.of(one.substring(1)));
      else Process.send(pid, new Request.Tell(one));
    }
    return "ok";
  }

  private String exit(String name, String reason) {
    var pid = world.alive(name);
    if (pid == null) return "noproc";
    Process.exit(pid, Reasons.of(reason));
    return "ok";
  }

  private String queue(String name) {
    var pid = world.alive(name);
    return pid == null
        ? "noproc"
        : world
            .processes()
            .view(pid)
            .map(ProcessView::mailboxSize)
            .map(String::valueOf)
            .orElse("noproc");
  }

  private String countAlive(String group) {
    var count =
        world.book().all().entrySet().stream()
            .filter(one -> one.getKey().startsWith(group + "."))
            .filter(one -> world.processes().isAlive(one.getValue().pid()))
            .count();
    return String.valueOf(count);
  }

  private String deaths() {
    Map<String, String> reasons = new TreeMap<>();
    var several = new TreeMap<String, Integer>();
    for (var dead : world.book().takeDeaths()) {
      // A supervised child may have died more than once.
      var key = dead.name() + ":" + dead.reason();
      if (reasons.putIfAbsent(dead.name(), ":" + dead.reason()) != null)
        several.merge(key, 1, Integer::sum);
    }
    var text = World.list(reasons);
    if (several.isEmpty()) return text;
    var all = new java.util.ArrayList<>(List.of(text.substring(1, text.length() - 1).split(",")));
    several.forEach((one, times) -> all.addAll(java.util.Collections.nCopies(times, one)));
    return all.stream().sorted().collect(Collectors.joining(",", "[", "]"));
  }

  private String check(String name, String module) {
    var pid = world.pid(name);
    return String.valueOf(pid != null && world.code().checkProcessCode(pid, World.module(module)));
  }

  private String wouldDie(String module) {
    Map<String, String> dying = new TreeMap<>();
    world
        .book()
        .all()
        .forEach(
            (name, entry) -> {
              if (world.code().checkProcessCode(entry.pid(), World.module(module)))
                dying.put(name, "");
            });
    return World.list(dying);
  }

  private String register(String name, String process) {
    var pid = world.pid(process);
    if (pid == null) return "badarg";
    try {
      Process.register(name, pid);
      return "true";
    } catch (BadArgException badarg) {
      return "badarg";
    }
  }

  private String unregister(String name) {
    try {
      Process.unregister(name);
      return "true";
    } catch (BadArgException badarg) {
      return "badarg";
    }
  }

  private String whereis(String name) {
    var pid = Process.whereis(name);
    return pid == null ? "undefined" : world.book().nameOf(pid);
  }

  private String sendName(String name, String word) {
    try {
      Process.send(name, new Request.Tell(word));
      return "ok";
    } catch (BadArgException badarg) {
      return "badarg";
    }
  }
}
