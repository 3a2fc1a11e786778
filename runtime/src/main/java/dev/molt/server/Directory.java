package dev.molt.server;

import dev.molt.code.ModuleName;
import dev.molt.sys.Runner;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A behaviour of the runtime, itself a server, that knows what other processes run. */
public interface Directory {
  /** Those that it knows to run one of these modules. */
  List<Runner> whoRuns(Set<ModuleName> modules, @Nullable Object state);
}
