package dev.molt.plan;

import com.google.common.collect.ImmutableSortedMap;
import dev.molt.code.ModuleImage;
import dev.molt.code.ModuleName;
import dev.molt.code.ModuleStatus;
import java.util.Collection;
import java.util.Optional;

/**
 * What is loaded, as the code server's books had it at one moment.
 *
 * @param images the image of each module's current version
 */
public record LoadedModules(ImmutableSortedMap<ModuleName, ModuleImage> images) {
  public static final LoadedModules NONE = new LoadedModules(ImmutableSortedMap.of());

  /** Those that have a current version; a deleted module of which old code is left has none. */
  public static LoadedModules of(Collection<ModuleStatus> books) {
    var images = ImmutableSortedMap.<ModuleName, ModuleImage>naturalOrder();
    for (var status : books) {
      var current = status.current();
      if (current != null) images.put(status.module(), current.image());
    }
    return new LoadedModules(images.build());
  }

  public Optional<ModuleImage> image(ModuleName module) {
    return Optional.ofNullable(images.get(module));
  }
}
