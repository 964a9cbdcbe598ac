package dev.gradc.processor.source;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Type;

/** What can stand on the left of an assignment. */
public sealed interface Place {

  Type type();

  /** A local variable or parameter. */
  record LocalPlace(Local local) implements Place {
    @Override
    public Type type() {
      return local.type();
    }
  }

  /** {@code array[index]}: array and index are evaluated once, in this order. */
  record ElementPlace(Expression array, Expression index) implements Place {
    @Override
    public Type type() {
      return ((ArrayType) array.type().orElseThrow()).element();
    }
  }
}
