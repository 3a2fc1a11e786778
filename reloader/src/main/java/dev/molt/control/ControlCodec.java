package dev.molt.control;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests and replies as one JSON object a line: {@code
 * {"molt":1,"request":"check","module":"E3"}}, {@code {"molt":1,"reply":"done","text":"..."}}. The
 * number is the protocol's; it changes when an old daemon would misunderstand.
 *
 * <p>Pure. Any text can be given to it: what is no frame is {@link Decoded.Garbage}, never thrown.
 */
final class ControlCodec {
  private static final int PROTOCOL = 1;
  private static final String VERSION_KEY = "molt";
  private static final int SHOWN_OF_GARBAGE = 60;

  static final Gson GSON =
      new GsonBuilder()
          .setStrictness(Strictness.STRICT)
          .serializeNulls()
          .disableHtmlEscaping()
          .registerTypeAdapter(Instant.class, new InstantAdapter())
          .create();

  private static final Words<ControlRequest> REQUESTS =
      new Words<>("request", ControlRequest.class);
  private static final Words<ControlReply> REPLIES = new Words<>("reply", ControlReply.class);

  private ControlCodec() {}

  /**
   * What a line turned out to be.
   *
   * <ul>
   *   <li>{@link Frame}: what was meant
   *   <li>{@link Garbage}: something else; {@code why} is a sentence for the sender
   * </ul>
   */
  sealed interface Decoded<T> {
    record Frame<T>(T value) implements Decoded<T> {}

    record Garbage<T>(String why) implements Decoded<T> {}
  }

  /** One line, without its end. */
  static String line(ControlRequest request) {
    return REQUESTS.line(request);
  }

  /** One line, without its end. */
  static String line(ControlReply reply) {
    return REPLIES.line(reply);
  }

  static Decoded<ControlRequest> request(String line) {
    return REQUESTS.decode(line);
  }

  static Decoded<ControlReply> reply(String line) {
    return REPLIES.decode(line);
  }

  /** The cases of one sealed type and their words on the wire. */
  private static final class Words<T> {
    private final String key;
    private final Map<String, Class<? extends T>> types = new HashMap<>();

    Words(String key, Class<T> sealed) {
      this.key = key;
      for (var type : sealed.getPermittedSubclasses())
        types.put(word(type), type.asSubclass(sealed));
    }

    private static String word(Class<?> type) {
      return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    String line(T value) {
      var object = new JsonObject();
      object.addProperty(VERSION_KEY, PROTOCOL);
      object.addProperty(key, word(value.getClass()));
      GSON.toJsonTree(value).getAsJsonObject().asMap().forEach(object::add);
      return GSON.toJson(object);
    }

    Decoded<T> decode(String line) {
      try {
        return decode(GSON.fromJson(line, JsonElement.class), line);
      } catch (JsonParseException e) {
        return garbage(line);
      }
    }

    private Decoded<T> decode(@Nullable JsonElement element, String line) {
      if (!(element instanceof JsonObject object) || !object.has(VERSION_KEY)) return garbage(line);
      if (!object.get(VERSION_KEY).toString().equals(String.valueOf(PROTOCOL)))
        return new Decoded.Garbage<>(
            "it is protocol "
                + shown(object.get(VERSION_KEY).toString())
                + ", this is "
                + PROTOCOL);
      var word =
          object.get(key) instanceof JsonElement e && e.isJsonPrimitive() ? e.getAsString() : "";
      var type = types.get(word);
      if (type == null)
        return new Decoded.Garbage<>("there is no " + key + " '" + shown(word) + "'");
      try {
        return new Decoded.Frame<>(GSON.fromJson(object, type));
      } catch (RuntimeException e) {
        // Gson wraps what a record's constructor throws in a bare RuntimeException.
        return new Decoded.Garbage<>("'" + word + "' is not complete: " + shown(deepest(e)));
      }
    }

    private Decoded<T> garbage(String line) {
      return new Decoded.Garbage<>("not a " + key + ": " + shown(line));
    }
  }

  private static String deepest(Throwable error) {
    var cause = error;
    while (cause.getCause() != null) cause = cause.getCause();
    return String.valueOf(cause.getMessage());
  }

  private static String shown(String text) {
    var cut =
        text.length() <= SHOWN_OF_GARBAGE ? text : text.substring(0, SHOWN_OF_GARBAGE) + "...";
    return cut.replaceAll("\\p{Cntrl}", "?");
  }

  private static final class InstantAdapter extends TypeAdapter<@Nullable Instant> {
    @Override
    public void write(JsonWriter out, @Nullable Instant value) throws IOException {
      if (value == null) out.nullValue();
      else out.value(value.toString());
    }

    @Override
    public @Nullable Instant read(JsonReader in) throws IOException {
      if (in.peek() == com.google.gson.stream.JsonToken.NULL) {
        in.nextNull();
        return null;
      }
      try {
        return Instant.parse(in.nextString());
      } catch (DateTimeException e) {
        throw new JsonParseException("not an instant", e);
      }
    }
  }
}
