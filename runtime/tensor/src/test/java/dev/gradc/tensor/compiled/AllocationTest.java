package dev.gradc.tensor.compiled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.gradc.nn.ClassWeights;
import dev.gradc.tensor.Boxes;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A step that was run before makes no tensors: what it allocates, shapes and the like, does not
 * grow with them.
 */
final class AllocationTest {

  private static final int STEPS = 20;

  private final Random random = new Random(5);

  private Tensor tensor(int... shape) {
    return Sampling.normal(random, 0, 0.1, DType.DOUBLE, shape);
  }

  private Programs.Network network() {
    return new Programs.Network(
        new Programs.Linear(tensor(64, 32), tensor(64)),
        new Programs.Linear(tensor(64, 64), tensor(64)));
  }

  private int[] labels(int batch) {
    return random.ints(batch, 0, 64).toArray();
  }

  /** Bytes that one run takes, once it has run before. */
  private static long allocated(Runnable step) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < STEPS; i++) {
      step.run();
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < STEPS; i++) {
      step.run();
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / STEPS;
  }

  /** A step on a batch. */
  private interface Step {
    Runnable on(int batch);
  }

  private static void assertNoTensors(Step step) {
    long small = allocated(step.on(16));
    long large = allocated(step.on(128));
    assertTrue(large < small + 2048, () -> small + " bytes, and " + large + " of a larger batch");
  }

  @Test
  void aFusedStep() {
    Programs.Network net = network();
    assertNoTensors(
        batch -> {
          Tensor data = tensor(batch, 32);
          int[] labels = labels(batch);
          var gradient = ProgramsGrad.Model.Gradient.zeros(net, data, labels);
          return () -> {
            gradient.setZero();
            ProgramsGrad.Model.addGradient(net, data, labels, gradient);
          };
        });
  }

  @Test
  void aRecordedStep() {
    Programs.Network net = network();
    assertNoTensors(
        batch -> {
          Tensor data = tensor(batch, 32);
          int[] labels = labels(batch);
          var gradient = ProgramsGrad.Model.Gradient.zeros(net, data, labels);
          var tape = new ProgramsGrad.Model.Tape();
          return () -> {
            gradient.setZero();
            tape.forward(net, data, labels).backward(gradient);
          };
        });
  }

  @Test
  void aSumOfCotangents() {
    assertNoTensors(
        batch -> {
          Tensor x = tensor(batch, 64);
          var gradient = ProgramsGrad.UsedTwice.Gradient.zeros(x);
          return () -> {
            gradient.setZero();
            ProgramsGrad.UsedTwice.addGradient(x, gradient);
          };
        });
  }

  /** The arguments of a step on a batch, or of a size. */
  private interface Arguments {
    Object[] of(int size);
  }

  private static Object[] of(Object... arguments) {
    return arguments;
  }

  /** What is allocated for each element or example, be it small, would be seen. */
  private static void assertNothingGrows(
      Class<?> owner, String name, int less, int more, Arguments arguments) {
    CompiledMethod method = new CompiledMethod(owner, name);
    Step fused = size -> method.fusedStep(arguments.of(size));
    Step recorded = size -> method.recordedStep(arguments.of(size));
    for (Step step : List.of(fused, recorded)) {
      long small = allocated(step.on(less));
      long large = allocated(step.on(more));
      assertTrue(large < small + 512, () -> small + " bytes, and " + large + " of a larger batch");
    }
  }

  private static void assertNothingGrows(String name, Arguments arguments) {
    assertNothingGrows(WarmSteps.class, name, 16, 512, arguments);
  }

  @Test
  void lossesOfLabels() {
    ClassWeights equal = ClassWeights.equal(DType.DOUBLE, 64);
    ClassWeights weights = equal.ignoring(3);
    assertNothingGrows("oneHot", batch -> of(tensor(batch, 64), labels(batch)));
    assertNothingGrows("labelled", batch -> of(tensor(batch, 64), labels(batch)));
    for (String name : List.of("weighted", "weightedEach", "weightedSum")) {
      assertNothingGrows(name, batch -> of(tensor(batch, 64), labels(batch), weights));
      assertNothingGrows(name, batch -> of(tensor(batch, 64), labels(batch), equal));
    }
    assertNothingGrows("softmaxFocal", batch -> of(tensor(batch, 64), labels(batch)));
    assertNothingGrows("hardest", batch -> of(tensor(batch, 64), labels(batch)));
  }

  private static Boxes boxes(int count) {
    double[][] corners = new double[count][];
    Arrays.fill(corners, new double[] {0.7, 1.2, 3.6, 4.1});
    return new Boxes(IntStream.range(0, count).toArray(), corners);
  }

  @Test
  void maximaOfWindowsAndRegions() {
    assertNothingGrows("pooled", batch -> of(tensor(batch, 1, 5, 5)));
    assertNothingGrows("pooledRegions", batch -> of(tensor(batch, 1, 5, 5), boxes(batch)));
    assertNothingGrows("chosenInLoop", size -> of(tensor(size), 4));
  }

  @Test
  void convolutionsAndProductsOfManyMatrices() {
    assertNothingGrows(
        "convolved",
        batch -> of(tensor(batch, 2, 5, 5), tensor(3, 2, 3, 3), tensor(2, 3, 1, 1), tensor(3)));
    assertNothingGrows(
        "enlarged", batch -> of(tensor(batch, 2, 3, 3), tensor(2, 3, 3, 3), tensor(3)));
    assertNothingGrows("products", batch -> of(tensor(batch, 3, 4), tensor(batch, 4, 2)));
    // The library for products would pack these.
    assertNothingGrows(
        WarmSteps.class, "products", 2, 6, n -> of(tensor(n, 120, 90), tensor(n, 90, 110)));
    assertNothingGrows(
        WarmSteps.class, "products", 8, 80, n -> of(tensor(16 * n, 128), tensor(128, 96)));
  }

  @Test
  void mapsOfPlanes() {
    assertNothingGrows(WarmSteps.class, "resized", 4, 24, size -> of(tensor(1, 1, size, size)));
    assertNothingGrows(
        "regions", count -> of(tensor(count, 1, 5, 5), tensor(count, 4, 5, 5), boxes(count)));
  }

  @Test
  void normalizations() {
    assertNothingGrows("normalized", batch -> of(tensor(batch, 8), tensor(8)));
  }

  private WarmSteps.Layer layer(int width) {
    return new WarmSteps.Layer(tensor(width, width), tensor(width));
  }

  /** Gradients in arrays are of the size of the parameters. */
  @Test
  void layersInAnArray() {
    Arguments layers =
        width ->
            of(new WarmSteps.Layer[] {layer(width), layer(width), layer(width)}, tensor(4, width));
    assertNothingGrows(WarmSteps.class, "layers", 4, 24, layers);
    assertNothingGrows(
        TensorArrays.class,
        "rows",
        16,
        512,
        size -> of(new Tensor[][] {{tensor(size), tensor(size)}, {}, {tensor(size)}}, 2));
  }

  @Test
  void derivativesInsideOfDerivatives() {
    assertNothingGrows(
        WarmSteps.class, "penalty", 16, 128, batch -> of(layer(8), tensor(batch, 8)));
    assertNothingGrows("otherPenalty", batch -> of(tensor(8), tensor(batch, 8)));
    for (String name : List.of("unreachedInside", "byTape", "added", "productWithJacobian")) {
      assertNothingGrows(
          Penalty.class, name, 16, 512, size -> of(tensor(size, 2), tensor(size, 2)));
    }
  }

  /** A step of one layer, whose scores are of the shape of the data. */
  private interface LayerStep {
    Runnable of(WarmSteps.Layer layer, Tensor data, Tensor targets);
  }

  private void assertNoTensors(LayerStep step) {
    WarmSteps.Layer layer = new WarmSteps.Layer(tensor(32, 32), tensor(32));
    assertNoTensors(
        batch -> step.of(layer, tensor(batch, 32), Tensor.zeros(DType.DOUBLE, batch, 32)));
  }

  /** Losses tell of tensors in the texts of exceptions, which do not hold them. */
  @Test
  void stepsWithLosses() {
    assertNoTensors(
        (layer, data, targets) -> {
          var gradient = WarmStepsGrad.CrossEntropy.Gradient.zeros(layer, data, targets);
          return () -> {
            gradient.setZero();
            WarmStepsGrad.CrossEntropy.addGradient(layer, data, targets, gradient);
          };
        });
    assertNoTensors(
        (layer, data, targets) -> {
          var gradient = WarmStepsGrad.Focal.Gradient.zeros(layer, data, targets);
          var tape = new WarmStepsGrad.Focal.Tape();
          return () -> {
            gradient.setZero();
            tape.forward(layer, data, targets).backward(gradient);
          };
        });
    assertNoTensors(
        (layer, data, targets) -> {
          var gradient = WarmStepsGrad.Smooth.Gradient.zeros(layer, data, targets);
          return () -> {
            gradient.setZero();
            WarmStepsGrad.Smooth.addGradient(layer, data, targets, gradient);
          };
        });
  }

  @Test
  void stepsWithLoops() {
    assertNoTensors(
        (layer, data, targets) -> {
          var gradient = WarmStepsGrad.Loop.Gradient.zeros(layer, data, targets, 4);
          return () -> {
            gradient.setZero();
            WarmStepsGrad.Loop.addGradient(layer, data, targets, 4, gradient);
          };
        });
    assertNoTensors(
        (layer, data, targets) -> {
          var gradient = WarmStepsGrad.Loop.Gradient.zeros(layer, data, targets, 4);
          var tape = new WarmStepsGrad.Loop.Tape();
          return () -> {
            gradient.setZero();
            tape.forward(layer, data, targets, 4).backward(gradient);
          };
        });
  }

  /** What a caller was given is the caller's, whatever runs next on the same memory. */
  @Test
  void resultsAreNotWrittenAgain() {
    Tensor x = tensor(2, 3);
    Tensor w = tensor(3, 4);
    var tape = new ProgramsGrad.MixedResult.Tape();
    Programs.Mixed first = tape.forward(x, w).value();
    double[] numbers = first.y().toDoubles();
    var gradient = tape.backward(new Programs.Mixed(tensor(2, 4), 1, 0));
    double[] parts = gradient.x().toDoubles();
    tape.forward(x.mul(2), w.mul(3)).backward(new Programs.Mixed(tensor(2, 4), 1, 0));
    assertArrayEquals(numbers, first.y().toDoubles(), 0);
    assertArrayEquals(parts, gradient.x().toDoubles(), 0);
  }
}
