package dev.gradc.check;

import java.util.List;

/**
 * A floating-point number, or an array of them, within arguments or results.
 *
 * @param name as a person writes it: {@code model.w[3]} for a row
 * @param part the same without places in arrays: {@code model.w}
 * @param parameter which of the arguments it is in, from 0
 * @param path components that lead to it, with the case of a sealed interface: {@code
 *     circle.radius}
 * @param trail places in the arrays around it, from the outside inwards
 * @param length of the array, or 1
 * @param start of its elements in the vector; -1 for a constant
 */
record Span(
    String name,
    String part,
    int parameter,
    String path,
    List<Integer> trail,
    boolean isScalar,
    boolean isFloat,
    int length,
    int start) {

  boolean isActive() {
    return start >= 0;
  }

  int end() {
    return start + length;
  }

  String nameOf(int element) {
    return isScalar ? name : name + "[" + (element - start) + "]";
  }
}
