/**
 * The checker behind the rooms tests: a house is a folder of class files, a room is a package below
 * the house's root, and a table says which room may import which. Shared by every Maven module that
 * has a table of its own.
 *
 * <p>May import: nothing of the house, so that no room can be excused by its own judge.
 */
@NullMarked
package dev.molt.rooms;

import org.jspecify.annotations.NullMarked;
