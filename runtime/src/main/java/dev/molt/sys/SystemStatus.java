package dev.molt.sys;

import dev.molt.term.Pid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a process tells of itself.
 *
 * @param kind what kind of process it is, {@code gen_server}
 * @param parent null if it has none
 * @param log the kept events, if its log is on
 * @param status what this kind of process shows of its state
 *     <p>OTP: {@code sys:get_status/1}
 */
public record SystemStatus(
    Pid pid,
    String kind,
    boolean suspended,
    @Nullable Pid parent,
    List<SystemEvent> log,
    @Nullable Object status) {}
