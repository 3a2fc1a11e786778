package dev.molt.cli;

import dev.molt.control.UseRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code molt check --json} prints; a contract. */
record CheckShape(
    String module, @Nullable Integer old, List<UseRow> killedNow, List<UseRow> onOldCodeAfter) {}
