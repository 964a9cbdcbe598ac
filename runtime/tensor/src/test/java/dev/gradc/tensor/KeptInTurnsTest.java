package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an iteration writes the last one has not written. */
final class KeptInTurnsTest {

  private KeptInTurns kept;

  /** What iterations write that make tensors of these lengths. */
  private List<Tensor> written(int... lengths) {
    kept = KeptInTurns.begin(kept);
    List<Tensor> written = new ArrayList<>();
    for (int length : lengths) {
      Tensor before = kept.next();
      boolean fits = before != null && before.size() == length;
      Tensor made = fits ? before : Tensor.zeros(DType.DOUBLE, length);
      kept.keep(made);
      written.add(made);
    }
    return written;
  }

  @Test
  void twoAreEnough() {
    List<Tensor> first = written(3, 3, 3, 3, 3);
    assertNotSame(first.get(0), first.get(1));
    assertSame(first.get(0), first.get(2));
    assertSame(first.get(1), first.get(3));
    assertEquals(first, written(3, 3, 3, 3, 3));
  }

  @Test
  void eachShapeHasItsOwn() {
    List<Tensor> first = written(3, 4, 5, 6, 3, 4);
    assertEquals(first, written(3, 4, 5, 6, 3, 4));
  }

  @Test
  void aShortEvaluationLeavesWhatALongOneNeeds() {
    List<Tensor> first = written(3, 3, 3);
    written();
    written(3);
    assertEquals(first, written(3, 3, 3));
  }
}
