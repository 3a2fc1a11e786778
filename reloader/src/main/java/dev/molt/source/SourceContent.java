package dev.molt.source;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What was read from a source, once: these bytes have this digest, and these bytes are compiled.
 *
 * <p>Contents are equal when they are the same file's and the same bytes, whenever they were read.
 */
public final class SourceContent {
  private final SourceFile file;
  private final byte[] bytes;
  private final SourceDigest digest;
  private final Instant modified;
  private final Instant written;

  private SourceContent(SourceFile file, byte[] bytes, Instant modified, Instant written) {
    this.file = file;
    this.bytes = bytes;
    this.digest = SourceDigest.of(bytes);
    this.modified = modified;
    this.written = written;
  }

  /** Takes a copy of the bytes; for the instants see their accessors. */
  public static SourceContent of(
      SourceFile file, byte[] content, Instant modified, Instant written) {
    return new SourceContent(file, content.clone(), modified, written);
  }

  /** A content that was not read from disk, as tests have it. */
  public static SourceContent of(String path, String text, Instant written) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return new SourceContent(new SourceFile(path), bytes, written, written);
  }

  public SourceFile file() {
    return file;
  }

  public SourceDigest digest() {
    return digest;
  }

  /** How many bytes. */
  public int size() {
    return bytes.length;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The text, as UTF-8; what is none is replaced by the replacement character. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The file's modification time, which editors and tools set as they like. */
  public Instant modified() {
    return modified;
  }

  /**
   * The instant of the save, as far as the system tells: the change time of the file's entry where
   * there is one (an atomic save renames a file that was written earlier), else the modification
   * time.
   */
  public Instant written() {
    return written;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceContent that
        && file.equals(that.file)
        && digest.equals(that.digest);
  }

  @Override
  public int hashCode() {
    return 31 * file.hashCode() + digest.hashCode();
  }

  @Override
  public String toString() {
    return file + "@" + digest;
  }
}
