package dev.molt.code;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a module's code is from.
 *
 * <ul>
 *   <li>{@link FromSource}: it is loaded, from here; null if nobody said
 *   <li>{@link OnPath}: it is not loaded; this path entry has it
 *   <li>{@link NonExisting}: neither
 * </ul>
 *
 * <p>OTP: {@code code:which/1}
 */
public sealed interface Which {
  record FromSource(@Nullable Path source) implements Which {}

  record OnPath(PathEntry entry) implements Which {}

  record NonExisting() implements Which {}
}
