package dev.gradc.processor.corpus;

import java.util.ArrayList;
import java.util.List;

/** Orders in which backward passes are tried. */
final class Orders {

  private Orders() {}

  /** All orders of so many outputs, each with the first one once more at the end. */
  static List<List<Integer>> of(int outputs) {
    List<List<Integer>> orders = new ArrayList<>();
    extend(List.of(), outputs, orders);
    return orders;
  }

  private static void extend(List<Integer> begun, int outputs, List<List<Integer>> orders) {
    for (int next = 0; next < outputs; next++) {
      if (!begun.contains(next)) {
        List<Integer> longer = new ArrayList<>(begun);
        longer.add(next);
        extend(longer, outputs, orders);
      }
    }
    if (begun.size() == outputs && outputs > 0) {
      List<Integer> order = new ArrayList<>(begun);
      order.add(begun.get(0));
      orders.add(order);
    }
  }
}
