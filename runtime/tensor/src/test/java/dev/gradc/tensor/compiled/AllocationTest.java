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

  /** The library for products packs larger matrices into arrays of its own. */
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

  /** What is allocated for each element or example, be it small, would be seen. */
  private static void assertNothingGrows(Step fused, Step recorded) {
    assertNothingGrows(fused, recorded, 16, 1024);
  }

  private static void assertNothingGrows(Step fused, Step recorded, int less, int more) {
    for (Step step : List.of(fused, recorded)) {
      long small = allocated(step.on(less));
      long large = allocated(step.on(more));
      assertTrue(large < small + 512, () -> small + " bytes, and " + large + " of a larger batch");
    }
  }

  private static Boxes boxes(int count) {
    int[] samples = IntStream.range(0, count).toArray();
    double[][] corners = new double[count][];
    Arrays.fill(corners, new double[] {0.7, 1.2, 3.6, 4.1});
    return new Boxes(samples, corners);
  }

  @Test
  void oneHotCodes() {
    assertNothingGrows(
        batch -> {
          Tensor logits = tensor(batch, 64);
          int[] labels = labels(batch);
          var gradient = WarmStepsGrad.OneHot.Gradient.zeros(logits, labels);
          return () -> {
            gradient.setZero();
            WarmStepsGrad.OneHot.addGradient(logits, labels, gradient);
          };
        },
        batch -> {
          Tensor logits = tensor(batch, 64);
          int[] labels = labels(batch);
          var gradient = WarmStepsGrad.OneHot.Gradient.zeros(logits, labels);
          var tape = new WarmStepsGrad.OneHot.Tape();
          return () -> {
            gradient.setZero();
            tape.forward(logits, labels).backward(gradient);
          };
        });
  }

  @Test
  void lossesOfLabels() {
    assertNothingGrows(
        batch -> {
          Tensor logits = tensor(batch, 64);
          int[] labels = labels(batch);
          var gradient = WarmStepsGrad.Labelled.Gradient.zeros(logits, labels);
          return () -> {
            gradient.setZero();
            WarmStepsGrad.Labelled.addGradient(logits, labels, gradient);
          };
        },
        batch -> {
          Tensor logits = tensor(batch, 64);
          int[] labels = labels(batch);
          var gradient = WarmStepsGrad.Labelled.Gradient.zeros(logits, labels);
          var tape = new WarmStepsGrad.Labelled.Tape();
          return () -> {
            gradient.setZero();
            tape.forward(logits, labels).backward(gradient);
          };
        });
  }

  @Test
  void lossesWithWeightsAndAnIgnoredLabel() {
    assertNothingGrows(
        batch -> {
          Tensor logits = tensor(batch, 64);
          int[] labels = labels(batch);
          ClassWeights weights = ClassWeights.equal(DType.DOUBLE, 64).ignoring(3);
          var gradient = WarmStepsGrad.Weighted.Gradient.zeros(logits, labels, weights);
          return () -> {
            gradient.setZero();
            WarmStepsGrad.Weighted.addGradient(logits, labels, weights, gradient);
          };
        },
        batch -> {
          Tensor logits = tensor(batch, 64);
          int[] labels = labels(batch);
          ClassWeights weights = ClassWeights.equal(DType.DOUBLE, 64).ignoring(3);
          var gradient = WarmStepsGrad.Weighted.Gradient.zeros(logits, labels, weights);
          var tape = new WarmStepsGrad.Weighted.Tape();
          return () -> {
            gradient.setZero();
            tape.forward(logits, labels, weights).backward(gradient);
          };
        });
  }

  @Test
  void focalLossesOfLabels() {
    assertNothingGrows(
        batch -> {
          Tensor logits = tensor(batch, 64);
          int[] labels = labels(batch);
          var gradient = WarmStepsGrad.SoftmaxFocal.Gradient.zeros(logits, labels);
          return () -> {
            gradient.setZero();
            WarmStepsGrad.SoftmaxFocal.addGradient(logits, labels, gradient);
          };
        },
        batch -> {
          Tensor logits = tensor(batch, 64);
          int[] labels = labels(batch);
          var gradient = WarmStepsGrad.SoftmaxFocal.Gradient.zeros(logits, labels);
          var tape = new WarmStepsGrad.SoftmaxFocal.Tape();
          return () -> {
            gradient.setZero();
            tape.forward(logits, labels).backward(gradient);
          };
        });
  }

  @Test
  void hardestExamples() {
    assertNothingGrows(
        batch -> {
          Tensor logits = tensor(batch, 64);
          int[] labels = labels(batch);
          var gradient = WarmStepsGrad.Hardest.Gradient.zeros(logits, labels);
          return () -> {
            gradient.setZero();
            WarmStepsGrad.Hardest.addGradient(logits, labels, gradient);
          };
        },
        batch -> {
          Tensor logits = tensor(batch, 64);
          int[] labels = labels(batch);
          var gradient = WarmStepsGrad.Hardest.Gradient.zeros(logits, labels);
          var tape = new WarmStepsGrad.Hardest.Tape();
          return () -> {
            gradient.setZero();
            tape.forward(logits, labels).backward(gradient);
          };
        });
  }

  @Test
  void maximaOfWindows() {
    assertNothingGrows(
        batch -> {
          Tensor pictures = tensor(batch, 1, 5, 5);
          var gradient = WarmStepsGrad.Pooled.Gradient.zeros(pictures);
          return () -> {
            gradient.setZero();
            WarmStepsGrad.Pooled.addGradient(pictures, gradient);
          };
        },
        batch -> {
          Tensor pictures = tensor(batch, 1, 5, 5);
          var gradient = WarmStepsGrad.Pooled.Gradient.zeros(pictures);
          var tape = new WarmStepsGrad.Pooled.Tape();
          return () -> {
            gradient.setZero();
            tape.forward(pictures).backward(gradient);
          };
        });
  }

  @Test
  void maximaOfRegions() {
    assertNothingGrows(
        batch -> {
          Tensor pictures = tensor(batch, 1, 5, 5);
          Boxes boxes = boxes(batch);
          var gradient = WarmStepsGrad.PooledRegions.Gradient.zeros(pictures, boxes);
          return () -> {
            gradient.setZero();
            WarmStepsGrad.PooledRegions.addGradient(pictures, boxes, gradient);
          };
        },
        batch -> {
          Tensor pictures = tensor(batch, 1, 5, 5);
          Boxes boxes = boxes(batch);
          var gradient = WarmStepsGrad.PooledRegions.Gradient.zeros(pictures, boxes);
          var tape = new WarmStepsGrad.PooledRegions.Tape();
          return () -> {
            gradient.setZero();
            tape.forward(pictures, boxes).backward(gradient);
          };
        });
  }

  @Test
  void indicesInLoops() {
    assertNothingGrows(
        size -> {
          Tensor x = tensor(size);
          var gradient = WarmStepsGrad.ChosenInLoop.Gradient.zeros(x, 4);
          return () -> {
            gradient.setZero();
            WarmStepsGrad.ChosenInLoop.addGradient(x, 4, gradient);
          };
        },
        size -> {
          Tensor x = tensor(size);
          var gradient = WarmStepsGrad.ChosenInLoop.Gradient.zeros(x, 4);
          var tape = new WarmStepsGrad.ChosenInLoop.Tape();
          return () -> {
            gradient.setZero();
            tape.forward(x, 4).backward(gradient);
          };
        });
  }

  @Test
  void normalizations() {
    assertNothingGrows(
        batch -> {
          Tensor data = tensor(batch, 8);
          Tensor scale = tensor(8);
          var gradient = WarmStepsGrad.Normalized.Gradient.zeros(data, scale);
          return () -> {
            gradient.setZero();
            WarmStepsGrad.Normalized.addGradient(data, scale, gradient);
          };
        },
        batch -> {
          Tensor data = tensor(batch, 8);
          Tensor scale = tensor(8);
          var gradient = WarmStepsGrad.Normalized.Gradient.zeros(data, scale);
          var tape = new WarmStepsGrad.Normalized.Tape();
          return () -> {
            gradient.setZero();
            tape.forward(data, scale).backward(gradient);
          };
        });
  }

  @Test
  void gradientPenalties() {
    assertNothingGrows(
        batch -> {
          WarmSteps.Layer layer = new WarmSteps.Layer(tensor(8, 8), tensor(8));
          Tensor data = tensor(batch, 8);
          var gradient = WarmStepsGrad.Penalty.Gradient.zeros(layer, data);
          return () -> {
            gradient.setZero();
            WarmStepsGrad.Penalty.addGradient(layer, data, gradient);
          };
        },
        batch -> {
          WarmSteps.Layer layer = new WarmSteps.Layer(tensor(8, 8), tensor(8));
          Tensor data = tensor(batch, 8);
          var gradient = WarmStepsGrad.Penalty.Gradient.zeros(layer, data);
          var tape = new WarmStepsGrad.Penalty.Tape();
          return () -> {
            gradient.setZero();
            tape.forward(layer, data).backward(gradient);
          };
        },
        16,
        128);
  }

  @Test
  void gradientPenaltiesOfAnotherClass() {
    assertNothingGrows(
        batch -> {
          Tensor weight = tensor(8);
          Tensor data = tensor(batch, 8);
          var gradient = WarmStepsGrad.OtherPenalty.Gradient.zeros(weight, data);
          return () -> {
            gradient.setZero();
            WarmStepsGrad.OtherPenalty.addGradient(weight, data, gradient);
          };
        },
        batch -> {
          Tensor weight = tensor(8);
          Tensor data = tensor(batch, 8);
          var gradient = WarmStepsGrad.OtherPenalty.Gradient.zeros(weight, data);
          var tape = new WarmStepsGrad.OtherPenalty.Tape();
          return () -> {
            gradient.setZero();
            tape.forward(weight, data).backward(gradient);
          };
        });
  }

  /** Layers of that width: gradients in arrays are of the size of the parameters. */
  private WarmSteps.Layer[] layers(int width) {
    WarmSteps.Layer[] layers = new WarmSteps.Layer[3];
    Arrays.setAll(layers, any -> new WarmSteps.Layer(tensor(width, width), tensor(width)));
    return layers;
  }

  @Test
  void layersInAnArray() {
    assertNothingGrows(
        width -> {
          WarmSteps.Layer[] layers = layers(width);
          Tensor data = tensor(4, width);
          var gradient = WarmStepsGrad.Layers.Gradient.zeros(layers, data);
          return () -> {
            gradient.setZero();
            WarmStepsGrad.Layers.addGradient(layers, data, gradient);
          };
        },
        width -> {
          WarmSteps.Layer[] layers = layers(width);
          Tensor data = tensor(4, width);
          var gradient = WarmStepsGrad.Layers.Gradient.zeros(layers, data);
          var tape = new WarmStepsGrad.Layers.Tape();
          return () -> {
            gradient.setZero();
            tape.forward(layers, data).backward(gradient);
          };
        },
        4,
        24);
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
