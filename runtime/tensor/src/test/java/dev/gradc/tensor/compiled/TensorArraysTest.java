package dev.gradc.tensor.compiled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gradc.ModifiedInPlaceException;
import dev.gradc.optim.Adam;
import dev.gradc.tensor.Cotangents;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Every method of {@link TensorArrays} against central differences, and what its arrays are. */
final class TensorArraysTest {

  private final Random random = new Random(20261126);
  private final Map<String, Supplier<Object[]>> inputs = new LinkedHashMap<>();

  private Tensor tensor(int... shape) {
    return Sampling.normal(random, 0, 1, DType.DOUBLE, shape);
  }

  private Tensor[] tensors(int count, int... shape) {
    Tensor[] tensors = new Tensor[count];
    Arrays.setAll(tensors, i -> tensor(shape));
    return tensors;
  }

  private TensorArrays.Linear linear(int in, int out) {
    return new TensorArrays.Linear(tensor(out, in), tensor(out));
  }

  private TensorArrays.Linear[] layers() {
    return new TensorArrays.Linear[] {linear(3, 4), linear(4, 2), linear(2, 2)};
  }

  private TensorArrays.Network network() {
    return new TensorArrays.Network(layers(), tensors(3, 1), linear(2, 3), new double[] {0.7});
  }

  private TensorArrays.Weighted weighted() {
    return new TensorArrays.Weighted(
        tensor(3, 2), new TensorArrays.Linear[] {linear(2, 3), linear(1, 1)});
  }

  private static Object[] of(Object... arguments) {
    return arguments;
  }

  TensorArraysTest() {
    inputs.put("straight", () -> of(tensor(2, 3), new Tensor[] {tensor(3, 4), tensor(4, 2)}));
    inputs.put("loop", () -> of(tensor(2, 3), tensors(4, 3, 3)));
    inputs.put("layers", () -> of(tensor(5, 3), layers()));
    inputs.put("network", () -> of(network(), tensor(5, 3)));
    inputs.put("itself", () -> of(tensors(3, 2, 2), tensor(2, 2)));
    inputs.put("made", () -> of(tensor(2, 2), tensor(2, 2)));
    inputs.put("penaltiesInALoop", () -> of(tensors(3, 2, 2), tensor(2, 2)));
    inputs.put(
        "rows", () -> of(new Tensor[][] {tensors(2, 2), tensors(1, 3), {}, tensors(1, 2)}, 1));
    inputs.put("states", () -> of(tensor(2, 3), tensors(3, 3, 3)));
    inputs.put("grid", () -> of(tensor(2, 3), tensors(3, 2, 3)));
    inputs.put("given", () -> of(tensors(3, 2), tensor(3)));
    inputs.put("mixedResult", () -> of(tensor(2, 3), layers()));
    inputs.put("outputs", () -> of(tensors(2, 3), tensors(1, 3), tensor(3)));
    inputs.put("twice", () -> of(tensors(3, 2), tensor(2)));
    inputs.put("recursive", () -> of(tensors(3, 2), tensor(2)));
    inputs.put("lent", () -> of(tensors(3, 2), tensor(2)));
    inputs.put("lentTwice", () -> of(tensors(3, 2), tensor(2)));
    inputs.put("lentInLoop", () -> of(tensors(3, 2), tensor(2)));
    inputs.put("filledRows", () -> of(tensor(2, 3)));
    inputs.put("checkpointed", () -> of(tensors(3, 2), tensor(2)));
    inputs.put("checkpointedLoop", () -> of(tensors(3, 2), tensor(2), 7));
    inputs.put(
        "cases",
        () ->
            of(
                new TensorArrays.Layer[] {
                  new TensorArrays.Leaky(0.3), weighted(), new TensorArrays.Leaky(1.7), weighted()
                },
                tensor(4, 3)));
    inputs.put("constants", () -> of(tensors(2, 3), tensors(2, 3), tensor(3)));
    inputs.put("changed", () -> of(tensors(3, 2), tensor(2)));
    inputs.put("callsItsLike", () -> of(tensor(2, 3), tensors(2, 3, 3)));
    inputs.put("penalty", () -> of(tensors(3, 2, 2), tensor(2, 2)));
    inputs.put("penaltyByTape", () -> of(tensors(2, 2, 2), tensor(2, 2)));
    inputs.put("filled", () -> of(tensor(3), 3));
    inputs.put("terms", () -> of(tensor(3)));
    inputs.put("matrix", () -> of(tensor(3), 4, 3));
    inputs.put("movedRows", () -> of(tensor(3), 4));
    inputs.put("penaltyOfMatrix", () -> of(tensor(3), 4));
    inputs.put("noted", () -> of(tensor(3), false));
    inputs.put("notedByRecursion", () -> of(tensor(3), 2));
    inputs.put("placesTwice", () -> of(tensor(3), false));
    inputs.put("madeByTape", () -> of(tensor(3), tensor(3), 2));
  }

  /** What a caller was given is the caller's, whatever runs next on the same memory. */
  @Test
  void resultsAndGradientsAreNotWrittenAgain() {
    var filled = new TensorArraysGrad.FilledRows.Tape();
    Tensor[][] rows = filled.forward(tensor(2, 3)).value();
    double[] numbers = CompiledMethod.numbers(rows);
    filled.forward(tensor(2, 3));
    assertArrayEquals(numbers, CompiledMethod.numbers(rows));

    var tape = new TensorArraysGrad.LentTwice.Tape();
    Tensor x = tensor(2);
    Tensor[] parts = tape.forward(tensors(3, 2), x).backward().weights();
    double[] before = CompiledMethod.numbers(parts);
    double[] data = x.toDoubles();
    tape.forward(tensors(3, 2), x).backward();
    assertArrayEquals(before, CompiledMethod.numbers(parts));
    assertArrayEquals(data, x.toDoubles());

    var layers = new TensorArraysGrad.Itself.Tape();
    Tensor shared = tensor(2, 2);
    Tensor[] itself = layers.forward(tensors(3, 2, 2), shared).backward().weights();
    before = CompiledMethod.numbers(itself);
    data = shared.toDoubles();
    layers.forward(tensors(3, 2, 2), shared).backward();
    assertArrayEquals(before, CompiledMethod.numbers(itself));
    assertArrayEquals(data, shared.toDoubles());
  }

  @TestFactory
  Stream<DynamicTest> programs() {
    return inputs.entrySet().stream()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () ->
                        new CompiledMethod(TensorArrays.class, entry.getKey())
                            .check(entry.getValue().get(), random)));
  }

  /** Of x · 2x + (Σ x)² + 2 tanh x · x · Σ tanh x, and 5 x now and then. */
  @Test
  void whatCallsWriteHasADerivative() {
    Tensor x = Tensor.of(new double[] {0.5}, 1);
    double slope = 1 - Math.tanh(0.5) * Math.tanh(0.5);
    double last = 2 * Math.tanh(0.5) * (2 * slope * 0.5 + Math.tanh(0.5));
    double expected = 3 * 0.25 + 6 * 0.5 + last;
    assertEquals(expected, TensorArraysGrad.Noted.gradient(x, false).x().item(), 1e-12);
    assertEquals(expected + 5, TensorArraysGrad.Noted.gradient(x, true).x().item(), 1e-12);
  }

  /** The pullback is given copies of places, and would not know that they were one array. */
  @Test
  void placesThatAreOneArrayAreRefused() {
    Tensor x = Tensor.of(new double[] {0.4, 0.7, -0.3}, 3);
    String message = "'placed(one, other, row, x, 2)' is given one array twice, and writes it";
    var tape = new TensorArraysGrad.PlacesTwice.Tape();
    List<Executable> all =
        List.of(
            () -> TensorArraysGrad.PlacesTwice.gradient(x, true),
            () -> tape.forward(x, true),
            () -> TensorArraysGrad.PlacesTwice.jvp(x, true, x));
    for (Executable one : all) {
      assertEquals(message, assertThrows(IllegalArgumentException.class, one).getMessage());
    }
  }

  /** Rows are kept, whatever their number and their width have been before. */
  @Test
  void rowsOfOtherWidths() {
    Tensor x = tensor(3);
    var tape = new TensorArraysGrad.Matrix.Tape();
    var moved = new TensorArraysGrad.MovedRows.Tape();
    int[][] sizes = {{4, 3}, {2, 3}, {5, 1}, {5, 4}, {3, 2}, {1, 1}, {4, 3}};
    for (int[] size : sizes) {
      assertArrayEquals(
          TensorArraysGrad.Matrix.gradient(x, size[0], size[1]).x().toDoubles(),
          tape.forward(x, size[0], size[1]).backward().x().toDoubles(),
          0);
      assertArrayEquals(
          TensorArraysGrad.MovedRows.gradient(x, size[0] + 2).x().toDoubles(),
          moved.forward(x, size[0] + 2).backward().x().toDoubles(),
          0);
    }
    // As the method itself.
    assertThrows(NegativeArraySizeException.class, () -> TensorArrays.matrix(x, 0, -1));
    assertThrows(NegativeArraySizeException.class, () -> tape.forward(x, 0, -1));
    assertThrows(NegativeArraySizeException.class, () -> tape.forward(x, -1, 2));
  }

  @Test
  void everyProgramHasInputs() {
    Set<String> generated =
        Arrays.stream(TensorArraysGrad.class.getDeclaredClasses())
            .map(Class::getSimpleName)
            .map(name -> Character.toLowerCase(name.charAt(0)) + name.substring(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(generated, new TreeSet<>(inputs.keySet()));
  }

  /** The cotangent of the first element is the data: the gradient has to be a copy of it. */
  @Test
  void gradientsOwnTheirTensors() {
    Tensor[] weights = tensors(3, 2, 2);
    Tensor x = tensor(2, 2);
    double[] data = x.toDoubles();
    var gradient = TensorArraysGrad.Itself.gradient(weights, x);
    Tensor[] parts = gradient.weights();
    assertArrayEquals(data, parts[0].toDoubles(), 0);
    assertNotSame(x, parts[0]);
    TensorArraysGrad.Itself.addGradient(weights, x, gradient);
    assertSame(parts, gradient.weights());
    assertArrayEquals(x.mul(2).toDoubles(), parts[0].toDoubles(), 0);
    assertArrayEquals(data, x.toDoubles(), 0);
    gradient.setZero();
    assertArrayEquals(new double[4], parts[0].toDoubles(), 0);
    assertArrayEquals(data, x.toDoubles(), 0);
  }

  @Test
  void whatNothingReachesIsZerosThatOptimizersSkip() {
    Tensor[] weights = tensors(3, 2, 2);
    Tensor x = tensor(2, 2);
    var gradient = TensorArraysGrad.Itself.gradient(weights, x);
    assertTrue(Cotangents.isNone(gradient.weights()[1]));
    assertArrayEquals(new double[4], gradient.weights()[1].toDoubles(), 0);
    assertFalse(Cotangents.isNone(gradient.weights()[2]));
    double[] before = weights[1].toDoubles();
    Adam.over((Object) weights).step((Object) gradient.weights());
    assertArrayEquals(before, weights[1].toDoubles(), 0);
    gradient.setZero();
    assertTrue(Cotangents.isNone(gradient.weights()[0]));
    var none = TensorArraysGrad.Itself.Gradient.zeros(weights, x);
    assertTrue(Arrays.stream(none.weights()).allMatch(Cotangents::isNone));
  }

  @Test
  void arraysOfLayersAreTrained() {
    TensorArrays.Network network = network();
    Tensor x = tensor(5, 3);
    Adam adam = Adam.over(network).learningRate(0.01);
    double first = TensorArrays.network(network, x);
    var gradient = TensorArraysGrad.Network.Gradient.zeros(network, x);
    for (int i = 0; i < 50; i++) {
      gradient.setZero();
      TensorArraysGrad.Network.addGradient(network, x, gradient);
      adam.step(gradient.network());
    }
    assertTrue(TensorArrays.network(network, x) < first / 2);
  }

  @Test
  void tapesNoticeTensorsThatChangeAndOthersInTheirPlace() {
    Tensor[] weights = tensors(2, 3, 3);
    Tensor x = tensor(2, 3);
    var tape = TensorArraysGrad.Loop.forward(x, weights);
    weights[0].addInPlace(weights[1]);
    assertThrows(ModifiedInPlaceException.class, tape::backward);
    tape.forward(x, weights);
    weights[1] = tensor(3, 3);
    String message = assertThrows(ModifiedInPlaceException.class, tape::backward).getMessage();
    assertTrue(message.contains("'weights', or a tensor in it"), message);
    tape.forward(x, weights);
    tape.backward();
    Tensor[] states = TensorArraysGrad.States.forward(x, weights).value();
    assertEquals(3, states.length);
  }

  /** Results are the caller's, who may change them before he goes back. */
  @Test
  void tapesNoticeResultsThatChange() {
    Tensor[] weights = tensors(2, 3, 3);
    Tensor x = tensor(2, 3);
    var tape = TensorArraysGrad.States.forward(x, weights);
    Tensor[] seed = {x, x, x};
    tape.value()[1].addInPlace(x);
    assertThrows(ModifiedInPlaceException.class, () -> tape.backward(seed));
  }

  /** And an evaluation leaves those of the one before alone. */
  @Test
  void resultsOutliveTheNextEvaluation() {
    Tensor[] weights = tensors(2, 2, 3);
    Tensor x = tensor(2, 3);
    var tape = TensorArraysGrad.Grid.forward(x, weights);
    Tensor[][] first = tape.value();
    double[] expected = weights[1].mul(x).exp().toDoubles();
    tape.forward(x.mul(2), weights);
    assertArrayEquals(expected, first[1][1].toDoubles(), 0);
    assertArrayEquals(weights[1].mul(x).toDoubles(), first[1][0].toDoubles(), 0);
  }

  @Test
  void parametersOutliveTheNextEvaluation() {
    Tensor x = tensor(2, 3);
    Tensor[] first = {x};
    Tensor[] second = {x};
    double expected = OtherArrays.stored(new Tensor[] {x}, x);
    var tape = OtherArraysGrad.Stored.forward(first, x);
    assertEquals(expected, tape.value(), 1e-12);
    tape.forward(second, x.mul(2));
    assertArrayEquals(x.exp().toDoubles(), first[0].toDoubles(), 0);
  }

  @Test
  void otherLengthsAndShapesAreRefused() {
    Tensor x = tensor(2, 3);
    Tensor[] two = tensors(2, 3, 3);
    Tensor[] three = tensors(3, 3, 3);
    Tensor[] one = tensors(1, 3, 3);
    Tensor[] other = {two[0], tensor(3, 4)};
    // One that has been used, and one that has not.
    for (var gradient :
        List.of(
            TensorArraysGrad.Loop.gradient(x, two), TensorArraysGrad.Loop.Gradient.zeros(x, two))) {
      String length = "the gradient of 'weights' has length 2, but 'weights' itself has length ";
      assertRefused(length + 3, () -> TensorArraysGrad.Loop.addGradient(x, three, gradient));
      assertRefused(length + 1, () -> TensorArraysGrad.Loop.addGradient(x, one, gradient));
      assertRefused(
          "the gradient of 'weights' at [1] has shape DOUBLE[3, 3], but 'weights' itself there has"
              + " shape DOUBLE[3, 4]",
          () -> TensorArraysGrad.Loop.addGradient(x, other, gradient));
      var tape = TensorArraysGrad.Loop.forward(x, three);
      assertRefused(length + 3, () -> tape.backward(gradient));
      assertEquals(3, tape.backward().weights().length);
    }
    assertRefused(
        "the seed has length 2, but the result has length 3",
        () -> TensorArraysGrad.States.gradient(x, two, tensors(2, 2, 3)));
    assertRefused(
        "the seed at [2] has shape DOUBLE[1], but the result there has shape DOUBLE[2, 3]",
        () -> TensorArraysGrad.States.gradient(x, two, new Tensor[] {x, x, tensor(1)}));
    assertRefused(
        "the tangent of 'weights' has length 1",
        () -> TensorArraysGrad.Loop.jvp(x, two, x, tensors(1, 3, 3)));
    assertRefused(
        "the direction of 'weights' at [0] has shape",
        () -> TensorArraysGrad.Loop.hvp(x, two, x, tensors(2, 3)));
  }

  /** Null is zero in what is given: in cotangents, in directions, in gradients of one's own. */
  @Test
  void elementsThatAreNullAreZero() {
    Tensor x = tensor(2, 3);
    Tensor[] weights = tensors(2, 3, 3);
    Tensor zeros = Tensor.zeros(DType.DOUBLE, 2, 3);
    Tensor[] sparse = {null, x, null};
    var gradient = TensorArraysGrad.States.gradient(x, weights, sparse);
    var dense = TensorArraysGrad.States.gradient(x, weights, new Tensor[] {zeros, x, zeros});
    assertArrayEquals(dense.weights()[0].toDoubles(), gradient.weights()[0].toDoubles(), 0);
    assertArrayEquals(dense.x().toDoubles(), gradient.x().toDoubles(), 0);
    assertTrue(Cotangents.isNone(gradient.weights()[1]));
    Tensor[] direction = {null, weights[1]};
    Tensor[] full = {Tensor.zeros(DType.DOUBLE, 3, 3), weights[1]};
    assertEquals(
        TensorArraysGrad.Loop.jvp(x, weights, zeros, full).tangent(),
        TensorArraysGrad.Loop.jvp(x, weights, zeros, direction).tangent());
    assertArrayEquals(
        TensorArraysGrad.Loop.hvp(x, weights, zeros, full).weights()[0].toDoubles(),
        TensorArraysGrad.Loop.hvp(x, weights, zeros, direction).weights()[0].toDoubles(),
        0);
    Tensor[] tangents =
        TensorArraysGrad.Given.jvp(weights, x, new Tensor[] {null, weights[1]}).tangent();
    assertArrayEquals(new double[6], tangents[1].toDoubles(), 0);
    assertArrayEquals(new double[9], tangents[2].toDoubles(), 0);
    assertArrayEquals(weights[1].toDoubles(), tangents[3].toDoubles(), 0);
    Tensor[] own = {null, null};
    Tensor ownX = Tensor.zeros(DType.DOUBLE, 2, 3);
    var given = TensorArraysGrad.Loop.Gradient.of(ownX, own);
    TensorArraysGrad.Loop.addGradient(x, weights, given);
    var expected = TensorArraysGrad.Loop.gradient(x, weights);
    assertSame(own, given.weights());
    assertArrayEquals(expected.weights()[1].toDoubles(), own[1].toDoubles(), 0);
  }

  private static void assertRefused(String part, Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(part), message);
  }
}
