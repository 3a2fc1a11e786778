package dev.molt.code;

/**
 * How a load ended: {@link Loaded}, or one of the {@link LoadFailure}s, after which nothing is
 * changed but what a purge before it has done.
 *
 * <ul>
 *   <li>{@link Loaded}: this version is current now
 *   <li>{@link NoFile}: no object code on the path
 *   <li>{@link StickyDirectory}: the module is loaded and sticky
 *   <li>{@link BadFile}: the object code is no good, or that of another module, or does not link
 *   <li>{@link NotPurged}: the module has a current and an old version already
 *   <li>{@link OnLoadFailure}: its {@code onLoad()} did not return {@link OnLoad#OK}
 *   <li>{@link Deadlock}: asked for by the module's own {@code onLoad()} while that runs
 *   <li>{@link Duplicated}, {@link OnLoadNotAllowed}, {@link PendingOnLoad}: of batches only: a
 *       module is named twice, has an {@code onLoad()}, or one of it is running
 * </ul>
 */
public sealed interface LoadResult permits LoadResult.Loaded, LoadFailure {
  record Loaded(ModuleVersion version) implements LoadResult {}

  record NoFile() implements LoadFailure {
    @Override
    public String otp() {
      return "nofile";
    }
  }

  record StickyDirectory() implements LoadFailure {
    @Override
    public String otp() {
      return "sticky_directory";
    }
  }

  record BadFile(String why) implements LoadFailure {
    @Override
    public String otp() {
      return "badfile";
    }
  }

  record NotPurged() implements LoadFailure {
    @Override
    public String otp() {
      return "not_purged";
    }
  }

  record OnLoadFailure(String why) implements LoadFailure {
    @Override
    public String otp() {
      return "on_load_failure";
    }
  }

  record Deadlock() implements LoadFailure {
    @Override
    public String otp() {
      return "deadlock";
    }
  }

  record Duplicated() implements LoadFailure {
    @Override
    public String otp() {
      return "duplicated";
    }
  }

  record OnLoadNotAllowed() implements LoadFailure {
    @Override
    public String otp() {
      return "on_load_not_allowed";
    }
  }

  record PendingOnLoad() implements LoadFailure {
    @Override
    public String otp() {
      return "pending_on_load";
    }
  }
}
