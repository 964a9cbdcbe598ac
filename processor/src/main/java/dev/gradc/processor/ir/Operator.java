package dev.gradc.processor.ir;

import java.util.List;

/** A function of scalars to a scalar, without effects. The rule table has a row for each. */
public sealed interface Operator permits BasicOperator, Conversion, MathFunction {

  /** The types of the arguments, after promotion. */
  List<Scalar> parameters();

  /** The type of the result. */
  Scalar result();

  /** The name in printed IR: {@code mul}, {@code exp}. */
  String mnemonic();

  /** Whether it can throw: integer division and remainder, and the exact arithmetic of Math. */
  boolean mayThrow();
}
