package dev.gradc.processor.frontend;

import com.sun.source.tree.Tree;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import java.util.Optional;

/** The operators that two kinds of trees write: {@code a + b} and {@code a += b}. */
final class Symbols {

  private Symbols() {}

  static Optional<Symbol> of(Tree.Kind kind) {
    return Optional.ofNullable(
        switch (kind) {
          case PLUS, PLUS_ASSIGNMENT -> Symbol.ADD;
          case MINUS, MINUS_ASSIGNMENT -> Symbol.SUB;
          case MULTIPLY, MULTIPLY_ASSIGNMENT -> Symbol.MUL;
          case DIVIDE, DIVIDE_ASSIGNMENT -> Symbol.DIV;
          case REMAINDER, REMAINDER_ASSIGNMENT -> Symbol.REM;
          case AND, AND_ASSIGNMENT -> Symbol.AND;
          case OR, OR_ASSIGNMENT -> Symbol.OR;
          case XOR, XOR_ASSIGNMENT -> Symbol.XOR;
          case LEFT_SHIFT, LEFT_SHIFT_ASSIGNMENT -> Symbol.SHL;
          case RIGHT_SHIFT, RIGHT_SHIFT_ASSIGNMENT -> Symbol.SHR;
          case UNSIGNED_RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT_ASSIGNMENT -> Symbol.USHR;
          case LESS_THAN -> Symbol.LT;
          case LESS_THAN_EQUAL -> Symbol.LE;
          case GREATER_THAN -> Symbol.GT;
          case GREATER_THAN_EQUAL -> Symbol.GE;
          case EQUAL_TO -> Symbol.EQ;
          case NOT_EQUAL_TO -> Symbol.NE;
          default -> null;
        });
  }
}
