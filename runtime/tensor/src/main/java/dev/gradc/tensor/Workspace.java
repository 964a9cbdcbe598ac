package dev.gradc.tensor;

import java.lang.ref.SoftReference;
import java.util.List;

/** Memory of each thread for intermediate matrices, kept from one use to the next. */
final class Workspace {

  private static final ThreadLocal<SoftReference<Storage>> DOUBLES = new ThreadLocal<>();
  private static final ThreadLocal<SoftReference<Storage>> FLOATS = new ThreadLocal<>();

  /** A product has two matrices. */
  private static final List<ThreadLocal<SoftReference<Storage>>> TURNED_DOUBLES =
      List.of(new ThreadLocal<>(), new ThreadLocal<>());

  private static final List<ThreadLocal<SoftReference<Storage>>> TURNED_FLOATS =
      List.of(new ThreadLocal<>(), new ThreadLocal<>());

  /** An operation has two arrays of accumulators at most. */
  private static final List<ThreadLocal<SoftReference<double[]>>> ACCUMULATORS =
      List.of(new ThreadLocal<>(), new ThreadLocal<>());

  private static final ThreadLocal<Storage> DOUBLE =
      ThreadLocal.withInitial(() -> Storage.zeros(DType.DOUBLE, 1));
  private static final ThreadLocal<Storage> FLOAT =
      ThreadLocal.withInitial(() -> Storage.zeros(DType.FLOAT, 1));

  private Workspace() {}

  /** One number, valid until the next one is asked for in this thread. */
  static Storage number(DType dtype, double number) {
    Storage storage = (dtype == DType.DOUBLE ? DOUBLE : FLOAT).get();
    storage.set(0, number);
    return storage;
  }

  /** At least as large as asked for, with anything in it; the same one each time. */
  static Storage of(DType dtype, int size) {
    return of(dtype == DType.DOUBLE ? DOUBLES : FLOATS, dtype, size);
  }

  /** The same for matrices that are transposed: none of the other memory, and one per number. */
  static Storage turned(int number, DType dtype, int size) {
    return of((dtype == DType.DOUBLE ? TURNED_DOUBLES : TURNED_FLOATS).get(number), dtype, size);
  }

  private static Storage of(ThreadLocal<SoftReference<Storage>> kept, DType dtype, int size) {
    SoftReference<Storage> reference = kept.get();
    Storage storage = reference == null ? null : reference.get();
    if (storage == null || storage.size() < size) {
      storage = Storage.zeros(dtype, size);
      kept.set(new SoftReference<>(storage));
    }
    return storage;
  }

  /** The same for accumulators: none of the other memory, and another one for another number. */
  static double[] accumulators(int number, int size) {
    ThreadLocal<SoftReference<double[]>> kept = ACCUMULATORS.get(number);
    SoftReference<double[]> reference = kept.get();
    double[] accumulators = reference == null ? null : reference.get();
    if (accumulators == null || accumulators.length < size) {
      accumulators = new double[size];
      kept.set(new SoftReference<>(accumulators));
    }
    return accumulators;
  }

  /** Numbers as doubles, not to be changed: the array itself, or a copy in the memory. */
  static double[] doubles(Storage storage) {
    if (storage.dtype() == DType.DOUBLE) {
      return storage.doubles();
    }
    double[] wide = of(DType.DOUBLE, storage.size()).doubles();
    float[] numbers = storage.floats();
    for (int i = 0; i < numbers.length; i++) {
      wide[i] = numbers[i];
    }
    return wide;
  }
}
