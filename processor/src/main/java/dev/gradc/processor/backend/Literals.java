package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Scalar;

/** Java's literals. */
final class Literals {

  private Literals() {}

  static JavaExpression of(Constant constant) {
    Object value = constant.value();
    if (!(constant.type() instanceof Scalar scalar)) {
      return JavaExpression.primary("null");
    }
    return switch (scalar) {
      case BOOLEAN -> JavaExpression.primary("$L", value);
      case INT -> signed(value.toString());
      case LONG -> signed(value + "L");
      case BYTE, SHORT ->
          JavaExpression.of(
              CodeBlock.of("($L) $L", constant.type().keyword(), value), JavaExpression.UNARY);
      case CHAR ->
          JavaExpression.of(
              CodeBlock.of("(char) $L", (int) (Character) value), JavaExpression.UNARY);
      case FLOAT -> floating((Float) value);
      case DOUBLE -> floating((Double) value);
    };
  }

  /** On one line: JavaPoet makes a sum of several lines, of which a method would get the last. */
  static JavaExpression text(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      literal.append(
          switch (each) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            default ->
                isWritten(each) ? String.valueOf(each) : String.format("\\u%04x", (int) each);
          });
    }
    return JavaExpression.primary("$L", literal.append('"'));
  }

  /** JavaPoet breaks lines where a separator of either kind stands. */
  private static boolean isWritten(char each) {
    int type = Character.getType(each);
    return type != Character.CONTROL
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  private static JavaExpression floating(float value) {
    if (Float.isNaN(value)) {
      return JavaExpression.primary("$T.NaN", Float.class);
    }
    if (Float.isInfinite(value)) {
      return infinity(Float.class, value > 0);
    }
    return signed(value + "f");
  }

  private static JavaExpression floating(double value) {
    if (Double.isNaN(value)) {
      return JavaExpression.primary("$T.NaN", Double.class);
    }
    if (Double.isInfinite(value)) {
      return infinity(Double.class, value > 0);
    }
    return signed(Double.toString(value));
  }

  private static JavaExpression infinity(Class<?> type, boolean isPositive) {
    return JavaExpression.primary(
        "$T.$L", type, isPositive ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY");
  }

  private static JavaExpression signed(String text) {
    return JavaExpression.of(
        CodeBlock.of("$L", text),
        text.startsWith("-") ? JavaExpression.UNARY : JavaExpression.PRIMARY);
  }
}
