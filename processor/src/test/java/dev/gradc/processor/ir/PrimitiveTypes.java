package dev.gradc.processor.ir;

/** Between Java's boxed values and those of the interpreter, which has no boxed floats. */
final class PrimitiveTypes {

  private PrimitiveTypes() {}

  static Class<?> of(Scalar type) {
    return switch (type) {
      case BOOLEAN -> boolean.class;
      case BYTE -> byte.class;
      case SHORT -> short.class;
      case CHAR -> char.class;
      case INT -> int.class;
      case LONG -> long.class;
      case FLOAT -> float.class;
      case DOUBLE -> double.class;
    };
  }

  static Object toJava(Object value, Type type) {
    return type == Scalar.FLOAT ? (Object) ((Double) value).floatValue() : value;
  }

  static Object fromJava(Object value) {
    return value instanceof Float number ? (Object) number.doubleValue() : value;
  }
}
