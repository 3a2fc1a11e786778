package dev.molt.code;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The switch of one version: all polls woven into its classes are one call site, a no-op that costs
 * nothing once compiled. While a job is on, the site leads to {@link #enter} instead.
 *
 * <ul>
 *   <li><em>gate</em>: who enters from outside is held while a purge takes its verdicts
 *   <li><em>hunt</em>: a process with a pending exit ends at its next poll
 *   <li><em>poison</em>: after the purge, every entry raises {@link BadFun}
 * </ul>
 *
 * <p>The polls of {@code equals}, {@code hashCode} and {@code toString} have a site of their own:
 * they are hunted, but neither held nor poisoned, for they belong to data.
 *
 * <p>Any thread may poll; jobs are set by the code server's thread and by the exit guard's.
 */
final class VersionSwitch {
  private static final MethodType POLL = MethodType.methodType(void.class);
  private static final MethodHandle NOTHING = MethodHandles.empty(POLL);

  private final String version;
  private final Passage passage;
  private final MutableCallSite code = new MutableCallSite(NOTHING);
  private final MutableCallSite data = new MutableCallSite(NOTHING);
  private final MethodHandle slowCode;
  private final MethodHandle slowData;

  // Written under the monitor of this, read by any thread that polls.
  private volatile @Nullable Gate gate;
  private volatile boolean poisoned;
  private int hunts;

  /**
   * @param version the name of the version's loader, {@code E3@7}: how its frames are known
   */
  VersionSwitch(String version, Passage passage) {
    this.version = version;
    this.passage = passage;
    try {
      var lookup = MethodHandles.lookup();
      slowCode = lookup.findVirtual(VersionSwitch.class, "enter", POLL).bindTo(this);
      slowData = lookup.findVirtual(VersionSwitch.class, "enterData", POLL).bindTo(this);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the switch of " + version, e);
    }
  }

  /** What the polls of code call: {@code ()void}, for ever the same handle. */
  MethodHandle poll() {
    return code.dynamicInvoker();
  }

  /** What the polls in {@code equals}, {@code hashCode} and {@code toString} call. */
  MethodHandle pollData() {
    return data.dynamicInvoker();
  }

  String version() {
    return version;
  }

  /** Whether the version has been purged: whoever enters it gets {@link BadFun}. */
  boolean poisoned() {
    return poisoned;
  }

  /** Whether nobody pays for a poll just now. */
  synchronized boolean idle() {
    return gate == null && hunts == 0 && !poisoned;
  }

  /** Holds whoever enters, from when {@link #publish} has returned. */
  synchronized void gate(Gate newGate) {
    gate = newGate;
    retarget();
  }

  /** Takes the gate away. Those it holds are told by the gate itself. */
  synchronized void ungate() {
    gate = null;
    retarget();
  }

  /** One process more that must end at its next poll. */
  synchronized void hunt() {
    hunts++;
    if (hunts == 1) retarget();
  }

  /** One such process is gone. */
  synchronized void unhunt() {
    if (hunts == 0) throw new IllegalStateException(version + " hunts nobody");
    hunts--;
    if (hunts == 0) retarget();
  }

  /** For ever: the version is purged. */
  synchronized void poison() {
    poisoned = true;
    gate = null;
    retarget();
  }

  /** Makes what was set be seen by every thread: one hand-shake for all switches of a batch. */
  static void publish(Iterable<VersionSwitch> switches) {
    List<MutableCallSite> sites = new ArrayList<>();
    for (var one : switches) {
      sites.add(one.code);
      sites.add(one.data);
    }
    if (!sites.isEmpty()) MutableCallSite.syncAll(sites.toArray(MutableCallSite[]::new));
  }

  private void retarget() {
    assert Thread.holdsLock(this);
    set(code, gate != null || hunts > 0 || poisoned ? slowCode : NOTHING);
    set(data, hunts > 0 ? slowData : NOTHING);
  }

  /** Setting a target throws compiled code away, so never for nothing. */
  private static void set(MutableCallSite site, MethodHandle target) {
    if (site.getTarget() != target) site.setTarget(target);
  }

  /** What a poll comes to while a job is on. The name is known to {@link StackLook}. */
  void enter() {
    if (poisoned) throw Entry.here(version).refused(version);
    passage.exitIfDoomed();
    var holding = gate;
    if (holding != null) holding.pass(version, passage);
  }

  void enterData() {
    passage.exitIfDoomed();
  }
}
