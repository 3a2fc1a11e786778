package dev.molt.term;

/**
 * What the owner of a monitor receives when the watched process has ended.
 *
 * @param monitor what {@code monitor} returned
 * @param target the pid, or the name if a name was monitored
 * @param reason why it ended; {@link ExitReason.NoProc} if it was not there
 *     <p>OTP: {@code {'DOWN', Ref, process, Pid, Reason}}
 */
public record DownMessage(Ref monitor, Object target, ExitReason reason) {}
