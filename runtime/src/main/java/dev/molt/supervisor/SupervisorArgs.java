package dev.molt.supervisor;

import dev.molt.sys.Callbacks;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor is started with.
 *
 * @param seconds a clock that never goes back, in whole seconds
 */
record SupervisorArgs(
    @Nullable String name,
    Callbacks<Supervisor> module,
    @Nullable Object args,
    LongSupplier seconds) {}
