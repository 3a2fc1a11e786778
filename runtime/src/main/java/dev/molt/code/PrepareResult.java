package dev.molt.code;

import java.util.List;

/**
 * How the first half of a load ended.
 *
 * <ul>
 *   <li>{@link Prepared}: defined, linked, verified; {@link CodeServer#finish} makes it current
 *   <li>{@link PrepareRefused}: these modules hindered it, in the order of their names
 * </ul>
 *
 * <p>OTP: {@code code:prepare_loading/1}
 */
public sealed interface PrepareResult permits Prepared, PrepareResult.PrepareRefused {
  record PrepareRefused(List<LoadError> errors) implements PrepareResult {}
}
