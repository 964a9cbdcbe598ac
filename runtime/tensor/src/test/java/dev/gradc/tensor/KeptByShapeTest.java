package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Iterations find tensors of their shapes, as few as there are shapes. */
final class KeptByShapeTest {

  private KeptByShape kept;

  /** The tensors that iterations of vectors of these lengths write into. */
  private List<Tensor> run(int... lengths) {
    kept = KeptByShape.begin(kept);
    List<Tensor> written = new ArrayList<>();
    for (int length : lengths) {
      Tensor result = Into.zeros(DType.DOUBLE, new int[] {length}, kept.next());
      kept.keep(result);
      written.add(result);
    }
    return written;
  }

  /** How many new tensors that takes. */
  private int made(int... lengths) {
    kept = KeptByShape.begin(kept);
    int made = 0;
    for (int length : lengths) {
      Tensor into = kept.next();
      Tensor result = Into.zeros(DType.DOUBLE, new int[] {length}, into);
      made += result == into ? 0 : 1;
      kept.keep(result);
    }
    return made;
  }

  private static Set<Tensor> set(List<Tensor> tensors) {
    return new HashSet<>(tensors);
  }

  @Test
  void oneShapeHasOneTensor() {
    assertEquals(1, made(3, 3, 3, 3));
    assertEquals(0, made(3, 3, 3, 3, 3, 3));
    assertEquals(1, set(run(3, 3)).size());
  }

  @Test
  void eachShapeHasOneTensor() {
    run(3, 5, 3, 2, 2, 5);
    assertEquals(0, made(3, 5, 3, 2, 2, 5));
    assertEquals(3, set(run(3, 5, 3, 2, 2, 5)).size());
    assertEquals(0, made(3, 5, 3));
  }

  /** Whatever came before, the same shapes once more need nothing new. */
  @Test
  void secondEvaluationsMakeNone() {
    Random random = new Random(7);
    for (int trial = 0; trial < 500; trial++) {
      int[] lengths = random.ints(random.nextInt(12), 0, 5).toArray();
      run(lengths);
      assertEquals(0, made(lengths));
      assertEquals(IntStream.of(lengths).distinct().count(), set(run(lengths)).size());
    }
  }

  /** A batch of another size takes the place of the one before. */
  @Test
  void allShapesMayChange() {
    run(30, 50, 30, 50);
    assertEquals(2, made(31, 51, 31, 51));
    assertEquals(0, made(31, 51, 31, 51, 31));
  }

  @Test
  void whatAnEvaluationDoesNotNeedIsLetGo() {
    Tensor five = run(3, 5).get(1);
    run(3, 3);
    assertNotSame(five, run(3, 5).get(1));
    Tensor again = run(3, 5).get(1);
    run(5);
    assertSame(again, run(5).get(0));
  }

  /** An operation that fails keeps nothing, and so does one that gives nothing. */
  @Test
  void evaluationsThatEndEarly() {
    List<Tensor> before = run(3, 5, 3);
    kept = KeptByShape.begin(kept);
    kept.next();
    kept.keep(before.get(0));
    kept.next();
    kept = KeptByShape.begin(kept);
    kept.next();
    kept.keep(null);
    List<Tensor> after = run(3, 5, 3);
    assertArrayEquals(new int[] {5}, after.get(1).shape());
    assertEquals(0, made(3, 5, 3));
  }

  @Test
  void floatsAreNoDoubles() {
    run(3, 3);
    kept = KeptByShape.begin(kept);
    Tensor floats = Into.zeros(DType.FLOAT, new int[] {3}, kept.next());
    kept.keep(floats);
    Tensor doubles = Into.zeros(DType.DOUBLE, new int[] {3}, kept.next());
    kept.keep(doubles);
    kept = KeptByShape.begin(kept);
    assertSame(floats, kept.next());
    kept.keep(floats);
    assertSame(doubles, kept.next());
  }

  /** Indices, whose number is known when they are asked for. */
  @Test
  void indicesByLength() {
    KeptPlaces places = KeptPlaces.beginByLength(null);
    int[] three = KeptPlaces.reuse(places, 3);
    int[] five = KeptPlaces.reuse(places, 5);
    assertEquals(5, five.length);
    assertSame(three, KeptPlaces.reuse(places, 3));
    places = KeptPlaces.beginByLength(places);
    assertSame(five, KeptPlaces.reuse(places, 5));
    places = KeptPlaces.beginByLength(places);
    assertNotSame(three, KeptPlaces.reuse(places, 3));
    assertSame(five, KeptPlaces.reuse(places, 5));
  }

  @Test
  void indicesInTheirOrder() {
    KeptPlaces places = KeptPlaces.begin(null);
    int[] first = KeptPlaces.reuse(places, 3);
    int[] second = KeptPlaces.reuse(places, 3);
    assertNotSame(first, second);
    places = KeptPlaces.begin(places);
    assertSame(first, KeptPlaces.reuse(places, 3));
    assertSame(second, KeptPlaces.reuse(places, 3));
  }
}
