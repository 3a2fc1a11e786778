package dev.molt.compile;

import dev.molt.source.SourceContent;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import javax.tools.SimpleJavaFileObject;

/** A source as javac is given it: the text that was read, whatever is on disk by now. */
final class SourceUnit extends SimpleJavaFileObject {
  private final SourceContent content;
  private final String text;

  SourceUnit(SourceContent content) {
    super(URI.create("source:///" + encoded(content.file().path())), Kind.SOURCE);
    this.content = content;
    this.text = content.text();
  }

  /** A URI takes no character that is not ASCII in every place where javac looks at it. */
  private static String encoded(String path) {
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (java.net.URISyntaxException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  SourceContent content() {
    return content;
  }

  String text() {
    return text;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return text;
  }

  /** A file may declare a public type of its own name only. */
  @Override
  public boolean isNameCompatible(String simpleName, Kind kind) {
    return kind == Kind.SOURCE && content.file().stem().equals(simpleName);
  }

  /** Where the content stops being UTF-8, in bytes; empty if it is UTF-8 to its end. */
  OptionalInt malformedAt() {
    if (text.indexOf('\uFFFD') < 0) return OptionalInt.empty();
    var bytes = ByteBuffer.wrap(content.bytes());
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(bytes);
      return OptionalInt.empty();
    } catch (CharacterCodingException e) {
      return OptionalInt.of(bytes.position());
    }
  }

  @Override
  public String toString() {
    return content.file().path();
  }
}
