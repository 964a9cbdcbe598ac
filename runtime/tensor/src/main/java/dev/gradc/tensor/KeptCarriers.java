package dev.gradc.tensor;

import java.util.Arrays;

/**
 * For generated code: the memory of a part of a method that is called in a loop, one object for
 * each shape of the tensors that it is given. What an evaluation has not used serves another shape,
 * or is let go when the next one begins. Belongs to one thread.
 */
public final class KeptCarriers {

  private static final int FIRST = 4;

  private Object[] carriers = new Object[1];

  /** The shapes that each of them is for. */
  private int[][] shapes = new int[1][];

  /** The evaluation that has used each of them last. */
  private int[] usedIn = {0};

  private int evaluation = 1;

  /** The shapes that are asked for now. */
  private int[] asked = new int[FIRST];

  private int length;

  /** The one that was found. */
  private int place;

  private KeptCarriers() {}

  /**
   * Begins an evaluation.
   *
   * @param kept null at first
   * @return the one to use
   */
  public static KeptCarriers begin(KeptCarriers kept) {
    KeptCarriers begun = kept == null ? new KeptCarriers() : kept;
    for (int i = 0; i < begun.carriers.length; i++) {
      if (begun.usedIn[i] != begun.evaluation) {
        begun.carriers[i] = null;
        begun.shapes[i] = null;
      }
    }
    begun.evaluation++;
    begun.length = 0;
    return begun;
  }

  /**
   * Tells one of the tensors that the part is given, in order.
   *
   * @param tensor may be null
   */
  public void ask(Tensor tensor) {
    if (tensor == null) {
      add(-1);
      return;
    }
    add(tensor.dtype() == DType.DOUBLE ? 1 : 0);
    int[] shape = tensor.dimensions();
    add(shape.length);
    for (int each : shape) {
      add(each);
    }
  }

  private void add(int number) {
    if (length == asked.length) {
      asked = Arrays.copyOf(asked, 2 * length);
    }
    asked[length++] = number;
  }

  /**
   * The object for the shapes that were told.
   *
   * @return null if there is none yet; then {@link #keep} is told of a new one
   */
  public Object find() {
    place = placeOfAsked();
    length = 0;
    usedIn[place] = evaluation;
    return carriers[place];
  }

  private int placeOfAsked() {
    int free = -1;
    for (int i = 0; i < carriers.length; i++) {
      if (isAsked(shapes[i])) {
        return i;
      }
      if (usedIn[i] != evaluation && (free < 0 || carriers[free] == null)) {
        free = i;
      }
    }
    if (free < 0) {
      free = carriers.length;
      carriers = Arrays.copyOf(carriers, 2 * free);
      shapes = Arrays.copyOf(shapes, 2 * free);
      usedIn = Arrays.copyOf(usedIn, 2 * free);
    }
    shapes[free] = Arrays.copyOf(asked, length);
    return free;
  }

  private boolean isAsked(int[] shape) {
    return shape != null && Arrays.equals(shape, 0, shape.length, asked, 0, length);
  }

  /**
   * Keeps the object for the shapes that were told last.
   *
   * @param carrier not null
   */
  public void keep(Object carrier) {
    carriers[place] = carrier;
  }
}
