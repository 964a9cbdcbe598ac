package dev.gradc.processor.source;

import java.util.ArrayList;
import java.util.List;

/**
 * How a user's method reaches an array: from a variable through final fields and components of
 * records. Equal paths reach the same array as long as the root is not assigned. An element of an
 * array of arrays has the path of the whole.
 */
public record ArrayPath(Holder root, List<String> selectors) {

  public ArrayPath {
    selectors = List.copyOf(selectors);
  }

  /** What a field or component leads to. */
  public ArrayPath then(List<String> more) {
    List<String> all = new ArrayList<>(selectors);
    all.addAll(more);
    return new ArrayPath(root, all);
  }

  /** As a person writes it. */
  public String text() {
    boolean isImplied = root.equals(Holder.THIS) && !selectors.isEmpty();
    String path = String.join(".", selectors);
    return isImplied ? path : selectors.isEmpty() ? root.name() : root.name() + "." + path;
  }
}
