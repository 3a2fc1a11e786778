package dev.molt.compile;

import dev.molt.code.ModuleName;
import dev.molt.source.SourceContent;
import dev.molt.source.SourceFile;
import dev.molt.source.SourceRoot;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request, compiled in rounds: what changed; then what uses a module that others now see
 * otherwise; and so on, until nobody sees anything else. Each source comes out as a full compile
 * would have it.
 */
final class Rounds {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  /** Where sources keep changing what each other sees, they are all compiled together. */
  private static final int ROUNDS_APART = 4;

  /** Errors that come and go with each other's last good classes could go on for ever. */
  private static final int MOST_ROUNDS = 40;

  private final Javac javac;
  private final SourceRoot root;
  private final Modules modules;
  private final Map<SourceFile, SourceContent> sources;
  private final Set<SourceFile> broken;

  private final Map<SourceFile, Optional<CompiledSource>> before = new HashMap<>();
  private final Map<SourceFile, Batch.Outcome> failures = new TreeMap<>();
  private final Set<SourceFile> compiled = new TreeSet<>();

  /**
   * @param sources the contents of all sources, as they are now
   * @param broken those that could not be compiled when they were last tried
   */
  Rounds(
      Javac javac,
      SourceRoot root,
      Modules modules,
      Map<SourceFile, SourceContent> sources,
      Set<SourceFile> broken) {
    this.javac = javac;
    this.root = root;
    this.modules = modules;
    this.sources = sources;
    this.broken = broken;
  }

  /** The sources that came out, in whatever round. */
  Set<SourceFile> compiled() {
    return compiled;
  }

  /** The sources that could not be compiled, and the batch in which each was last tried. */
  Map<SourceFile, Batch.Outcome> failures() {
    return failures;
  }

  /** What was there before of each source that was touched. */
  Map<SourceFile, Optional<CompiledSource>> before() {
    return before;
  }

  void run(Set<SourceFile> changed, Set<SourceFile> deleted) {
    deleted.forEach(this::remember);
    var seenOtherwise = new TreeSet<>(modules.declaredBy(deleted));
    var added = new TreeSet<>(seenOtherwise);
    deleted.forEach(modules::remove);
    var next = new TreeSet<>(changed);
    for (int round = 1; round <= MOST_ROUNDS; round++) {
      var batch = Set.copyOf(next);
      var mended = compile(batch, seenOtherwise, added);
      next = affected(seenOtherwise, added, mended);
      next.removeAll(batch);
      var rivals = modules.rivals(added);
      if (!batch.containsAll(rivals)) next.addAll(rivals);
      if (next.isEmpty()) return;
      if (round >= ROUNDS_APART) next.addAll(compiled);
      seenOtherwise.clear();
      added.clear();
    }
    LOG.warn("The sources of {} do not come to rest after {} rounds", root, MOST_ROUNDS);
  }

  /**
   * Compiles a batch.
   *
   * @param seenOtherwise collects the modules that others see otherwise than before
   * @param cameOrWent collects those of them that are new or gone
   * @return whether a source came out that was broken
   */
  private boolean compile(
      Set<SourceFile> batch, Set<ModuleName> seenOtherwise, Set<ModuleName> cameOrWent) {
    if (batch.isEmpty()) return false;
    batch.forEach(this::remember);
    var outcome = Batch.compile(javac, root, contents(batch));
    var mended = false;
    for (var one : outcome.compiled()) {
      mended |= broken.contains(one.file()) || failures.containsKey(one.file());
      compare(modules.get(one.file()), one, seenOtherwise, cameOrWent);
      modules.put(one);
      compiled.add(one.file());
      failures.remove(one.file());
    }
    for (var file : outcome.failed().keySet()) {
      failures.put(file, outcome);
      if (compiled.remove(file)) revert(file, seenOtherwise, cameOrWent);
    }
    return mended;
  }

  /** It came out in an earlier round, but not with what the others have become by now. */
  private void revert(SourceFile file, Set<ModuleName> seenOtherwise, Set<ModuleName> cameOrWent) {
    var now = modules.get(file);
    var good = before.getOrDefault(file, Optional.empty()).orElse(null);
    compare(now, good, seenOtherwise, cameOrWent);
    if (good == null) modules.remove(file);
    else modules.put(good);
  }

  private static void compare(
      @Nullable CompiledSource before,
      @Nullable CompiledSource now,
      Set<ModuleName> seenOtherwise,
      Set<ModuleName> cameOrWent) {
    var abisBefore = before == null ? Map.<ModuleName, Abi>of() : before.abis();
    var abisNow = now == null ? Map.<ModuleName, Abi>of() : now.abis();
    var all = new HashSet<>(abisNow.keySet());
    all.addAll(abisBefore.keySet());
    for (var module : all) {
      var was = abisBefore.get(module);
      var is = abisNow.get(module);
      if (was == null || is == null) cameOrWent.add(module);
      if (was == null || is == null || !was.equals(is)) seenOtherwise.add(module);
    }
  }

  private TreeSet<SourceFile> affected(
      Set<ModuleName> seenOtherwise, Set<ModuleName> cameOrWent, boolean mended) {
    var files = new TreeSet<SourceFile>();
    if (!seenOtherwise.isEmpty() || mended) {
      files.addAll(broken);
      files.removeAll(compiled);
      files.addAll(modules.usersOf(seenOtherwise));
      files.addAll(failures.keySet());
    }
    files.addAll(mentioning(cameOrWent));
    files.retainAll(sources.keySet());
    return files;
  }

  /** A name that is new may hide another, one that is gone may uncover it: wherever it is said. */
  private Set<SourceFile> mentioning(Set<ModuleName> cameOrWent) {
    var files = new TreeSet<SourceFile>();
    if (cameOrWent.isEmpty()) return files;
    var names = new TreeSet<String>();
    for (var module : cameOrWent)
      names.add(module.binaryName().substring(module.binaryName().lastIndexOf('.') + 1));
    for (var content : sources.values()) {
      if (compiled.contains(content.file())) continue;
      if (Mention.isIn(content.text(), names)) files.add(content.file());
    }
    return files;
  }

  private Collection<SourceContent> contents(Set<SourceFile> files) {
    var contents = new TreeMap<SourceFile, SourceContent>();
    for (var file : files) {
      var content = sources.get(file);
      if (content != null) contents.put(file, content);
    }
    return contents.values();
  }

  private void remember(SourceFile file) {
    before.computeIfAbsent(file, _ -> Optional.ofNullable(modules.get(file)));
  }
}
