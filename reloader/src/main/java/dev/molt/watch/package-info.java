/**
 * What changed in a source root, and when it may be acted upon.
 *
 * <p>Events of the system only say <em>look again there</em>. What is true is found by looking: a
 * file is read, its digest compared with what is known, and a change that is none is dropped. So a
 * doubled, merged, late or misleading event does no harm, and a lost one is found by the next
 * comparison of the whole tree, which is made at the start (after the watch stands), at an
 * overflow, when the watch had to be set up anew, and now and then without a reason.
 *
 * <p>{@link dev.molt.watch.QuietPeriod} decides when changes go out, {@code Snapshot} what is a
 * change; both are free of threads, clocks and files. {@link dev.molt.watch.SourceWatcher} acts.
 *
 * <p>May import: {@code source}.
 */
@NullMarked
package dev.molt.watch;

import org.jspecify.annotations.NullMarked;
