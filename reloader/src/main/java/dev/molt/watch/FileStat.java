package dev.molt.watch;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a file's folder entry says. Two that differ, in whatever direction, are a reason to read the
 * file; two that are equal are none, unless the file was read soon after it was written.
 *
 * @param key tells one file from another that took its name; null where the system has none
 */
record FileStat(long size, Instant modified, @Nullable Object key) {
  static FileStat of(BasicFileAttributes attributes) {
    return new FileStat(
        attributes.size(), attributes.lastModifiedTime().toInstant(), attributes.fileKey());
  }
}
