/**
 * Servers: a process that keeps a state and answers requests, with callbacks in a module that is
 * known by name. The loop and its waits are the runtime's, so a server at rest has no frame of any
 * module: it lives through every load and purge, and the next message is handled by the current
 * version.
 *
 * <p>The callbacks' results are sealed types; {@code null}, the only other thing that Java lets
 * through, is OTP's bad return value.
 *
 * <p>May import: {@code term}, {@code process}, {@code code}, {@code sys}.
 */
@NullMarked
package dev.molt.server;

import org.jspecify.annotations.NullMarked;
