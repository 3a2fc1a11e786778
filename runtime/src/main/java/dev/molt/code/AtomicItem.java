package dev.molt.code;

/**
 * One module of an atomic load.
 *
 * <ul>
 *   <li>{@link FromPath}: its object code is looked for on the path
 *   <li>{@link Given}: its object code is here
 * </ul>
 */
public sealed interface AtomicItem {
  ModuleName module();

  record FromPath(ModuleName module) implements AtomicItem {}

  record Given(ObjectCode code) implements AtomicItem {
    @Override
    public ModuleName module() {
      return code.module();
    }
  }
}
