package dev.molt.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private final Mailbox mailbox = new Mailbox();

  private static @Nullable Integer even(Object message) {
    return message instanceof Integer number && number % 2 == 0 ? number : null;
  }

  private void put(Object... messages) {
    for (Object message : messages) mailbox.put(message);
  }

  private List<Object> rest() {
    List<Object> rest = new ArrayList<>();
    mailbox.rewind();
    for (Object message; (message = mailbox.poll()) != null; ) rest.add(message);
    return rest;
  }

  @Test
  void messages_come_out_in_the_order_in_which_they_were_put_in() {
    put(1, 2, 3);
    mailbox.rewind();
    assertThat(mailbox.poll()).isEqualTo(1);
    put(4);
    assertThat(rest()).containsExactly(2, 3, 4);
    assertThat(mailbox.poll()).isNull();
  }

  @Test
  void a_selective_take_leaves_all_others_in_their_order() {
    put(1, 3, 4, 5, 6);
    mailbox.rewind();
    assertThat(mailbox.take(MailboxTest::even)).isEqualTo(4);
    put(7);
    assertThat(mailbox.size()).isEqualTo(5);
    assertThat(rest()).containsExactly(1, 3, 5, 6, 7);
  }

  @Test
  void the_first_the_middle_and_the_last_can_be_taken() {
    put(2, 3, 4, 5, 6);
    List<Object> even = new ArrayList<>();
    mailbox.rewind();
    for (Object number; (number = mailbox.take(MailboxTest::even)) != null; ) even.add(number);
    assertThat(even).containsExactly(2, 4, 6);
    put(8);
    assertThat(rest()).containsExactly(3, 5, 8);
  }

  @Test
  void a_waiting_receive_does_not_look_twice_at_what_it_has_declined() {
    put(1, 3);
    List<Object> seen = new ArrayList<>();
    mailbox.rewind();
    mailbox.take(
        message -> {
          seen.add(message);
          return even(message);
        });
    put(5, 6);
    mailbox.take(
        message -> {
          seen.add(message);
          return even(message);
        });
    assertThat(seen).containsExactly(1, 3, 5, 6);
    assertThat(rest()).containsExactly(1, 3, 5);
  }

  @Test
  void the_next_receive_looks_at_everything_again() {
    put(1, 3);
    mailbox.rewind();
    assertThat(mailbox.take(MailboxTest::even)).isNull();
    mailbox.rewind();
    assertThat(mailbox.<Object>take(message -> message)).isEqualTo(1);
  }

  @Test
  void a_matcher_that_throws_leaves_every_message_in_its_place() {
    put(1, 2, 3);
    mailbox.rewind();
    assertThatThrownBy(
            () ->
                mailbox.take(
                    message -> {
                      if (message.equals(2)) throw new IllegalArgumentException("boom");
                      return null;
                    }))
        .hasMessage("boom");
    assertThat(rest()).containsExactly(1, 2, 3);
  }

  @Test
  void a_matcher_must_not_itself_receive() {
    put(1);
    mailbox.rewind();
    assertThatThrownBy(
            () ->
                mailbox.take(
                    message -> {
                      mailbox.rewind();
                      return message;
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(rest()).containsExactly(1);
  }

  @Test
  void exactly_one_writer_is_told_that_the_reader_waits() {
    assertThat(mailbox.announce()).isTrue();
    assertThat(mailbox.waits()).isTrue();
    assertThat(mailbox.put("a")).isTrue();
    assertThat(mailbox.put("b")).isFalse();
    assertThat(mailbox.claim()).isFalse();
    assertThat(rest()).containsExactly("a", "b");
  }

  @Test
  void a_reader_that_has_not_seen_all_cannot_announce_that_it_waits() {
    put("a");
    assertThat(mailbox.announce()).isFalse();
    assertThat(rest()).containsExactly("a");
    assertThat(mailbox.announce()).isTrue();
    assertThat(mailbox.claim()).isTrue();
    assertThat(mailbox.claim()).isFalse();
    assertThat(mailbox.put("b")).isFalse();
  }

  @Test
  void the_size_counts_what_was_declined_and_what_has_just_come_in() {
    assertThat(mailbox.isEmpty()).isTrue();
    put(1, 3);
    mailbox.rewind();
    mailbox.take(MailboxTest::even);
    put(5);
    assertThat(mailbox.size()).isEqualTo(3);
    assertThat(mailbox.isEmpty()).isFalse();
    rest();
    assertThat(mailbox.announce()).isTrue();
    assertThat(mailbox.size()).isZero();
    assertThat(mailbox.isEmpty()).isTrue();
  }
}
