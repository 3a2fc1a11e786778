package dev.molt.code;

/**
 * Thrown in a thread that is no process and runs code that is being purged, if the purge's options
 * say so.
 */
public final class ThreadExpelled extends Error {
  ThreadExpelled(String version) {
    super("the code of " + version + " is being purged");
  }
}
