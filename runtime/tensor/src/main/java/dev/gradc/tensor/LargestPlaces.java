package dev.gradc.tensor;

/**
 * The places of the largest numbers, by size, the first of equal ones first, NaN before all. They
 * are kept as a heap whose first element is the one to go next, so that nothing else is needed.
 */
final class LargestPlaces {

  private LargestPlaces() {}

  /** Fills an array with as many places as it has room for, of the first numbers. */
  static void find(Storage numbers, int[] places, int size) {
    int count = places.length;
    for (int i = 0; i < count; i++) {
      places[i] = i;
    }
    for (int i = count / 2 - 1; i >= 0; i--) {
      sink(numbers, places, i, count);
    }
    for (int i = count; count > 0 && i < size; i++) {
      if (isBefore(numbers, i, places[0])) {
        places[0] = i;
        sink(numbers, places, 0, count);
      }
    }
    for (int last = count - 1; last > 0; last--) {
      int worst = places[0];
      places[0] = places[last];
      places[last] = worst;
      sink(numbers, places, 0, last);
    }
  }

  private static void sink(Storage numbers, int[] heap, int from, int count) {
    int moved = heap[from];
    int at = from;
    for (int child = 2 * at + 1; child < count; child = 2 * at + 1) {
      if (child + 1 < count && isBefore(numbers, heap[child], heap[child + 1])) {
        child++;
      }
      if (!isBefore(numbers, moved, heap[child])) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = moved;
  }

  private static boolean isBefore(Storage numbers, int one, int other) {
    // Zeros are equal, whatever their sign.
    int order = Double.compare(numbers.get(other) + 0.0, numbers.get(one) + 0.0);
    return order < 0 || (order == 0 && one < other);
  }
}
