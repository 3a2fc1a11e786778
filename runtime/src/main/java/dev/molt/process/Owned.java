package dev.molt.process;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** What a process owns and what is closed with it. Under the owner's lock, but for the closing. */
final class Owned {
  private Owned() {}

  static boolean add(ProcessCell owner, AutoCloseable resource) {
    synchronized (owner) {
      if (!owner.isAlive()) return false;
      // By identity: an equals of module code must not run under the lock.
      Set<AutoCloseable> owned = owner.owned;
      if (owned == null) {
        owner.owned = owned = Collections.newSetFromMap(new IdentityHashMap<>());
      }
      owned.add(resource);
      return true;
    }
  }

  static boolean remove(ProcessCell owner, AutoCloseable resource) {
    synchronized (owner) {
      return owner.owned != null && owner.owned.remove(resource);
    }
  }

  static List<AutoCloseable> all(ProcessCell owner) {
    synchronized (owner) {
      return owner.owned == null ? List.of() : List.copyOf(owner.owned);
    }
  }

  /** At its end. Its own thread. */
  static void closeAll(ProcessCell owner) {
    List<AutoCloseable> resources = all(owner);
    if (resources.isEmpty()) return;
    synchronized (owner) {
      owner.owned = null;
    }
    owner.node.exitWatch().add(owner);
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (Exception | Error fault) {
        owner.node.fault("a resource of " + owner.pid + " could not be closed", fault);
      }
    }
  }
}
