package dev.molt.sys;

import dev.molt.term.Ref;
import org.jspecify.annotations.Nullable;

/**
 * What comes back to the caller of a request.
 *
 * @param tag of the request's {@link dev.molt.term.From}
 *     <p>OTP: {@code {Tag, Reply}}
 */
public record Answer(Ref tag, @Nullable Object value) {}
