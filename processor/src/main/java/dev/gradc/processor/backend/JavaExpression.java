package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import java.util.Optional;

/**
 * Java text of an expression.
 *
 * @param precedence how tightly its outermost operator binds
 * @param widened the operand, if this is a widening conversion that Java makes by itself where the
 *     context asks for it
 * @param negated the operand, if this is a negation
 * @param opposite the text of what is true where this is not, if it binds as tightly
 */
record JavaExpression(
    CodeBlock code,
    int precedence,
    Optional<JavaExpression> widened,
    Optional<JavaExpression> negated,
    Optional<CodeBlock> opposite) {

  /** One of which no opposite is known. */
  JavaExpression(
      CodeBlock code,
      int precedence,
      Optional<JavaExpression> widened,
      Optional<JavaExpression> negated) {
    this(code, precedence, widened, negated, Optional.empty());
  }

  static final int PRIMARY = 15;
  static final int UNARY = 14;
  static final int TERNARY = 2;

  static JavaExpression of(CodeBlock code, int precedence) {
    return new JavaExpression(code, precedence, Optional.empty(), Optional.empty());
  }

  /** A condition. */
  static JavaExpression condition(CodeBlock code, CodeBlock opposite, int precedence) {
    return new JavaExpression(
        code, precedence, Optional.empty(), Optional.empty(), Optional.of(opposite));
  }

  /** What is true where this condition is not. */
  JavaExpression negation() {
    CodeBlock negated = opposite.orElseThrow();
    return condition(negated, code, precedence);
  }

  static JavaExpression primary(String format, Object... arguments) {
    return of(CodeBlock.of(format, arguments), PRIMARY);
  }

  /** The text, in parentheses if it binds less tightly than its place needs. */
  CodeBlock atLeast(int required) {
    return precedence >= required ? code : CodeBlock.of("($L)", code);
  }

  /** The text where Java widens by itself. */
  JavaExpression implicit() {
    return widened.orElse(this);
  }

  /** Whether it is the literal, which fits any class and no primitive type. */
  boolean isNull() {
    return code.toString().equals("null");
  }

  int length() {
    return code.toString().length();
  }
}
