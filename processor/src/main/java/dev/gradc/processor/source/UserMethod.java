package dev.gradc.processor.source;

import java.util.Set;

/**
 * A method, constructor, initializer or lambda of the user's that may use tapes.
 *
 * @param sourceFile address of the file that it stands in
 * @param repeated the facts that stand in more than one place, and so tell paths apart
 */
public record UserMethod(String sourceFile, TapeUse body, Set<Fact> repeated) {

  public UserMethod {
    repeated = Set.copyOf(repeated);
  }
}
