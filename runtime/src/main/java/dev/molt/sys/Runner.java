package dev.molt.sys;

import dev.molt.term.Pid;

/**
 * A process that runs a module as a behaviour's callbacks, or as its child specification says.
 *
 * @param callbacks the binary name of the class: the module's own or one nested in it
 */
public record Runner(Pid pid, String callbacks) {}
