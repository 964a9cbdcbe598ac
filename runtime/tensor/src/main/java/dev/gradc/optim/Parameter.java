package dev.gradc.optim;

import dev.gradc.tensor.DType;
import dev.gradc.tensor.Storage;
import dev.gradc.tensor.Tensor;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A tensor or an array of numbers of a model, with the gradient that was added up for it and what
 * an optimizer remembers of it. An array of arrays has a part for each row.
 */
final class Parameter {

  /** What becomes of an element: its number in the parameter, its value and its gradient. */
  interface Update {
    double next(int index, double value, double gradient);
  }

  private final String name;
  private final int[] shape;
  private final List<Storage> parts;
  private final Storage gradient;
  private final SortedMap<String, Storage> state = new TreeMap<>();
  private boolean reached;
  private long steps;

  Parameter(String name, int[] shape, List<Storage> parts) {
    this.name = name;
    this.shape = shape;
    this.parts = parts;
    this.gradient = zeros();
  }

  String name() {
    return name;
  }

  int[] shape() {
    return shape;
  }

  List<Storage> parts() {
    return parts;
  }

  DType dtype() {
    return parts.isEmpty() ? DType.DOUBLE : parts.get(0).dtype();
  }

  private Storage zeros() {
    return Storage.zeros(dtype(), parts.stream().mapToInt(Storage::size).sum());
  }

  /** Adds a multiple of a tensor, or of an array of any rank, of the same shape to the gradient. */
  void add(double weight, Object more) {
    reached = true;
    add(weight, more, 0);
  }

  /** Gives where the next row begins. */
  private int add(double weight, Object more, int offset) {
    if (more instanceof Tensor tensor) {
      Storage numbers = tensor.storage();
      for (int i = 0; i < numbers.size(); i++) {
        gradient.set(offset + i, gradient.get(offset + i) + weight * numbers.get(i));
      }
      return offset + numbers.size();
    }
    if (more instanceof double[] numbers) {
      for (int i = 0; i < numbers.length; i++) {
        gradient.set(offset + i, gradient.get(offset + i) + weight * numbers[i]);
      }
      return offset + numbers.length;
    }
    if (more instanceof float[] numbers) {
      for (int i = 0; i < numbers.length; i++) {
        gradient.set(offset + i, gradient.get(offset + i) + weight * numbers[i]);
      }
      return offset + numbers.length;
    }
    int next = offset;
    for (Object row : (Object[]) more) {
      next = add(weight, row, next);
    }
    return next;
  }

  boolean isReached() {
    return reached;
  }

  void forgetGradient() {
    if (reached) {
      for (int i = 0; i < gradient.size(); i++) {
        gradient.set(i, 0);
      }
      reached = false;
    }
  }

  /** How many steps have changed it. */
  long steps() {
    return steps;
  }

  /** One more step begins; gives its number, from 1. */
  long nextStep() {
    return ++steps;
  }

  /** What is remembered under a name, zeros at first, as many as there are elements. */
  Storage state(String key) {
    Storage kept = state.get(key);
    if (kept == null) {
      kept = zeros();
      state.put(key, kept);
    }
    return kept;
  }

  SortedMap<String, Storage> state() {
    return state;
  }

  void restore(long newSteps, SortedMap<String, Storage> newState) {
    steps = newSteps;
    state.clear();
    state.putAll(newState);
  }

  /** Changes every element in place. */
  void update(Update update) {
    int offset = 0;
    for (int k = 0; k < parts.size(); k++) {
      Storage part = parts.get(k);
      for (int i = 0; i < part.size(); i++) {
        part.set(i, update.next(offset + i, part.get(i), gradient.get(offset + i)));
      }
      offset += part.size();
      part.changed();
    }
  }
}
