package dev.molt.watch;

import dev.molt.source.SourceContent;
import dev.molt.source.SourceDigest;
import dev.molt.source.SourceFile;
import java.time.Instant;
import java.util.Optional;

/**
 * What happened to one source since it was last told of.
 *
 * <ul>
 *   <li>{@link Created}: it was not there, and is
 *   <li>{@link Modified}: its content is another
 *   <li>{@link Deleted}: it is gone
 * </ul>
 */
public sealed interface SourceChange {
  SourceFile file();

  /** When the watcher heard of it: the event, or the comparison that found it. */
  Instant observed();

  /** What is in the file now; empty if it is gone. */
  Optional<SourceContent> content();

  record Created(SourceContent now, Instant observed) implements SourceChange {
    @Override
    public SourceFile file() {
      return now.file();
    }

    @Override
    public Optional<SourceContent> content() {
      return Optional.of(now);
    }
  }

  record Modified(SourceDigest before, SourceContent now, Instant observed)
      implements SourceChange {
    @Override
    public SourceFile file() {
      return now.file();
    }

    @Override
    public Optional<SourceContent> content() {
      return Optional.of(now);
    }
  }

  record Deleted(SourceFile file, SourceDigest before, Instant observed) implements SourceChange {
    @Override
    public Optional<SourceContent> content() {
      return Optional.empty();
    }
  }

  /**
   * This change followed by a later one of the same file, as one change.
   *
   * @return empty when nothing is left to tell: created and deleted again, or back to what was
   */
  default Optional<SourceChange> then(SourceChange later) {
    return switch (this) {
      case Created _ -> later.content().map(now -> new Created(now, later.observed()));
      case Modified(var before, _, _) -> since(before, later);
      case Deleted(_, var before, _) -> since(before, later);
    };
  }

  private static Optional<SourceChange> since(SourceDigest before, SourceChange later) {
    if (later.content().isEmpty())
      return Optional.of(new Deleted(later.file(), before, later.observed()));
    var now = later.content().get();
    return now.digest().equals(before)
        ? Optional.empty()
        : Optional.of(new Modified(before, now, later.observed()));
  }
}
