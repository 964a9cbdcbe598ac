package dev.gradc.processor.tape;

import java.util.Set;

/**
 * An output of a method: a component of the record that it returns, or the result itself.
 *
 * @param name of the component; {@code value} for the result itself
 * @param leaves positions among the results of the function
 * @param isRetained what its backward pass reads is retained
 */
public record Output(String name, Set<Integer> leaves, boolean isRetained) {

  public Output {
    leaves = Set.copyOf(leaves);
  }
}
