package dev.molt.daemon;

import dev.molt.code.CodeSettings;
import dev.molt.code.PurgeOptions;
import dev.molt.compile.CompilerSettings;
import dev.molt.config.MoltConfig;
import dev.molt.node.NodeOptions;
import dev.molt.watch.WatchSettings;

/** What the config means to each room: the rooms themselves know of no config. */
final class Settings {
  private Settings() {}

  static PurgeOptions purge(MoltConfig config) {
    var foreign =
        switch (config.purge().foreign()) {
          case WAIT -> PurgeOptions.Foreign.WAIT;
          case KILL -> PurgeOptions.Foreign.KILL;
        };
    return PurgeOptions.DEFAULT.withDeadline(config.purge().deadline()).withForeign(foreign);
  }

  static NodeOptions node(MoltConfig config) {
    return NodeOptions.DEFAULT.withCode(new CodeSettings(config.load().initLimit(), purge(config)));
  }

  static WatchSettings watch(MoltConfig config) {
    var watch = config.watch();
    return new WatchSettings(
        watch.quietPeriod(),
        watch.grace(),
        watch.burstHold(),
        watch.versionControlHold(),
        watch.pollInterval(),
        watch.rescanInterval(),
        watch.polling(),
        watch.outsideLinks(),
        watch.excluded());
  }

  static CompilerSettings compiler(MoltConfig config) {
    return CompilerSettings.ofThisJvm().withOptions(config.compile().options());
  }
}
