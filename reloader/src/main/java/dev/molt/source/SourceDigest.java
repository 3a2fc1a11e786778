package dev.molt.source;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;

/** What tells one content from another (SHA-256): equal digests mean equal contents. */
public record SourceDigest(HashCode hash) {
  public static SourceDigest of(byte[] content) {
    return new SourceDigest(Hashing.sha256().hashBytes(content));
  }

  /** The first eight digits: enough for a person. */
  @Override
  public String toString() {
    return hash.toString().substring(0, 8);
  }
}
