package dev.molt.sys;

import org.jspecify.annotations.Nullable;

/**
 * What a process answers to a system message.
 *
 * <ul>
 *   <li>{@link Ok}: done; a question has its answer in {@code value}
 *   <li>{@link Change}: how the change of code ended
 *   <li>{@link CallbackFailed}: a callback threw, and the state is as it was
 *   <li>{@link Unknown}: no such request
 * </ul>
 */
sealed interface SystemReply {
  Ok OK = new Ok(null);

  record Ok(@Nullable Object value) implements SystemReply {}

  record Change(ChangeCodeResult result) implements SystemReply {}

  record CallbackFailed(String callback, Throwable error) implements SystemReply {}

  record Unknown(SystemRequest request) implements SystemReply {}
}
