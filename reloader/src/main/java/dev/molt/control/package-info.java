/**
 * How commands reach a running daemon: one JSON object a line over a Unix domain socket.
 *
 * <p>May import: nothing of the house. Pids, versions and frames cross as text and numbers, so that
 * a client needs no runtime and a daemon built from other sources still understands the question.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The socket lies in a directory that only its owner can enter, under a name hashed from the
 *       watched directory, because socket paths end at 108 bytes (104 on macOS). Client and server
 *       both check the owner of the directory and of the other end.
 *   <li>Who holds the lock file is the daemon; a socket without a holder is left over and taken
 *       over. A kernel lock, because it ends with its process, however that ends.
 *   <li>One platform thread per connection: virtual threads are not time-sliced, and {@code molt
 *       check} must answer while the modules' processes spin on every core.
 *   <li>A client is owed one thing: an answer to a whole request that came in time. Requests have a
 *       size, time to arrive, and a place in the queue that a newcomer may take from whoever only
 *       holds it.
 * </ul>
 */
@NullMarked
package dev.molt.control;

import org.jspecify.annotations.NullMarked;
