package dev.molt.sys;

import dev.molt.code.ModuleName;
import java.util.List;

/**
 * What an upgrade means for one of its modules.
 *
 * @param dependsOn those of its modules that this one calls: its processes rest before theirs, and
 *     change their state and go on after them
 *     <p>OTP: {@code {update, Mod, Change, DepMods}}
 */
public record ModuleChange(ModuleName module, StateChange state, List<ModuleName> dependsOn) {
  public ModuleChange {
    dependsOn = List.copyOf(dependsOn);
  }
}
