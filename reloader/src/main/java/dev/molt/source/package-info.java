/**
 * Sources as they lie on disk: roots, files, contents, and which module a path stands for.
 *
 * <p>A {@link dev.molt.source.SourceFile} is an identity only, relative to its root and spelled the
 * same on every system; what was read from it is a {@link dev.molt.source.SourceContent}, read once
 * and then handed on, so that what was digested is what is compiled.
 *
 * <p>Which names are sources is a positive rule (an identifier and {@code .java}, in folders whose
 * names are identifiers): editors' temporaries and hidden folders fall out without a list of them.
 *
 * <p>May import: the names of the runtime's room {@code code}.
 */
@NullMarked
package dev.molt.source;

import org.jspecify.annotations.NullMarked;
