package dev.gradc.processor.transform;

import dev.gradc.processor.ir.Checkpoint;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Type;
import java.util.Set;

/**
 * A part of a function that has become a function of its own, so that a backward pass can run it
 * again: some iterations of a loop, or the body of a method that was called.
 *
 * <p>Its arguments stay as they are: what it changes it copies, and gives back.
 *
 * @param function of a loop that counts, the number of the first iteration and that after the last
 *     are the first two parameters; of another loop, how many iterations to run at most is the
 *     first
 * @param result what it gives
 * @param constants positions of the parameters that it leaves as they are
 * @param copied positions of the results that are such copies: no two of them are one array
 */
public record Section(
    Function function,
    Type result,
    Checkpoint checkpoint,
    Set<Integer> constants,
    Set<Integer> copied) {

  public Section {
    constants = Set.copyOf(constants);
    copied = Set.copyOf(copied);
  }
}
