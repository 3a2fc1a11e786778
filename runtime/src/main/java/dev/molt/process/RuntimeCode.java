package dev.molt.process;

/**
 * Marks a fun that is code of the runtime itself (a server's loop): the trampoline does not count
 * it as module code, and it brackets its own calls into modules with {@link Process#enterModule}
 * and {@link Process#leaveModule}. A lambda gets it by {@code (Fun0<Next> & RuntimeCode) () ->
 * ...}.
 */
public interface RuntimeCode {}
