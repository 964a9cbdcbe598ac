package dev.gradc.tensor.compiled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.nn.Linear;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every method of {@link RecordArrays}: central differences, and arrays that are written again for
 * models of other lengths.
 */
final class RecordArraysTest {

  private final Random random = new Random(7);

  private Tensor tensor(int... shape) {
    return Sampling.normal(random, 0, 1, DType.DOUBLE, shape);
  }

  private Linear[] layers(int count) {
    Linear[] layers = new Linear[count];
    Arrays.setAll(layers, i -> Linear.of(random, DType.DOUBLE, 3, 3));
    return layers;
  }

  private RecordArrays.Block block(int count) {
    return new RecordArrays.Block(layers(count), tensor(3));
  }

  private RecordArrays.Point[] points(int count) {
    RecordArrays.Point[] points = new RecordArrays.Point[count];
    Arrays.setAll(
        points, i -> new RecordArrays.Point(random.nextGaussian(), random.nextGaussian()));
    return points;
  }

  /** As many rows, of other lengths. */
  private RecordArrays.Rows[] rows(int... lengths) {
    RecordArrays.Rows[] rows = new RecordArrays.Rows[lengths.length];
    Arrays.setAll(
        rows,
        i ->
            new RecordArrays.Rows(
                random.doubles(lengths[i]).toArray(), random.doubles(4 - lengths[i]).toArray()));
    return rows;
  }

  private RecordArrays.Layer[] kinds() {
    return new RecordArrays.Layer[] {
      new RecordArrays.Affine(tensor(3), tensor(3)),
      new RecordArrays.Scaled(tensor(3)),
      new RecordArrays.Affine(tensor(3), tensor(3))
    };
  }

  private RecordArrays.Term[] terms() {
    return new RecordArrays.Term[] {
      new RecordArrays.Power(random.nextGaussian()),
      new RecordArrays.Polynomial(random.doubles(3).toArray()),
      new RecordArrays.Bilinear(new double[][] {random.doubles(2).toArray(), {}, {0.5}}),
      new RecordArrays.Power(random.nextGaussian()),
      new RecordArrays.Power(random.nextGaussian())
    };
  }

  private DynamicTest check(String name, Object... arguments) {
    return DynamicTest.dynamicTest(
        name, () -> new CompiledMethod(RecordArrays.class, name, 1e-6).check(arguments, random));
  }

  @TestFactory
  Stream<DynamicTest> allForms() {
    RecordArrays.Block[] blocks = {block(2), block(0), block(3)};
    return Stream.of(
        check("layers", layers(3), tensor(4, 3)),
        check("long20", layers(4), tensor(4, 3)),
        check("scores", layers(3), tensor(4, 3)),
        check("penalty", layers(3), tensor(4, 3)),
        check("repeated", tensor(3), tensor(4, 3), 3),
        check("repeatedPenalty", tensor(3), tensor(4, 3), 3),
        check("states", layers(3), tensor(4, 3)),
        check("blocks", blocks, tensor(4, 3)),
        check("replaced", blocks, tensor(4, 3)),
        check("kinds", kinds(), tensor(4, 3)),
        check("points", (Object) points(5)),
        check("rows", rows(2, 3), new RecordArrays.Point[][] {points(2), {}, points(1)}),
        check("terms", terms()[0], terms(), 0.5),
        check("terms", terms()[1], terms(), 0.5),
        check("terms", terms()[2], new RecordArrays.Term[0], 0.5));
  }

  /** One tape for models of all lengths; what it gave before stays as it was given. */
  @Test
  void oneTapeForAllLengths() {
    var tape = new RecordArraysGrad.Blocks.Tape();
    RecordArrays.Block[][] models = {
      {block(2), block(1)}, {block(1), block(2)}, {block(3)}, {}, {block(2), block(1)}
    };
    var gradients = new RecordArraysGrad.Blocks.Gradient[models.length];
    double[][] expected = new double[models.length][];
    Tensor data = tensor(4, 3);
    for (int i = 0; i < models.length; i++) {
      gradients[i] = tape.forward(models[i], data).backward();
      expected[i] =
          CompiledMethod.numbers(RecordArraysGrad.Blocks.gradient(models[i], data).blocks());
    }
    // Asked for in the end only: parts that are made when they are read have shapes of their own.
    for (int i = 0; i < models.length; i++) {
      assertArrayEquals(expected[i], CompiledMethod.numbers(gradients[i].blocks()));
    }
  }

  @Test
  void oneTapeForAllCounts() {
    var tape = new RecordArraysGrad.Points.Tape();
    for (int count : new int[] {4, 2, 2, 0, 7, 4}) {
      RecordArrays.Point[] points = points(count);
      var expected = RecordArraysGrad.Points.gradient(points);
      var gradient = tape.forward(points).backward();
      assertEquals(expected.value(), tape.value());
      assertArrayEquals(expected.points(), gradient.points());
    }
  }

  /** Rows that the value does not depend on have zeros of their lengths, whatever came after. */
  @Test
  void zerosOfRowsThatNobodyReads() {
    var tape = new RecordArraysGrad.Rows.Tape();
    RecordArrays.Point[][] first = {points(2), points(1)};
    RecordArrays.Point[][] second = {points(1), points(3)};
    var one = tape.forward(rows(1, 3), first).backward();
    var other = tape.forward(rows(2, 2), second).backward();
    assertEquals(3, one.rows()[0].ignored().length);
    assertEquals(1, one.rows()[1].ignored().length);
    assertEquals(3, one.rows()[1].read().length);
    assertEquals(2, one.points()[0].length);
    assertEquals(2, other.rows()[0].ignored().length);
    assertEquals(3, other.points()[1].length);
  }

  /** Numbers change, and the arrays that they are in do not. */
  @Test
  void oneGradientForOtherNumbers() {
    var sum = RecordArraysGrad.Points.Gradient.zeros(points(3));
    RecordArrays.Point[] first = points(3);
    RecordArrays.Point[] second = points(3);
    RecordArraysGrad.Points.addGradient(first, sum);
    RecordArraysGrad.Points.addGradient(second, sum);
    double[] one = CompiledMethod.numbers(RecordArraysGrad.Points.gradient(first).points());
    double[] other = CompiledMethod.numbers(RecordArraysGrad.Points.gradient(second).points());
    double[] both = new double[one.length];
    Arrays.setAll(both, i -> one[i] + other[i]);
    assertArrayEquals(both, CompiledMethod.numbers(sum.points()), 1e-14);
  }

  /** Whoever takes the record of a gradient once has the tensors of each step in it. */
  @Test
  void theRecordOfAGradientStays() {
    Linear[] layers = layers(3);
    Tensor data = tensor(4, 3);
    var sum = RecordArraysGrad.Layers.Gradient.zeros(layers, data);
    Linear[] parts = sum.layers();
    var tape = new RecordArraysGrad.Layers.Tape();
    for (int i = 0; i < 3; i++) {
      Tensor other = tensor(4, 3);
      double[] expected =
          CompiledMethod.numbers(RecordArraysGrad.Layers.gradient(layers, other).layers());
      sum.setZero();
      RecordArraysGrad.Layers.addGradient(layers, other, sum);
      assertArrayEquals(expected, CompiledMethod.numbers(parts));
      sum.setZero();
      tape.forward(layers, other).backward(sum);
      assertArrayEquals(expected, CompiledMethod.numbers(parts));
    }
  }
}
