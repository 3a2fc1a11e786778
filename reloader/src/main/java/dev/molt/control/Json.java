package dev.molt.control;

/** The rows of a reply as JSON, with null where there is none; what {@code --json} prints. */
public final class Json {
  private Json() {}

  /** One line. */
  public static String of(Object value) {
    return ControlCodec.GSON.toJson(value);
  }
}
