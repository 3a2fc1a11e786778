/**
 * Class bytes in, class bytes out: gives each class of a module version its polls, its late binding
 * and its access across class loaders, when it is defined. Pure: no thread, no file, no class
 * loading; the same bytes and names give the same result.
 *
 * <p>May import: nothing of the house. The bootstraps and the fun types are known by name only.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li><b>Every cycle has a poll.</b> Before each jump that goes back (or stays), and at the start
 *       of each handler that can be reached by going back, stands a poll; so each cycle of a
 *       method's flow graph runs through one. The graph's edges: fall-through, jumps, and from each
 *       instruction that may throw to its handlers. Loads, stores, constants, arithmetic but
 *       integer division, jumps, returns and {@code monitorexit} count as not throwing.
 *   <li><b>Every recursion has a poll.</b> A method that calls anything is polled at its start, but
 *       for class initialisers; so is every method that code outside can enter. Not polled: private
 *       methods without loop, call or lambda, and a record's accessors that only read (they are
 *       data).
 *   <li><b>A poll at a start stands before every {@code try}</b>, so a method cannot catch it; one
 *       at the start of a handler is left out of the ranges of that handler and of those before it,
 *       so a poll that throws every time always gets out.
 *   <li><b>Frames are kept, not computed.</b> What is woven in changes no type at a jump target, so
 *       the stack maps of the compiler are carried over and no class hierarchy is needed.
 *   <li><b>Methods and fields are never widened.</b> Class flags and constructors are opened to
 *       public; what else crosses a loader goes through {@code invokedynamic}. A package-private
 *       method that a class of another module may override gets a <em>door</em>: a public method
 *       with a name that only its package has, through which all its callers go. See {@code Doors}.
 * </ul>
 */
@NullMarked
package dev.molt.weave;

import org.jspecify.annotations.NullMarked;
