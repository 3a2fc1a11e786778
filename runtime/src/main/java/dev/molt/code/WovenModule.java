package dev.molt.code;

import dev.molt.weave.WeaveNote;
import dev.molt.weave.Weaver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The classes of a module as they will be defined, and what is to be said of the weaving. */
record WovenModule(Map<String, byte[]> classes, List<WeaveNote> notes) {

  /**
   * @throws IllegalArgumentException if a class file is malformed
   */
  static WovenModule of(ModuleImage image, Weaver weaver) {
    var classes = new HashMap<String, byte[]>();
    var notes = new ArrayList<WeaveNote>();
    image
        .classes()
        .forEach(
            (name, bytes) -> {
              var woven = weaver.weave(image.name().binaryName(), bytes);
              classes.put(name, woven.bytes());
              notes.addAll(woven.notes());
            });
    return new WovenModule(classes, List.copyOf(notes));
  }
}
