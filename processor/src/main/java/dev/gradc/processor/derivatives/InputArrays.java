package dev.gradc.processor.derivatives;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses, as generated classes do, inputs that are arrays which derivatives are added to: a pass
 * reads its inputs until its end, and would find in them what it has added.
 */
final class InputArrays {

  private record Input(Variable array, String subject) {}

  private final List<Input> inputs = new ArrayList<>();
  private final Steps steps;

  InputArrays(Steps steps) {
    this.steps = steps;
  }

  /**
   * Notes an input.
   *
   * @param subject what messages call it: {@code 'x'}
   */
  InputArrays add(Atom input, String subject) {
    if (input instanceof Variable variable && isOfNumbers(variable.type())) {
      inputs.add(new Input(variable, subject));
    }
    return this;
  }

  private static boolean isOfNumbers(Type type) {
    return type instanceof ArrayType array && array.innermost().isDifferentiable();
  }

  /** Throws where one of them is, or holds, one of these arrays or of those that they hold. */
  void requireNone(List<Variable> summed) {
    for (Input input : inputs) {
      for (Variable array : summed) {
        Type innermost = ((ArrayType) array.type()).innermost();
        if (((ArrayType) input.array().type()).innermost().equals(innermost)) {
          require(input.array(), array, input.subject(), steps);
        }
      }
    }
  }

  private static void require(Variable input, Variable summed, String subject, Steps into) {
    if (hasRows(input)) {
      String row = subject.startsWith("a row of ") ? subject : "a row of " + subject;
      into.each(
          input,
          (index, inner) ->
              require(inner.load(input, index, input.name() + "Row"), summed, row, inner));
    } else if (hasRows(summed)) {
      into.each(
          summed,
          (index, inner) ->
              require(input, inner.load(summed, index, summed.name() + "Row"), subject, inner));
    } else {
      into.throwIf(
          into.isSame(input, summed),
          "java.lang/IllegalArgumentException",
          subject + " is also an array that derivatives are added to; pass a clone of it");
    }
  }

  private static boolean hasRows(Variable array) {
    return ((ArrayType) array.type()).element() instanceof ArrayType;
  }
}
