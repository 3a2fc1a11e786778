package dev.molt.code;

import dev.molt.process.Process;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The virtual threads of this JVM that are no processes. The JDK tells of them only through its own
 * {@code jdk.internal.vm.ThreadContainers}, with {@code --add-exports
 * java.base/jdk.internal.vm=ALL-UNNAMED}; where that is closed, or threads are not tracked, none
 * are seen.
 */
final class VirtualThreads {
  private static final Logger LOG = LoggerFactory.getLogger(VirtualThreads.class);

  /** The JDK's methods, all without arguments. */
  private record Door(Method root, Method threads, Method children) {}

  private final @Nullable Door door = open();

  private static @Nullable Door open() {
    try {
      var containers = Class.forName("jdk.internal.vm.ThreadContainers");
      var container = Class.forName("jdk.internal.vm.ThreadContainer");
      var root = containers.getMethod("root");
      root.invoke(null);
      return new Door(root, container.getMethod("threads"), container.getMethod("children"));
    } catch (ReflectiveOperationException | InaccessibleObjectException closed) {
      LOG.debug("virtual threads that are no processes cannot be seen: {}", closed.toString());
      return null;
    }
  }

  /** Whether they can be seen here. */
  boolean visible() {
    return door != null;
  }

  /** Those alive now. Any thread. */
  List<Thread> foreign() {
    List<Thread> found = new ArrayList<>();
    if (door == null) return found;
    try {
      collect(door, door.root.invoke(null), found);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("the JDK does not tell its virtual threads", e);
    }
    return found;
  }

  private static void collect(Door door, Object container, List<Thread> found)
      throws IllegalAccessException, InvocationTargetException {
    try (var threads = (Stream<?>) door.threads.invoke(container)) {
      threads.forEach(
          one -> {
            if (one instanceof Thread thread && isForeign(thread)) found.add(thread);
          });
    }
    List<?> children;
    try (var stream = (Stream<?>) door.children.invoke(container)) {
      children = stream.toList();
    }
    for (var child : children) collect(door, child, found);
  }

  private static boolean isForeign(Thread thread) {
    return thread.isVirtual() && !Process.isProcess(thread);
  }
}
