package dev.gradc.tensor.compiled;

import static dev.gradc.tensor.compiled.AllocatedBytes.assertAtMost;

import dev.gradc.nn.Linear;
import dev.gradc.optim.Adam;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Sliding;
import dev.gradc.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bytes of whole training steps that were run before. */
final class StepAllocationTest {

  /** What calls by reflection box, and the settings that the methods make themselves. */
  private static final long FEW = 256;

  private final Random random = new Random(5);

  private Tensor tensor(int... shape) {
    return Sampling.normal(random, 0, 0.1, DType.DOUBLE, shape);
  }

  private int[] labels(int batch) {
    return random.ints(batch, 0, 8).toArray();
  }

  /** Two layers, cross-entropy and Adam, in both forms. */
  @Test
  void aNetworkAndItsOptimizer() {
    Programs.Network net =
        new Programs.Network(
            new Programs.Linear(tensor(16, 8), tensor(16)),
            new Programs.Linear(tensor(8, 16), tensor(8)));
    Tensor data = tensor(4, 8);
    int[] labels = labels(4);
    Adam adam = Adam.over(net).learningRate(1e-9);
    var gradient = ProgramsGrad.Model.Gradient.zeros(net, data, labels);
    Programs.Network parts = gradient.net();
    var tape = new ProgramsGrad.Model.Tape();
    assertAtMost(
        0,
        "two layers and Adam, recorded",
        () -> {
          gradient.setZero();
          tape.forward(net, data, labels).backward(gradient);
          adam.step(parts);
        });
    assertAtMost(
        0,
        "two layers and Adam, fused",
        () -> {
          gradient.setZero();
          ProgramsGrad.Model.addGradient(net, data, labels, gradient);
          adam.step(parts);
        });
  }

  /** The same with the model, its losses and the step in three files. */
  @Test
  void classesOfThreeFiles() {
    SplitModel model =
        new SplitModel(
            Linear.of(random, DType.DOUBLE, 8, 16), Linear.of(random, DType.DOUBLE, 16, 8));
    Tensor data = tensor(4, 8);
    int[] labels = labels(4);
    Adam adam = Adam.over(model).learningRate(1e-9);
    var gradient = SplitStepsGrad.Step.Gradient.zeros(model, data, labels);
    SplitModel parts = gradient.model();
    var tape = new SplitStepsGrad.Step.Tape();
    assertAtMost(
        0,
        "three files and Adam, recorded",
        () -> {
          gradient.setZero();
          tape.forward(model, data, labels).backward(gradient);
          adam.step(parts);
        });
    assertAtMost(
        0,
        "three files and Adam, fused",
        () -> {
          gradient.setZero();
          SplitStepsGrad.Step.addGradient(model, data, labels, gradient);
          adam.step(parts);
        });
  }

  @Test
  void outputsOfThreeFiles() {
    SplitModel model =
        new SplitModel(
            Linear.of(random, DType.DOUBLE, 8, 16), Linear.of(random, DType.DOUBLE, 16, 8));
    Tensor data = tensor(4, 8);
    int[] labels = labels(4);
    var gradient = SplitStepsGrad.Losses.Gradient.zeros(model, data, labels);
    var tape = new SplitStepsGrad.Losses.Tape();
    // The record of the values, and what each output is asked by.
    assertAtMost(
        64,
        "three files, output by output",
        () -> {
          gradient.setZero();
          tape.forward(model, data, labels);
          tape.data().backward(gradient);
          tape.decay().backward(gradient);
        });
  }

  /** Backward regions of one output each have in them what that of all outputs has. */
  @Test
  void outputsWithLabels() {
    Tensor one = tensor(4, 8);
    Tensor other = tensor(4, 8);
    int[] labels = labels(4);
    var gradient = WarmStepsGrad.LabelledTwice.Gradient.zeros(one, other, labels);
    var tape = new WarmStepsGrad.LabelledTwice.Tape();
    // The record of the values.
    assertAtMost(
        32,
        "two outputs with labels, output by output",
        () -> {
          gradient.setZero();
          tape.forward(one, other, labels);
          tape.one().backward(gradient);
          tape.other().backward(gradient);
        });
  }

  private static void assertFew(String name, Object... arguments) {
    assertAtMostIn(FEW, name, arguments);
  }

  private static void assertAtMostIn(long bound, String name, Object... arguments) {
    CompiledMethod method = new CompiledMethod(WarmSteps.class, name);
    assertAtMost(bound, name + ", fused", method.fusedStep(arguments));
    assertAtMost(bound, name + ", recorded", method.recordedStep(arguments));
  }

  @Test
  void losses() {
    WarmSteps.Layer layer = new WarmSteps.Layer(tensor(8, 8), tensor(8));
    Tensor targets = Tensor.zeros(DType.DOUBLE, 4, 8);
    assertFew("crossEntropy", layer, tensor(4, 8), targets);
    assertFew("focal", layer, tensor(4, 8), targets);
    assertFew("smooth", layer, tensor(4, 8), targets);
    assertFew("labelled", tensor(4, 8), labels(4));
    assertFew("softmaxFocal", tensor(4, 8), labels(4));
    assertFew("hardest", tensor(4, 8), labels(4));
    assertFew("loop", layer, tensor(4, 8), targets, 4);
    assertFew("penalty", layer, tensor(4, 8));
    assertFew("called", tensor(4, 8), tensor(4, 8));
  }

  @Test
  void picturesAndMatrices() {
    assertFew("convolved", tensor(4, 2, 5, 5), tensor(3, 2, 3, 3), tensor(2, 3, 1, 1), tensor(3));
    assertFew("enlarged", tensor(4, 2, 3, 3), tensor(2, 3, 3, 3), tensor(3));
    assertFew("products", tensor(4, 3, 4), tensor(4, 4, 2));
    assertFew("pooled", tensor(2, 2, 5, 6));
    assertAtMostIn(2 * FEW, "resized", tensor(2, 2, 5, 6));
    assertFew("normalized", tensor(4, 8), tensor(8));
    assertFew("sameShapes", tensor(5, 4));
  }

  /**
   * Each iteration has tensors of its own shape: what is left are arrays of references, and axes.
   */
  @Test
  void shapesThatChangeInLoops() {
    int[] widths = {8, 64, 16, 64, 64, 8, 24};
    WarmSteps.Layer[] layers = new WarmSteps.Layer[widths.length - 1];
    Arrays.setAll(
        layers, i -> new WarmSteps.Layer(tensor(widths[i], widths[i + 1]), tensor(widths[i + 1])));
    assertAtMostIn(2 * FEW, "widths", layers, tensor(16, 8));
    Tensor[] rows = {tensor(30), tensor(50), tensor(30)};
    assertAtMostIn(4 * FEW, "shapesInLoops", rows, tensor(300), 2);
    assertAtMostIn(
        4 * FEW, "pyramid", tensor(2, 2, 20, 21), tensor(2, 2, 3, 3), tensor(2), Sliding.by(1));
  }

  /** The table of the guide: for each layer the references of its tensors, and its record. */
  @Test
  void layersInAnArray() {
    int count = 100;
    Linear[] layers = new Linear[count];
    Arrays.setAll(layers, i -> Linear.of(random, DType.DOUBLE, 8, 8));
    WarmSteps.Deep net = new WarmSteps.Deep(layers, Linear.of(random, DType.DOUBLE, 8, 8));
    Tensor data = tensor(4, 8);
    int[] labels = labels(4);
    Adam adam = Adam.over(net).learningRate(1e-9);
    var gradient = WarmStepsGrad.Deeper.Gradient.zeros(net, data, labels);
    var tape = new WarmStepsGrad.Deeper.Tape();
    assertAtMost(
        24 * count + 128,
        "100 layers in an array, recorded",
        () -> {
          gradient.setZero();
          tape.forward(net, data, labels).backward(gradient);
        });
    assertAtMost(
        16 * count + 128,
        "100 layers in an array, fused",
        () -> {
          gradient.setZero();
          WarmStepsGrad.Deeper.addGradient(net, data, labels, gradient);
        });
    assertAtMost(
        28 * count + 128,
        "100 layers in an array, gradient.net() and Adam",
        () -> adam.step(gradient.net()));
  }
}
