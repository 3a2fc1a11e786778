package dev.molt.server;

import org.jspecify.annotations.Nullable;

/**
 * How {@code handleCast}, {@code handleInfo} and {@code handleContinue} end; made by {@link
 * GenServer#noReply} and {@link GenServer#stop}.
 */
public sealed interface CastResult<S extends @Nullable Object> permits NoReply, Stop {}
