package dev.molt.supervisor;

import dev.molt.term.Pid;

/**
 * What a child's start function returns that has something to say about the child.
 *
 * @param info handed to who asked for the start
 *     <p>OTP: {@code {ok, Pid, Info}}
 */
public record StartedWith(Pid pid, Object info) {}
