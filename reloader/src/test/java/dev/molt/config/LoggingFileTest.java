package dev.molt.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.status.Status;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class LoggingFileTest {
  private static final Path SHIPPED =
      Path.of(System.getProperty("molt.home"), "config", "logback.xml");

  @Test
  void the_file_that_is_shipped_is_read_without_complaint_and_writes_to_the_error_output()
      throws Exception {
    var context = new LoggerContext();
    var configurator = new JoranConfigurator();
    configurator.setContext(context);

    configurator.doConfigure(SHIPPED.toFile());

    assertThat(context.getStatusManager().getCopyOfStatusList())
        .noneMatch(status -> status.getLevel() > Status.INFO);
    assertThat(context.getLogger("dev.molt.Any").getEffectiveLevel()).isEqualTo(Level.INFO);
    assertThat(context.getLogger("a.module").getEffectiveLevel()).isEqualTo(Level.WARN);
    assertThat(context.getLogger("ROOT").getAppender("stderr"))
        .isInstanceOfSatisfying(
            ConsoleAppender.class,
            console -> assertThat(console.getTarget()).isEqualTo("System.err"));
    context.stop();
  }
}
