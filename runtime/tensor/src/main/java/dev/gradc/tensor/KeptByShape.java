package dev.gradc.tensor;

import java.util.Arrays;

/**
 * For generated code: the tensors that an operation in a loop writes into, whose results are over
 * with their iteration: one for each shape that the loop comes by. Which one an iteration needs is
 * known from the evaluation before, since the operation tells its shape only when it has run. What
 * an evaluation has not used is let go when the next one begins. Belongs to one thread.
 */
public final class KeptByShape {

  private static final int[] NONE = {};

  private Tensor[] tensors = {null};

  /** The evaluation that has used each of them last. */
  private int[] usedIn = {0};

  /**
   * Which of them each iteration wrote last time. Nothing is written down as long as there is one.
   */
  private int[] order = NONE;

  private int evaluation = 1;
  private int iteration = -1;

  /** The tensor of this iteration. */
  private int place;

  KeptByShape() {}

  /**
   * Begins an evaluation.
   *
   * @param kept null at first
   * @return the one to use
   */
  public static KeptByShape begin(KeptByShape kept) {
    KeptByShape begun = kept == null ? new KeptByShape() : kept;
    begun.restart();
    return begun;
  }

  void restart() {
    for (int i = 0; i < tensors.length; i++) {
      if (usedIn[i] != evaluation) {
        tensors[i] = null;
      }
    }
    evaluation++;
    iteration = -1;
  }

  /**
   * What the operation may write into this time.
   *
   * @return null if there is nothing
   */
  public Tensor next() {
    iteration++;
    place = iteration < order.length ? order[iteration] : 0;
    return tensors[place];
  }

  /**
   * Keeps what the operation has given this time. Of a shape that is there already the tensor that
   * is there is kept.
   *
   * @param made is written into again in later iterations, or in the next evaluation; may be null
   */
  public void keep(Tensor made) {
    if (made == null) {
      return;
    }
    if (made != tensors[place]) {
      place = placeOf(made);
      if (tensors.length > 1) {
        writeDown();
      }
    }
    usedIn[place] = evaluation;
  }

  private int placeOf(Tensor made) {
    for (int i = 0; i < tensors.length; i++) {
      if (tensors[i] != null && Cotangents.areAlike(made, tensors[i])) {
        return i;
      }
    }
    int free = free();
    tensors[free] = made;
    return free;
  }

  /**
   * The place of the tensor that did not fit, if this evaluation has not used it: a batch of
   * another size takes the place of the one before, in all iterations.
   */
  private int free() {
    if (usedIn[place] != evaluation) {
      return place;
    }
    for (int i = 0; i < tensors.length; i++) {
      if (tensors[i] == null) {
        return i;
      }
    }
    int length = tensors.length;
    tensors = Arrays.copyOf(tensors, 2 * length);
    usedIn = Arrays.copyOf(usedIn, 2 * length);
    return length;
  }

  private void writeDown() {
    if (iteration >= order.length) {
      order = Arrays.copyOf(order, Math.max(iteration + 1, 2 * order.length));
    }
    order[iteration] = place;
  }
}
