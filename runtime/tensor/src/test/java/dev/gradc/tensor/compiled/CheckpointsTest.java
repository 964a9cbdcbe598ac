package dev.gradc.tensor.compiled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gradc.ModifiedInPlaceException;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Tensor;
import dev.gradc.tensor.compiled.packaged.Dense;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Parts that are evaluated on kept memory: the numbers of methods without parts, to the bit, and
 * nothing that others hold is written.
 */
final class CheckpointsTest {

  private final Random random = new Random(11);
  private final List<DynamicTest> tests = new ArrayList<>();

  private Tensor tensor(int... shape) {
    return Sampling.normal(random, 0, 0.5, DType.DOUBLE, shape);
  }

  private Checkpoints.Layer layer() {
    return new Checkpoints.Layer(tensor(3, 3), tensor(3));
  }

  private Checkpoints.Layer[] widths(int... widths) {
    Checkpoints.Layer[] layers = new Checkpoints.Layer[widths.length - 1];
    Arrays.setAll(
        layers,
        i -> new Checkpoints.Layer(tensor(widths[i], widths[i + 1]), tensor(widths[i + 1])));
    return layers;
  }

  private void add(String name, Object... arguments) {
    add(Checkpoints.class, name, arguments);
  }

  private void add(Class<?> owner, String name, Object... arguments) {
    check(owner, name, arguments);
    addPlain(owner, name, arguments);
  }

  private void check(Class<?> owner, String name, Object... arguments) {
    tests.add(
        dynamicTest(name, () -> new CompiledMethod(owner, name, 1e-6).check(arguments, random)));
  }

  private void addPlain(Class<?> owner, String name, Object... arguments) {
    CompiledMethod parted = new CompiledMethod(owner, name);
    CompiledMethod plain = new CompiledMethod(owner, name + "Plain");
    Object seed = CompiledMethod.randomLike(plain.value(arguments), random);
    tests.add(
        dynamicTest(
            name + ", as without parts",
            () ->
                assertArrayEquals(
                    plain.parts(plain.gradient(arguments, seed), arguments),
                    parted.parts(parted.gradient(arguments, seed), arguments),
                    0)));
  }

  @TestFactory
  Stream<DynamicTest> allForms() {
    add("call", layer(), tensor(4, 3));
    add("layers", widths(3, 3, 3, 3), tensor(4, 3));
    add("layers", widths(3, 5, 2, 5, 3), tensor(4, 3));
    add("straight", widths(3, 3, 3, 3, 3, 3, 3), tensor(4, 3));
    add("straight", widths(3, 5, 2, 5, 4, 4, 3), tensor(4, 3));
    add("given", widths(3, 5, 3), tensor(4, 3));
    for (int n : new int[] {0, 1, 7}) {
      add("segments", layer(), tensor(4, 3), n);
      add("schedule", layer(), tensor(4, 3), n);
      add("swapped", tensor(4), tensor(4), n);
      for (String name :
          List.of(
              "twoBack", "sometimes", "everyOther", "segmentsWithMemory", "scheduleWithMemory")) {
        add(name, tensor(4), n);
      }
    }
    add("segmentsOfLayers", widths(3, 5, 2, 5, 3), tensor(4, 3));
    add("nested", layer(), tensor(4, 3), 3);
    add("records", tensor(4), tensor(4), 3);
    for (int n = 0; n < 3; n++) {
      add("identities", tensor(3), n);
    }
    for (Checkpoints.Kind kind : Checkpoints.Kind.values()) {
      add("kinds", layer(), tensor(4, 3), kind);
    }
    add("scores", tensor(3), tensor(3), 3);
    add("recursion", layer(), tensor(4, 3), 3);
    add("states", layer(), tensor(4, 3), 3);
    CompiledMethod calls = new CompiledMethod(Checkpoints.class, "calls");
    tests.add(dynamicTest("calls", () -> calls.check(new Object[] {tensor(4), 3}, random)));
    for (int first = 0; first < 3; first++) {
      for (int second = 0; second < 3; second++) {
        Object[] arguments = {tensor(4), first, second};
        CompiledMethod method = new CompiledMethod(Checkpoints.class, "arguments");
        tests.add(
            dynamicTest("arguments " + first + second, () -> method.checkForms(arguments, random)));
        addPlain(Checkpoints.class, "arguments", arguments);
      }
    }
    return tests.stream();
  }

  /** Parts that are methods of another file. */
  @TestFactory
  Stream<DynamicTest> otherClasses() {
    Class<?> owner = SplitCheckpoints.class;
    add(owner, "call", layer(), tensor(4, 3));
    add(owner, "layers", widths(3, 3, 3, 3), tensor(4, 3));
    add(owner, "layers", widths(3, 5, 2, 5, 3), tensor(4, 3));
    add(owner, "given", layer(), tensor(4, 3));
    add(owner, "straight", widths(3, 5, 2, 3), tensor(4, 3));
    for (int n : new int[] {0, 1, 5}) {
      add(owner, "within", layer(), tensor(4, 3), n);
      add(owner, "loop", layer(), tensor(4, 3), n);
      add(owner, "nested", layer(), tensor(4, 3), n);
      check(owner, "recursion", layer(), tensor(4, 3), n);
      check(owner, "deeper", layer(), tensor(4, 3), n);
      check(owner, "records", tensor(4), tensor(4), n);
    }
    return tests.stream();
  }

  /** Parts that are methods of another package, and call methods of others there. */
  @TestFactory
  Stream<DynamicTest> otherPackages() {
    Class<?> owner = PackagedCheckpoints.class;
    Dense layer = new Dense(tensor(3, 3), tensor(3));
    add(owner, "call", layer, tensor(4, 3));
    add(owner, "layers", new Dense[] {layer, new Dense(tensor(3, 3), tensor(3))}, tensor(4, 3));
    check(owner, "hidden", layer, tensor(4, 3));
    for (int n : new int[] {0, 1, 4}) {
      check(owner, "recursion", layer, tensor(4, 3), n);
    }
    return tests.stream();
  }

  /** Batches that change on one tape and one gradient, and layers that do. */
  @Test
  void shapesThatChange() {
    var tape = new CheckpointsGrad.Layers.Tape();
    for (int batch : new int[] {4, 4, 3, 4, 1, 3}) {
      for (int width : new int[] {2, 5}) {
        Checkpoints.Layer[] layers = widths(3, width, 4, 3);
        Tensor x = tensor(batch, 3);
        double[] expected =
            CompiledMethod.numbers(CheckpointsGrad.LayersPlain.gradient(layers, x).layers());
        var recorded = tape.forward(layers, x).backward();
        assertArrayEquals(expected, CompiledMethod.numbers(recorded.layers()), 0);
        var into = CheckpointsGrad.Layers.Gradient.zeros(layers, x);
        for (int step = 0; step < 3; step++) {
          into.setZero();
          CheckpointsGrad.Layers.addGradient(layers, x, into);
          assertArrayEquals(expected, CompiledMethod.numbers(into.layers()), 0);
        }
      }
    }
  }

  @Test
  void twoTapesInTurns() {
    Checkpoints.Layer[] one = widths(3, 4, 3);
    Checkpoints.Layer[] other = widths(3, 4, 3);
    Tensor x = tensor(2, 3);
    var first = new CheckpointsGrad.Layers.Tape();
    var second = new CheckpointsGrad.Layers.Tape();
    for (int step = 0; step < 3; step++) {
      first.forward(one, x);
      second.forward(other, x);
      assertArrayEquals(
          CompiledMethod.numbers(CheckpointsGrad.LayersPlain.gradient(one, x).layers()),
          CompiledMethod.numbers(first.backward().layers()),
          0);
      assertArrayEquals(
          CompiledMethod.numbers(CheckpointsGrad.LayersPlain.gradient(other, x).layers()),
          CompiledMethod.numbers(second.backward().layers()),
          0);
    }
  }

  @Test
  void whatIsGivenStays() {
    var tape = new CheckpointsGrad.Given.Tape();
    Checkpoints.Layer[] layers = widths(3, 4, 3);
    Tensor seed = tensor(2, 3);
    Tensor value = tape.forward(layers, tensor(2, 3)).value();
    double[] numbers = value.toDoubles();
    var gradient = tape.backward(seed);
    double[] parts = CompiledMethod.numbers(gradient.layers());
    double[] x = gradient.x().toDoubles();
    for (int step = 0; step < 3; step++) {
      tape.forward(layers, tensor(2, 3)).backward(seed);
    }
    assertArrayEquals(numbers, value.toDoubles(), 0);
    assertArrayEquals(parts, CompiledMethod.numbers(gradient.layers()), 0);
    assertArrayEquals(x, gradient.x().toDoubles(), 0);
  }

  /** Plain Java gives back the argument itself, and so does the derivative. */
  @Test
  void theArgumentItself() {
    Tensor x = tensor(3);
    Tensor seed = tensor(3);
    var tape = new CheckpointsGrad.Argument.Tape();
    assertSame(x, tape.forward(x, 0).value());
    var into = CheckpointsGrad.Argument.Gradient.zeros(x, 0);
    assertSame(x, CheckpointsGrad.Argument.addGradient(x, 0, seed, into));
    assertArrayEquals(seed.toDoubles(), tape.backward(seed).x().toDoubles(), 0);
  }

  @Test
  void aConstantOrOneTensorTwice() {
    Tensor x = tensor(3);
    assertSame(Checkpoints.CONSTANT, new CheckpointsGrad.Constant.Tape().forward(x, 0).value());
    Checkpoints.Pair pair = new CheckpointsGrad.Pair.Tape().forward(x).value();
    assertSame(pair.one(), pair.other());
  }

  @Test
  void whatIsChangedInBetweenIsSeen() {
    Checkpoints.Layer[] layers = widths(3, 4, 3);
    Tensor x = tensor(2, 3);
    var tape = new CheckpointsGrad.Given.Tape();
    tape.forward(layers, x).backward(tensor(2, 3));
    tape.forward(layers, x);
    layers[1].weight().fill(1);
    assertThrows(ModifiedInPlaceException.class, () -> tape.backward(tensor(2, 3)));
    Tensor y = tensor(2, 3);
    tape.forward(layers, y);
    y.fill(1);
    assertThrows(ModifiedInPlaceException.class, () -> tape.backward(tensor(2, 3)));
  }

  @Test
  void partsThatThrow() {
    Checkpoints.Layer[] layers = widths(3, 4, 5, 3);
    Tensor x = tensor(2, 3);
    Tensor large = x.mul(1e6);
    double[] expected = CheckpointsGrad.Failing.gradient(layers, x, 1e3).x().toDoubles();
    var tape = new CheckpointsGrad.Failing.Tape();
    var into = CheckpointsGrad.Failing.Gradient.zeros(layers, x, 1e3);
    Checkpoints.Layer[] steep = layers.clone();
    steep[1] = new Checkpoints.Layer(layers[1].weight().mul(1e6), layers[1].bias());
    for (int step = 0; step < 3; step++) {
      assertThrows(IllegalStateException.class, () -> tape.forward(steep, large, 1e3));
      assertThrows(
          IllegalStateException.class,
          () -> CheckpointsGrad.Failing.addGradient(steep, large, 1e3, into));
      into.setZero();
      CheckpointsGrad.Failing.addGradient(layers, x, 1e3, into);
      assertArrayEquals(expected, into.x().toDoubles(), 0);
      assertArrayEquals(expected, tape.forward(layers, x, 1e3).backward().x().toDoubles(), 0);
    }
  }

  /** A rule of the user's may keep what it is given. */
  @Test
  void whatARuleRemembersStays() {
    Checkpoints.REMEMBERED.clear();
    var tape = new CheckpointsGrad.Remembered.Tape();
    Tensor x = tensor(3);
    tape.forward(x, 2).backward();
    List<Tensor> remembered = List.copyOf(Checkpoints.REMEMBERED);
    assertTrue(remembered.size() > 4);
    List<double[]> numbers = remembered.stream().map(Tensor::toDoubles).toList();
    for (int step = 0; step < 3; step++) {
      tape.forward(tensor(3), 2).backward();
    }
    for (int i = 0; i < remembered.size(); i++) {
      assertArrayEquals(numbers.get(i), remembered.get(i).toDoubles(), 0);
    }
    Checkpoints.REMEMBERED.clear();
  }

  /** Checkpoints are for memory: what is kept of a part is kept once. */
  @Test
  void memoryIsSaved() {
    int[] widths = new int[33];
    Arrays.fill(widths, 8);
    Checkpoints.Layer[] layers = widths(widths);
    Tensor x = tensor(64, 8);
    var plain = new CheckpointsGrad.LayersPlain.Tape();
    var parted = new CheckpointsGrad.Layers.Tape();
    var split = new SplitCheckpointsGrad.Layers.Tape();
    long all = 0;
    long some = 0;
    long ofOthers = 0;
    for (int step = 0; step < 3; step++) {
      plain.forward(layers, x);
      parted.forward(layers, x);
      split.forward(layers, x);
      all = HeldNumbers.in(plain);
      some = HeldNumbers.in(parted);
      ofOthers = HeldNumbers.in(split);
      plain.backward();
      parted.backward();
      split.backward();
    }
    // A state for each layer, and its cotangent.
    long states = 2L * layers.length * x.size();
    assertTrue(some < states + states / 4, some + " numbers for " + states);
    assertTrue(3 * some < 2 * all, some + " numbers in place of " + all);
    assertTrue(ofOthers < states + states / 4, ofOthers + " numbers for " + states);
  }

  /** Calls that run the same share a class, and what it keeps. */
  @Test
  void callsOneAfterTheOtherSaveMemory() {
    Checkpoints.Layer[] layers = widths(8, 8, 8, 8, 8, 8, 8);
    Tensor x = tensor(64, 8);
    var plain = new CheckpointsGrad.StraightPlain.Tape();
    var parted = new CheckpointsGrad.Straight.Tape();
    for (int step = 0; step < 3; step++) {
      plain.forward(layers, x).backward();
      parted.forward(layers, x).backward();
    }
    plain.forward(layers, x);
    long all = HeldNumbers.in(plain);
    parted.forward(layers, x);
    long some = HeldNumbers.in(parted);
    assertTrue(3 * some < 2 * all, some + " numbers in place of " + all);
    assertEquals(
        1,
        Arrays.stream(CheckpointsGrad.Straight.class.getDeclaredClasses())
            .filter(it -> it.getSimpleName().startsWith("StraightCall"))
            .count());
  }

  @Test
  void aLoopOfSegmentsSavesMemory() {
    Checkpoints.Layer layer = layer();
    Tensor x = tensor(64, 3);
    var plain = new CheckpointsGrad.SegmentsPlain.Tape();
    plain.forward(layer, x, 100);
    plain.backward();
    plain.forward(layer, x, 100);
    long all = HeldNumbers.in(plain);
    long some = heldBySegments(layer, x, 100);
    assertTrue(3 * some < all, some + " numbers in place of " + all);
  }

  private static long heldBySegments(Checkpoints.Layer layer, Tensor x, int n) {
    var tape = new CheckpointsGrad.Segments.Tape();
    tape.forward(layer, x, n);
    tape.backward();
    tape.forward(layer, x, n);
    return HeldNumbers.in(tape);
  }

  /** A schedule holds as many states as it may, however many iterations there are. */
  @Test
  void aScheduleHoldsAFewStates() {
    Checkpoints.Layer layer = layer();
    Tensor x = tensor(64, 3);
    var few = new CheckpointsGrad.Schedule.Tape();
    few.forward(layer, x, 8).backward();
    var many = new CheckpointsGrad.Schedule.Tape();
    many.forward(layer, x, 64).backward();
    assertEquals(HeldNumbers.in(few), HeldNumbers.in(many));
  }
}
