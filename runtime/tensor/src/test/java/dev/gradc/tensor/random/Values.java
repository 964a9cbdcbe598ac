package dev.gradc.tensor.random;

import dev.gradc.tensor.DType;
import dev.gradc.tensor.Tensor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Arguments and results as lists of numbers, and with other numbers. */
final class Values {

  private Values() {}

  /** All numbers of a value, in order. */
  static double[] numbers(Object value) {
    if (value instanceof Double number) {
      return new double[] {number};
    } else if (value instanceof double[] array) {
      return array.clone();
    } else if (value instanceof int[] places) {
      return Arrays.stream(places).asDoubleStream().toArray();
    } else if (value instanceof Tensor tensor) {
      return tensor.toDoubles();
    } else if (value instanceof Object[] array) {
      return Arrays.stream(array).flatMapToDouble(it -> Arrays.stream(numbers(it))).toArray();
    } else if (!(value instanceof Record)) {
      return new double[0];
    }
    return Arrays.stream(value.getClass().getRecordComponents())
        .flatMapToDouble(it -> Arrays.stream(numbers(part(it, value))))
        .toArray();
  }

  static Object part(RecordComponent component, Object value) {
    component.getAccessor().setAccessible(true);
    return Calls.call(component.getAccessor(), value);
  }

  /** The same structure of other numbers. */
  private interface Change {
    double[] of(double[] numbers);
  }

  /** With numbers of a normal distribution, cut off. */
  static Object randomLike(Object value, SplittableRandom random) {
    return changed(value, numbers -> Arrays.stream(numbers).map(any -> normal(random)).toArray());
  }

  /** A sum of four uniform ones: from -2 to 2. */
  static double normal(SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += random.nextDouble() - 0.5;
    }
    return sum;
  }

  static Object copy(Object value) {
    return changed(value, numbers -> numbers);
  }

  static Object[] copy(Object[] values) {
    return Arrays.stream(values).map(Values::copy).toArray();
  }

  static Object moved(Object value, Object direction, double step) {
    double[] along = numbers(direction);
    int[] position = {0};
    return changed(
        value,
        numbers -> Arrays.stream(numbers).map(it -> it + step * along[position[0]++]).toArray());
  }

  /** With tensors of that type. */
  static Object of(Object value, DType type) {
    return changed(value, type, numbers -> numbers);
  }

  private static Object changed(Object value, Change change) {
    return changed(value, null, change);
  }

  private static Object changed(Object value, DType type, Change change) {
    if (value instanceof Double number) {
      return change.of(new double[] {number})[0];
    } else if (value instanceof double[] array) {
      return change.of(array.clone());
    } else if (value instanceof int[] places) {
      return places.clone();
    } else if (value instanceof Tensor tensor) {
      return Tensor.of(change.of(tensor.toDoubles()), tensor.shape())
          .to(type == null ? tensor.dtype() : type);
    } else if (value instanceof Object[] array) {
      Object[] others = array.clone();
      Arrays.setAll(others, i -> changed(array[i], type, change));
      return others;
    } else if (!(value instanceof Record)) {
      return value;
    }
    RecordComponent[] components = value.getClass().getRecordComponents();
    Object[] others = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      others[i] = changed(part(components[i], value), type, change);
    }
    return Calls.made(value.getClass(), others);
  }
}
