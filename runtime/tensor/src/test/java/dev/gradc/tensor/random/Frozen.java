package dev.gradc.tensor.random;

import dev.gradc.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** What a program detaches: kept in one run, and given in those after it. */
public final class Frozen {

  private static final List<Tensor> KEPT = new ArrayList<>();
  private static int next;
  private static boolean isKeeping;

  private Frozen() {}

  static void keep() {
    KEPT.clear();
    isKeeping = true;
    next = 0;
  }

  static void give() {
    isKeeping = false;
    next = 0;
  }

  /** The tensor, or that of the first run at the same place. */
  public static Tensor at(Tensor t) {
    if (isKeeping) {
      KEPT.add(t.copy());
      return t;
    }
    return next < KEPT.size() ? KEPT.get(next++) : t;
  }
}
