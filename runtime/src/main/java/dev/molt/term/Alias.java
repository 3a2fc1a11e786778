package dev.molt.term;

/**
 * A second address of a process, good until it is given up: what is sent to it afterwards is
 * dropped. So a reply that comes too late does not stay in anybody's mailbox.
 *
 * @param owner who receives what is sent to it; serial 0: somebody who is no process
 * @param ref tells it from the owner's others; of an alias made with a monitor it is the monitor's
 *     <p>OTP: {@code erlang:alias/1}, {@code erlang:monitor/3} with {@code alias}
 */
public record Alias(Pid owner, Ref ref) {}
