/**
 * Modules and their versions: the code server and its books, the loading of a version, the call
 * sites that reach the current one, funs, and the purge of an old one.
 *
 * <p>May import: {@code term}, {@code process}, {@code weave}, {@code types}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>One immutable table from module to versions, behind one volatile field of the code server,
 *       is the truth. Call sites are only a cache of it: a load first points the sites concerned to
 *       a path that reads the table, then publishes the table in one store, then points the sites
 *       to the new functions. Sites that are set one by one would not be atomic.
 *   <li>The code server's own platform thread is the only writer. Virtual threads are not
 *       time-sliced, so a server that is a process could be starved by busy loops; to its callers
 *       it looks like a process all the same.
 *   <li>Nothing that outlives a version refers to its classes strongly: call sites are erased to
 *       the types of the runtime and the JDK and set anew at each load, funs go through an entry
 *       that a purge empties. A weak reference to the old loader is the proof.
 *   <li>A bootstrap never throws, for a thrown error would stick to its call site for ever.
 * </ul>
 */
@NullMarked
package dev.molt.code;

import org.jspecify.annotations.NullMarked;
