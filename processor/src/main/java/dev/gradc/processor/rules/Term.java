package dev.gradc.processor.rules;

import dev.gradc.processor.ir.BasicOperator.Symbol;
import java.util.List;

/** A formula in the making: what rows of the table are written with. */
record Term(Formula formula) {

  /** What the partial is applied to. */
  static final Term VECTOR = new Term(new Formula.Vector());

  /** The operator's result. */
  static final Term RESULT = new Term(new Formula.Result());

  /** The first argument. */
  static final Term FIRST = new Term(new Formula.Argument(0));

  /** The second argument. */
  static final Term SECOND = new Term(new Formula.Argument(1));

  /** The third argument. */
  static final Term THIRD = new Term(new Formula.Argument(2));

  static final Term ZERO = number(0);
  static final Term ONE = number(1);

  static Term number(double value) {
    return new Term(new Formula.Number(value));
  }

  /** A function of {@code Math}. */
  static Term math(String name, Term... arguments) {
    return new Term(
        new Formula.Function(name, List.of(arguments).stream().map(Term::formula).toList()));
  }

  /** {@code condition ? yes : no}. */
  static Term select(Term condition, Term yes, Term no) {
    return basic(Symbol.SELECT, condition, yes, no);
  }

  Term plus(Term other) {
    return basic(Symbol.ADD, this, other);
  }

  Term minus(Term other) {
    return basic(Symbol.SUB, this, other);
  }

  Term times(Term other) {
    return basic(Symbol.MUL, this, other);
  }

  Term over(Term other) {
    return basic(Symbol.DIV, this, other);
  }

  Term negated() {
    return basic(Symbol.NEG, this);
  }

  Term less(Term other) {
    return basic(Symbol.LT, this, other);
  }

  Term lessOrEqual(Term other) {
    return basic(Symbol.LE, this, other);
  }

  Term greater(Term other) {
    return basic(Symbol.GT, this, other);
  }

  Term greaterOrEqual(Term other) {
    return basic(Symbol.GE, this, other);
  }

  Term equal(Term other) {
    return basic(Symbol.EQ, this, other);
  }

  Term and(Term other) {
    return basic(Symbol.AND, this, other);
  }

  private static Term basic(Symbol symbol, Term... arguments) {
    return new Term(
        new Formula.Basic(symbol, List.of(arguments).stream().map(Term::formula).toList()));
  }
}
