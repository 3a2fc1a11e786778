package dev.molt.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.code.PurgeOptions;
import dev.molt.config.MoltConfig;
import dev.molt.node.NodeOptions;
import dev.molt.watch.WatchSettings;
import org.junit.jupiter.api.Test;

final class SettingsTest {
  @Test
  void what_the_settings_file_calls_a_default_is_the_rooms_own_default() {
    assertThat(Settings.watch(MoltConfig.DEFAULT)).isEqualTo(WatchSettings.DEFAULT);
    assertThat(Settings.node(MoltConfig.DEFAULT)).isEqualTo(NodeOptions.DEFAULT);
    assertThat(Settings.purge(MoltConfig.DEFAULT)).isEqualTo(PurgeOptions.DEFAULT);
  }
}
