package dev.gradc.processor.ir;

/**
 * A literal.
 *
 * @param value a Boolean, Byte, Short, Character, Integer, Long, Float or Double, as {@code type}
 *     says; null for no object, which as an adjoint of a tensor is zero in any shape; equality is
 *     by bits, so {@code 0.0} and {@code -0.0} differ and NaN equals itself
 */
public record Constant(Object value, Type type) implements Atom {

  public static final Constant TRUE = new Constant(true, Scalar.BOOLEAN);
  public static final Constant FALSE = new Constant(false, Scalar.BOOLEAN);

  /** An {@code int} literal. */
  public static Constant of(int value) {
    return new Constant(value, Scalar.INT);
  }

  /** A {@code double} literal. */
  public static Constant of(double value) {
    return new Constant(value, Scalar.DOUBLE);
  }

  /** The number in the given floating type. */
  public static Constant of(double value, Scalar type) {
    return switch (type) {
      case DOUBLE -> new Constant(value, type);
      case FLOAT -> new Constant((float) value, type);
      default -> throw new IllegalArgumentException("not a floating type: " + type);
    };
  }

  /**
   * The zero that a new array element or field of this type has; of objects no object.
   *
   * @throws IllegalArgumentException for records
   */
  public static Constant zero(Type type) {
    if (type instanceof Scalar scalar) {
      return zero(scalar);
    }
    if (type instanceof RecordType) {
      throw new IllegalArgumentException("a record is its leaves: " + type.keyword());
    }
    return new Constant(null, type);
  }

  /** The zero of numbers. */
  public static Constant zero(Scalar type) {
    return switch (type) {
      case BOOLEAN -> FALSE;
      case BYTE -> new Constant((byte) 0, type);
      case SHORT -> new Constant((short) 0, type);
      case CHAR -> new Constant((char) 0, type);
      case INT -> new Constant(0, type);
      case LONG -> new Constant(0L, type);
      case FLOAT -> new Constant(0.0f, type);
      case DOUBLE -> new Constant(0.0, type);
    };
  }

  /** Whether it is a number or truth value of the type. */
  public boolean is(Scalar scalar) {
    return type == scalar;
  }

  /** Whether it is the zero of an adjoint. */
  public boolean isAdjointZero() {
    return type.isDifferentiable() && equals(zero(type));
  }

  @Override
  public String toString() {
    return value + (is(Scalar.LONG) ? "L" : is(Scalar.FLOAT) ? "f" : "");
  }
}
