package dev.gradc.processor.ir;

import java.util.List;
import java.util.Locale;

/**
 * An operator of the Java language on operands that are promoted already.
 *
 * @param operand the type of the operands (of the left one for shifts, whose right one is {@code
 *     int}; of the second and third for {@link Symbol#SELECT}, whose first is {@code boolean})
 */
public record BasicOperator(Symbol symbol, Scalar operand) implements Operator {

  /** Which operator. */
  public enum Symbol {
    ADD("+", 2),
    SUB("-", 2),
    MUL("*", 2),
    DIV("/", 2),
    REM("%", 2),
    NEG("-", 1),
    NOT("!", 1),
    COMPLEMENT("~", 1),
    AND("&", 2),
    OR("|", 2),
    XOR("^", 2),
    SHL("<<", 2),
    SHR(">>", 2),
    USHR(">>>", 2),
    LT("<", 2),
    LE("<=", 2),
    GT(">", 2),
    GE(">=", 2),
    EQ("==", 2),
    NE("!=", 2),
    /** {@code condition ? second : third}; both are evaluated. */
    SELECT("?:", 3),
    /** The identity with derivative zero: a constant for differentiation. */
    DETACH("detach", 1);

    private final String java;
    private final int arity;

    Symbol(String java, int arity) {
      this.java = java;
      this.arity = arity;
    }

    /** How Java writes it. */
    public String java() {
      return java;
    }

    public int arity() {
      return arity;
    }

    /** Less, greater, equal and so on. */
    public boolean isComparison() {
      return compareTo(LT) >= 0 && compareTo(NE) <= 0;
    }

    /** The shifts, whose right operand is always an {@code int} here. */
    public boolean isShift() {
      return this == SHL || this == SHR || this == USHR;
    }
  }

  @Override
  public List<Scalar> parameters() {
    if (symbol == Symbol.SELECT) {
      return List.of(Scalar.BOOLEAN, operand, operand);
    }
    if (symbol.isShift()) {
      return List.of(operand, Scalar.INT);
    }
    return symbol.arity() == 1 ? List.of(operand) : List.of(operand, operand);
  }

  @Override
  public Scalar result() {
    return symbol.isComparison() ? Scalar.BOOLEAN : operand;
  }

  @Override
  public String mnemonic() {
    return symbol.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean mayThrow() {
    return (symbol == Symbol.DIV || symbol == Symbol.REM) && operand.isIntegral();
  }
}
