/**
 * From sources to class files: javac in this process, in memory, incrementally.
 *
 * <p>What is compiled is what changed, and then what could come out otherwise because of it: the
 * sources that use a module whose {@code Abi} (what others can see of it) is another. Uses are
 * taken from javac itself (it knows of inlined constants and of types that leave no trace) and from
 * the class files (they know what javac adds). Everything else is seen through its last good
 * classes, which are kept in memory; they also stay for what cannot be compiled now.
 *
 * <p>javac gives out nothing at all for a batch in which one file is wrong, so the files at fault
 * are taken out and the rest is compiled again, against their last good classes.
 *
 * <p>May import: {@code source}, and the values of the runtime's room {@code code}.
 */
@NullMarked
package dev.molt.compile;

import org.jspecify.annotations.NullMarked;
