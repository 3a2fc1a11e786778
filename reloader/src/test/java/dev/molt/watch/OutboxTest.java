package dev.molt.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.source.SourceContent;
import dev.molt.source.SourceDigest;
import dev.molt.source.SourceFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class OutboxTest {
  private final Outbox outbox = new Outbox();

  @Test
  void what_comes_while_a_batch_is_worked_on_is_one_batch() throws Exception {
    outbox.offer(created("E3", "one"));
    outbox.offer(created("E4", "two"));
    var set = outbox.poll(Duration.ZERO).orElseThrow();
    assertThat(set.changes()).hasSize(2);
    assertThat(outbox.poll(Duration.ZERO)).isEmpty();
  }

  @Test
  void batches_that_undo_each_other_are_none() throws Exception {
    outbox.offer(created("E3", "one"));
    var digest = SourceDigest.of(new byte[0]);
    var gone = new SourceChange.Deleted(new SourceFile("E3.java"), digest, Instant.EPOCH);
    outbox.offer(ChangeSet.of(List.of(gone), Instant.EPOCH));
    assertThat(outbox.poll(Duration.ZERO)).isEmpty();
  }

  @Test
  void a_taker_who_waits_for_quiet_waits_for_what_is_held() throws Exception {
    outbox.heard(true);
    var quiet =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return outbox.pollUntilQuiet(Duration.ofMillis(1));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    outbox.offer(created("E3", "one"));
    assertThat(quiet.get()).isPresent();
    assertThat(outbox.pollUntilQuiet(Duration.ofMillis(1))).isEmpty();
  }

  private static ChangeSet created(String name, String text) {
    var content = SourceContent.of(name + ".java", text, Instant.EPOCH);
    return ChangeSet.of(List.of(new SourceChange.Created(content, Instant.EPOCH)), Instant.EPOCH);
  }
}
