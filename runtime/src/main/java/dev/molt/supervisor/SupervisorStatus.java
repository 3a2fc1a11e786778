package dev.molt.supervisor;

import java.util.List;

/**
 * What the status of a supervisor shows.
 *
 * @param module its callback module
 *     <p>OTP: {@code supervisor:get_callback_module/1}
 */
public record SupervisorStatus(String module, SupervisorFlags flags, List<Child> children) {}
