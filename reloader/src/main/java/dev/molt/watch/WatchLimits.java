package dev.molt.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says why there are no events, and what to do about it. */
final class WatchLimits {
  private static final Path INOTIFY = Path.of("/proc/sys/fs/inotify");

  private WatchLimits() {}

  static String explain(Exception refused) {
    var message = String.valueOf(refused.getMessage());
    if (message.contains("inotify watches"))
      return remedy("max_user_watches", "the system's limit of watched folders is reached");
    if (message.contains("inotify instances"))
      return remedy("max_user_instances", "the system's limit of watchers is reached");
    return "the system gives no events here (" + message + ")";
  }

  private static String remedy(String key, String what) {
    return what + " (" + value(key) + "); raise fs.inotify." + key + " with sysctl";
  }

  private static String value(String key) {
    try {
      return Files.readString(INOTIFY.resolve(key)).strip();
    } catch (IOException e) {
      // The advice is as good without the number.
      return "number not known";
    }
  }
}
