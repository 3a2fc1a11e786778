package dev.molt.plan;

import dev.molt.code.ModuleImage;
import dev.molt.code.ModuleName;

/**
 * What is done with one module.
 *
 * <ul>
 *   <li>{@link Load}: its code is new or another: purge what is old, load this
 *   <li>{@link Delete}: it has no source any more: purge what is old, make the current code old,
 *       purge that too
 *   <li>{@link Skip}: there is nothing to do
 * </ul>
 */
public sealed interface SwapStep {
  ModuleName module();

  /**
   * @param isNew it is not loaded yet
   */
  record Load(ModuleImage image, boolean isNew) implements SwapStep {
    @Override
    public ModuleName module() {
      return image.name();
    }
  }

  record Delete(ModuleName module) implements SwapStep {}

  record Skip(ModuleName module, Why why) implements SwapStep {}

  /** Why there is nothing to do. */
  enum Why {
    /** What is loaded is the same code; at most its lines are others. */
    IDENTICAL,
    /** It is to be deleted, and is not loaded. */
    NOT_LOADED
  }
}
