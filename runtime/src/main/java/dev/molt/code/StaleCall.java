package dev.molt.code;

import java.util.Objects;

/**
 * A call was refused at its first instruction: it had found its function, or its object, when that
 * version was current, and has been off its processor until that version was purged. Nothing has
 * been done, so whoever looked the version up looks again and makes the call anew. For anybody else
 * it is what it extends.
 */
public final class StaleCall extends BadFun {
  StaleCall(String version) {
    super(version);
  }

  /** Whether it was code of the version of this name that refused. */
  boolean isOf(ModuleVersion version) {
    return fun().equals(version.toString());
  }

  /** Whether it was code of the version that this object is an instance of that refused. */
  public boolean isOf(Object callee) {
    var loader = callee.getClass().getClassLoader();
    return loader != null && Objects.equals(loader.getName(), fun());
  }
}
