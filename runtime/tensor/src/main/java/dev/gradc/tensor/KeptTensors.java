package dev.gradc.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * For generated code: the tensors that an operation in a loop has made in the evaluation before, in
 * order. Each time it runs it writes into the next one. Belongs to one thread.
 */
public final class KeptTensors {

  private final List<Tensor> tensors = new ArrayList<>();
  private int place;

  private KeptTensors() {}

  /**
   * Begins an evaluation.
   *
   * @param kept null at first
   * @return the one to use
   */
  public static KeptTensors begin(KeptTensors kept) {
    KeptTensors begun = kept == null ? new KeptTensors() : kept;
    begun.place = 0;
    return begun;
  }

  /**
   * What the operation may write into this time.
   *
   * @return null if it has not run as often before
   */
  public Tensor next() {
    if (place == tensors.size()) {
      tensors.add(null);
    }
    return tensors.get(place++);
  }

  /**
   * Keeps what the operation has given this time.
   *
   * @param tensor is written into again in the next evaluation; may be null
   */
  public void keep(Tensor tensor) {
    tensors.set(place - 1, tensor);
  }

  /**
   * The sum of two cotangents, which is written into what was made for it before.
   *
   * @param one may be null, for zero
   * @param other may be null, for zero
   * @return one of them if the other is null
   */
  public Tensor sum(Tensor one, Tensor other) {
    Tensor kept = next();
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    Tensor sum = Into.add(one, other, kept);
    keep(sum);
    return sum;
  }
}
