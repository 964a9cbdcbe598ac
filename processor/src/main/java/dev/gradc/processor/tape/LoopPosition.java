package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Atom;
import java.util.Optional;

/**
 * Where the values of one iteration of a loop stand in the slot arrays of that loop.
 *
 * @param position the index, known at the top of the loop's body in both regions
 * @param reserveBefore label of the loop before which room is made for all iterations; empty for a
 *     loop whose number of iterations is not known at entry, which makes room as it goes
 * @param size how many elements are needed then
 */
record LoopPosition(Atom position, Optional<String> reserveBefore, Atom size) {}
