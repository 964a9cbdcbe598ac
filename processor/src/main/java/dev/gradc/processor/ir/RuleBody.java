package dev.gradc.processor.ir;

import java.util.List;
import java.util.function.Supplier;

/**
 * What a rule consists of, so that it can stand where it would be called. Rules use each other in
 * circles: the function is made when it is asked for, and no two bodies are equal.
 */
public final class RuleBody {

  private final List<String> accessors;
  private final Supplier<Function> made;
  private Function function;

  /**
   * @param accessors how the object that the rule gives is asked for each result; one empty name if
   *     it gives a single one
   * @param made makes the function, without calls but of members
   */
  public RuleBody(List<String> accessors, Supplier<Function> made) {
    this.accessors = List.copyOf(accessors);
    this.made = made;
  }

  public List<String> accessors() {
    return accessors;
  }

  /** Takes the arguments and the cotangent, and gives a result for each accessor. */
  public Function function() {
    if (function == null) {
      function = made.get();
    }
    return function;
  }
}
