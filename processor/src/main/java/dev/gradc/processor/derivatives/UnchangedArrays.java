package dev.gradc.processor.derivatives;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;

/** Refuses an array that a tape reads again and that is not what it was. */
final class UnchangedArrays {

  private final String name;
  private final String source;

  /**
   * @param name of the parameter
   * @param source the method that was recorded
   */
  UnchangedArrays(String name, String source) {
    this.name = name;
    this.source = source;
  }

  /**
   * Throws where they differ.
   *
   * @param now the array
   * @param then a copy from before
   */
  void require(Variable now, Variable then, Steps into) {
    into.each(
        then,
        (index, inner) -> {
          Variable one = inner.load(now, index, "now");
          Variable other = inner.load(then, index, "then");
          if (one.type() instanceof ArrayType) {
            require(one, other, inner);
            return;
          }
          inner.throwIf(
              isChanged(one, other, inner),
              "dev.gradc/ModifiedInPlaceException",
              "the array '"
                  + name
                  + "' of "
                  + source
                  + " was changed after forward(...), and the backward pass reads it again");
        });
  }

  /** NaN is not equal to itself, and no change. */
  private static Atom isChanged(Variable one, Variable other, Steps into) {
    if (!(one.type() instanceof Scalar)) {
      return into.not(into.isSame(one, other));
    }
    Variable differ = into.differ(one, other);
    if (!(one.type() instanceof Scalar scalar) || !scalar.isFloating()) {
      return differ;
    }
    BasicOperator equal = new BasicOperator(Symbol.EQ, scalar);
    Variable isNumber = into.apply("isNumber", equal, one, one);
    Variable wasNumber = into.apply("wasNumber", equal, other, other);
    Variable either =
        into.apply("either", new BasicOperator(Symbol.OR, Scalar.BOOLEAN), isNumber, wasNumber);
    return into.apply("isChanged", new BasicOperator(Symbol.AND, Scalar.BOOLEAN), differ, either);
  }
}
