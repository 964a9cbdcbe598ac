package dev.gradc.samples.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DigitsTest {

  @Test
  void bothPartsHaveAsManyOfEachClass() {
    for (Digits digits : List.of(Digits.training(), Digits.test())) {
      long[] counts = new long[10];
      Arrays.stream(digits.labels()).forEach(label -> counts[label]++);
      long each = digits.count() / 10;
      assertArrayEquals(
          new long[] {each, each, each, each, each, each, each, each, each, each}, counts);
    }
    assertEquals(4000, Digits.training().count());
    assertEquals(1000, Digits.test().count());
  }

  @Test
  void pixelsAreInkOnPaper() {
    Digits test = Digits.test();
    assertEquals(0, test.images().min().item());
    assertEquals(1, test.images().max().item());
    double ink = test.images().mean().item();
    assertTrue(ink > 0.1 && ink < 0.16, "ink " + ink);
  }

  @Test
  void batchesHaveEachDigitOnce() {
    Digits digits = Digits.test();
    List<Digits> batches = digits.batches(new Random(1), 100);
    assertEquals(10, batches.size());
    double all = batches.stream().mapToDouble(batch -> batch.images().sum().item()).sum();
    assertEquals(digits.images().sum().item(), all, 1);
  }
}
