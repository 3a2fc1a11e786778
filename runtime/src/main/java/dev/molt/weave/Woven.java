package dev.molt.weave;

import java.util.List;

/**
 * A woven class.
 *
 * @param bytes its class file, to be defined as it is
 * @param notes what a person should know of the weaving; empty for nearly every class
 */
public record Woven(byte[] bytes, List<WeaveNote> notes) {
  public Woven {
    notes = List.copyOf(notes);
  }
}
