package dev.gradc.tensor;

import dev.gradc.AnomalyException;
import java.lang.reflect.Array;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * For generated code: finds where a number of a tensor first stops being one, or being finite. As
 * {@link dev.gradc.Anomalies}, where one of the things that are looked at is a tensor.
 */
public final class TensorAnomalies {

  private TensorAnomalies() {}

  /**
   * Refuses a result that is or holds no number, while what it was computed from are numbers, and
   * one that is or holds something infinite, while what it was computed from is finite.
   *
   * @param result a tensor or a number; may be null, for zero
   * @param operation what has given it, and where
   * @param operands tensors and numbers, each of which may be null
   * @throws AnomalyException if the anomaly arises here
   */
  public static void check(Object result, String operation, Object... operands) {
    if (find(result, TensorAnomalies::isAnomaly).isEmpty()) {
      return;
    }
    Optional<Place> none = find(result, Double::isNaN);
    DoublePredicate isCause = none.isPresent() ? Double::isNaN : TensorAnomalies::isAnomaly;
    for (Object operand : operands) {
      if (find(operand, isCause).isPresent()) {
        // It arose before, or an infinite argument is meant to be like that.
        return;
      }
    }
    throw new AnomalyException(
        operation
            + " gives "
            + none.or(() -> find(result, TensorAnomalies::isAnomaly)).orElseThrow());
  }

  /**
   * Refuses to add what is finite to something finite where a sum is infinite.
   *
   * @param sum tensors, or arrays of tensors of any rank, which may be null, for zero
   * @param more of the same structure
   * @param operation what adds them
   * @throws AnomalyException if the anomaly would arise here
   */
  public static void checkSum(Object sum, Object more, String operation) {
    if (sum instanceof Tensor tensor && more instanceof Tensor other) {
      if (!Cotangents.isNone(tensor) && !Cotangents.isNone(other)) {
        check(tensor.add(other), operation, tensor, other);
      }
    } else if (sum instanceof Object[] sums && more instanceof Object[] others) {
      for (int i = 0; i < sums.length; i++) {
        checkSum(sums[i], others[i], operation);
      }
    }
  }

  /**
   * Refuses what is or holds something that is no number. It may be infinite.
   *
   * @param value a tensor, or an array of tensors of any rank; null holds none
   * @param subject what it is, and where
   * @throws AnomalyException if a number is none
   */
  public static void checkNumbers(Object value, String subject) {
    refuse(find(value, Double::isNaN), subject, "");
  }

  /**
   * Refuses what is or holds something that is infinite or no number.
   *
   * @param value a tensor, or an array of tensors of any rank; null holds none
   * @param subject what it is, and where
   * @throws AnomalyException if a number is infinite or none
   */
  public static void checkFinite(Object value, String subject) {
    refuse(find(value, TensorAnomalies::isAnomaly), subject, "");
  }

  /**
   * Refuses the value of a method that is infinite or no number. What is infinite although no
   * operation has given it was so in an argument, if not in a constant.
   *
   * @param value what is looked at
   * @param subject what it is, and where
   * @param arguments of the method, a text before each
   * @throws AnomalyException if it is infinite or no number
   */
  public static void checkValue(double value, String subject, Object... arguments) {
    String with = "";
    for (int i = arguments.length - 2; i >= 0; i -= 2) {
      Optional<Place> found = find(arguments[i + 1], TensorAnomalies::isAnomaly);
      with = found.isPresent() ? ", with " + arguments[i] + ", which is " + found.get() : with;
    }
    refuse(find(value, TensorAnomalies::isAnomaly), subject, with);
  }

  private static boolean isAnomaly(double number) {
    return !Double.isFinite(number);
  }

  private static void refuse(Optional<Place> found, String subject, String with) {
    if (found.isPresent()) {
      throw new AnomalyException(subject + " is " + found.get() + with);
    }
  }

  /**
   * Where a number is.
   *
   * @param indices from the outermost array inwards: {@code [1][2]}; empty if it is in no array
   * @param tensor says where in a tensor it is; empty if it is in none
   */
  private record Place(Number number, String indices, String tensor) {

    Place in(int index) {
      return new Place(number, "[" + index + "]" + indices, tensor);
    }

    @Override
    public String toString() {
      return number + (indices.isEmpty() ? "" : " at " + indices) + tensor;
    }
  }

  private static Optional<Place> find(Object value, DoublePredicate isLookedFor) {
    if (value instanceof Tensor tensor) {
      return inTensor(tensor, isLookedFor);
    }
    if (value instanceof Number number) {
      return Optional.of(new Place(number, "", ""))
          .filter(it -> isLookedFor.test(number.doubleValue()));
    }
    int length = value == null ? 0 : Array.getLength(value);
    for (int i = 0; i < length; i++) {
      Optional<Place> found = find(Array.get(value, i), isLookedFor);
      if (found.isPresent()) {
        return Optional.of(found.get().in(i));
      }
    }
    return Optional.empty();
  }

  private static Optional<Place> inTensor(Tensor tensor, DoublePredicate isLookedFor) {
    for (int i = 0; i < tensor.size(); i++) {
      double number = tensor.storage().get(i);
      if (isLookedFor.test(number)) {
        String place = ", number " + i + " of " + Cotangents.text(tensor);
        return Optional.of(new Place(number, "", place));
      }
    }
    return Optional.empty();
  }
}
