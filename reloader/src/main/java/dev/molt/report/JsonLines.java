package dev.molt.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.molt.code.KilledProcess;
import dev.molt.code.ProcessUse;
import dev.molt.code.Unkillable;
import dev.molt.compile.Diagnostic;
import dev.molt.swap.StageTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells a program: one JSON object a line. The fields are a contract, described in {@code
 * docs/events.md}; a field may be added, none is taken away or given another meaning.
 */
public final class JsonLines implements Reporter {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private final Writer out;

  public JsonLines(Writer out) {
    this.out = out;
  }

  /**
   * Writes and flushes one line.
   *
   * @throws UncheckedIOException if it cannot be written: the disk is full, or the reader of a pipe
   *     has gone
   */
  @Override
  public void tell(ReloadEvent event) {
    try {
      out.write(GSON.toJson(json(event)) + "\n");
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonObject json(ReloadEvent event) {
    var json = new JsonObject();
    json.addProperty("event", kind(event));
    json.addProperty("at", event.at().toString());
    switch (event) {
      case ReloadEvent.Ready it -> {
        json.addProperty("pid", it.pid());
        json.addProperty("directory", it.directory().toString());
        json.add("modules", array(it.modules(), JsonPrimitive::new));
        json.add("started", array(it.started(), JsonPrimitive::new));
        json.add("failed", array(it.failed(), JsonPrimitive::new));
        json.addProperty("micros", it.micros());
      }
      case ReloadEvent.Preview it -> {
        json.addProperty("id", it.id());
        json.add("changed", array(it.changed(), JsonPrimitive::new));
        json.add("modules", array(it.modules(), JsonLines::preview));
        json.add("fallWith", array(it.fallWith(), JsonLines::use));
        json.add("unkillable", array(it.unkillable(), JsonLines::thread));
        json.add("micros", GSON.toJsonTree(it.micros()));
      }
      case ReloadEvent.Reload it -> {
        json.addProperty("id", it.id());
        swap(json, it.modules(), it.differences(), it.micros(), it.outcome());
      }
      case ReloadEvent.Deleted it -> {
        json.addProperty("id", it.id());
        swap(json, it.modules(), it.differences(), it.micros(), it.outcome());
      }
      case ReloadEvent.Rejected it -> {
        json.addProperty("id", it.id());
        json.add("changed", array(it.changed(), JsonPrimitive::new));
        json.add("diagnostics", array(it.diagnostics(), JsonLines::diagnostic));
        json.add("errors", array(it.errors(), JsonPrimitive::new));
        json.add("micros", GSON.toJsonTree(it.micros()));
      }
      case ReloadEvent.Watcher it -> {
        json.addProperty("state", it.state());
        json.addProperty("why", it.why());
      }
      case ReloadEvent.Stopped it -> json.addProperty("why", it.why());
    }
    return json;
  }

  private static String kind(ReloadEvent event) {
    return switch (event) {
      case ReloadEvent.Ready _ -> "ready";
      case ReloadEvent.Preview _ -> "preview";
      case ReloadEvent.Reload _ -> "reload";
      case ReloadEvent.Rejected _ -> "rejected";
      case ReloadEvent.Deleted _ -> "deleted";
      case ReloadEvent.Watcher _ -> "watcher";
      case ReloadEvent.Stopped _ -> "stopped";
    };
  }

  private static void swap(
      JsonObject json,
      Collection<ModuleReload> modules,
      Collection<Difference> differences,
      StageTimes micros,
      Outcome outcome) {
    json.add("modules", array(modules, JsonLines::module));
    json.add("differences", array(differences, JsonLines::difference));
    json.add("micros", GSON.toJsonTree(micros));
    json.addProperty("outcome", outcome.toString());
    switch (outcome) {
      case Outcome.Done() -> {}
      case Outcome.CalledOff(var threads) ->
          json.add("unkillable", array(threads, JsonLines::thread));
      case Outcome.Refused(var errors) -> json.add("errors", array(errors, JsonPrimitive::new));
    }
  }

  private static JsonObject preview(ModulePreview it) {
    var json = versions(it.module(), it.from(), it.to());
    var old = it.old();
    json.addProperty("old", old == null ? null : old.number());
    json.add("killedNow", array(it.killedNow(), JsonLines::use));
    json.add("onOldCodeAfter", array(it.onOldCodeAfter(), JsonLines::use));
    return json;
  }

  private static JsonObject module(ModuleReload it) {
    var json = versions(it.module(), it.from(), it.to());
    json.addProperty("purged", it.purged());
    json.add("killed", array(it.killed(), JsonLines::killed));
    json.add("onOldCode", array(it.onOldCode(), JsonLines::use));
    return json;
  }

  private static JsonObject versions(String module, @Nullable Integer from, @Nullable Integer to) {
    var json = new JsonObject();
    json.addProperty("module", module);
    json.addProperty("from", from);
    json.addProperty("to", to);
    return json;
  }

  private static JsonObject use(ProcessUse it) {
    var json = new JsonObject();
    json.addProperty("pid", it.pid().toString());
    json.addProperty("name", it.name());
    json.addProperty("version", it.version());
    json.add("frame", frame(it.frame()));
    json.addProperty("waitsFor", it.waitsFor());
    json.addProperty("since", it.since().toString());
    json.addProperty("because", it.because().toString());
    return json;
  }

  private static JsonObject killed(KilledProcess it) {
    var json = new JsonObject();
    json.addProperty("pid", it.pid().toString());
    json.addProperty("name", it.name());
    json.addProperty("version", it.version());
    json.add("frame", frame(it.frame()));
    json.addProperty("because", it.because().toString());
    return json;
  }

  private static JsonElement frame(@Nullable StackTraceElement frame) {
    return frame == null ? JsonNull.INSTANCE : new JsonPrimitive(Phrases.frame(frame));
  }

  private static JsonObject difference(Difference it) {
    var json = new JsonObject();
    json.addProperty("pid", it.pid().toString());
    json.addProperty("name", it.name());
    json.addProperty("explanation", it.explanation());
    return json;
  }

  private static JsonObject thread(Unkillable it) {
    var json = new JsonObject();
    json.addProperty("thread", it.threadName());
    json.addProperty("version", it.version());
    json.addProperty("why", it.why());
    json.add("stack", array(it.stack(), frame -> new JsonPrimitive(Phrases.frame(frame))));
    return json;
  }

  private static JsonObject diagnostic(Diagnostic it) {
    var json = new JsonObject();
    json.addProperty("path", it.shown());
    json.addProperty("line", it.line());
    json.addProperty("column", it.column());
    json.addProperty("kind", it.severity().toString());
    json.addProperty("text", it.message());
    return json;
  }

  private static <T> JsonArray array(
      Collection<T> values, Function<? super T, ? extends JsonElement> each) {
    var array = new JsonArray(values.size());
    values.forEach(value -> array.add(each.apply(value)));
    return array;
  }
}
