package dev.molt.code;

/** Why a module was not loaded; the cases and what they mean stand in {@link LoadResult}. */
public sealed interface LoadFailure extends LoadResult
    permits LoadResult.NoFile,
        LoadResult.StickyDirectory,
        LoadResult.BadFile,
        LoadResult.NotPurged,
        LoadResult.OnLoadFailure,
        LoadResult.Deadlock,
        LoadResult.Duplicated,
        LoadResult.OnLoadNotAllowed,
        LoadResult.PendingOnLoad {

  /** OTP's word for it, {@code not_purged}. */
  String otp();
}
