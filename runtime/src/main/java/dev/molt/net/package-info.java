/**
 * TCP as processes like it: a socket belongs to a process and is closed when that ends; it is read
 * by asking (passive) or by messages (active).
 *
 * <p>May import: {@code term}, {@code process}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>No process ever blocks in the JDK's own calls. Each socket has runtime threads that read
 *       and write, alive while there is something to do; a process waits in the runtime, where
 *       every exit signal reaches it, and what it waited for is not torn by its death.
 *   <li>Nothing is read that nobody asked for, so TCP's own flow control holds back the peer.
 *   <li>Results are sealed; {@link dev.molt.net.TcpFailure} is the bad end of them all.
 * </ul>
 */
@NullMarked
package dev.molt.net;

import org.jspecify.annotations.NullMarked;
