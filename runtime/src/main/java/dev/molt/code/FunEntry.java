package dev.molt.code;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Where the code of a local fun is now. All funs made at one place of one code share it, and it is
 * all that ties them to a version: a purge empties it, a load of identical code fills it again.
 *
 * <p>OTP: the fun entry of the VM
 */
final class FunEntry {
  /**
   * @param target {@code (Object[] captures, Object...)Object}, with the fun's arity
   */
  record Bound(ModuleVersion version, MethodHandle target) {}

  private final Linkage linkage;
  private final FunKey key;

  /** Set under the lock of {@link Linkage}; null while no version with this code is loaded. */
  private volatile @Nullable Bound bound;

  FunEntry(Linkage linkage, FunKey key) {
    this.linkage = linkage;
    this.key = key;
  }

  FunKey key() {
    return key;
  }

  @Nullable Bound bound() {
    return bound;
  }

  void bind(@Nullable Bound to) {
    bound = to;
  }

  /**
   * The code to call.
   *
   * @throws BadFun if the module is loaded, but as other code
   * @throws Undef if the module is not loaded and cannot be
   */
  MethodHandle target() {
    var now = bound;
    return now != null ? now.target() : revived();
  }

  private MethodHandle revived() {
    linkage.errorHandler().undefinedFun(linkage.server(), key.module());
    var now = bound;
    if (now != null) return now.target();
    if (linkage.table().current(key.module()) != null) throw new BadFun(key.toString());
    throw linkage.undef(key.module(), key.module().binaryName(), key.name(), key.arity());
  }

  boolean sameNode(FunEntry other) {
    return linkage == other.linkage;
  }
}
