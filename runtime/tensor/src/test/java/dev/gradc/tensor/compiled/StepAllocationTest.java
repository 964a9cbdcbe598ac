package dev.gradc.tensor.compiled;

import static dev.gradc.tensor.compiled.AllocatedBytes.assertAtMost;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.nn.BatchNorm;
import dev.gradc.nn.ClassWeights;
import dev.gradc.nn.Conv2d;
import dev.gradc.nn.ConvTranspose2d;
import dev.gradc.nn.GroupNorm;
import dev.gradc.nn.LayerNorm;
import dev.gradc.nn.Linear;
import dev.gradc.optim.Adam;
import dev.gradc.tensor.Boxes;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Sliding;
import dev.gradc.tensor.Tensor;
import dev.gradc.tensor.compiled.packaged.Chosen;
import dev.gradc.tensor.compiled.packaged.Dense;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bytes of whole training steps that were run before. */
final class StepAllocationTest {

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

  private static void assertNothing(String name, Object... arguments) {
    assertNothing(WarmSteps.class, name, arguments);
  }

  private static void assertNothing(Class<?> owner, String name, Object... arguments) {
    CompiledMethod method = new CompiledMethod(owner, name);
    assertAtMost(0, name + ", fused", method.fusedStep(arguments));
    assertAtMost(0, name + ", recorded", method.recordedStep(arguments));
  }

  /** Parts that are evaluated once more on the way back. */
  @Test
  void checkpoints() {
    Checkpoints.Layer layer = new Checkpoints.Layer(tensor(8, 8), tensor(8));
    Checkpoints.Layer[] layers = {
      layer,
      new Checkpoints.Layer(tensor(8, 4), tensor(4)),
      new Checkpoints.Layer(tensor(4, 6), tensor(6)),
      new Checkpoints.Layer(tensor(6, 8), tensor(8))
    };
    Tensor x = tensor(16, 8);
    assertNothing(Checkpoints.class, "call", layer, x);
    assertNothing(Checkpoints.class, "layers", layers, x);
    Checkpoints.Layer[] six = {layer, layers[1], layers[2], layers[3], layer, layer};
    assertNothing(Checkpoints.class, "straight", six, x);
    assertNothing(Checkpoints.class, "segments", layer, x, 9);
    assertNothing(Checkpoints.class, "segmentsOfLayers", layers, x);
    assertNothing(Checkpoints.class, "swapped", x, tensor(16, 8), 7);
    assertNothing(Checkpoints.class, "nested", layer, x, 3);
    assertNothing(Checkpoints.class, "arguments", x, 0, 2);
    assertNothing(Checkpoints.class, "records", x, tensor(16, 8), 3);
    assertNothing(Checkpoints.class, "states", layer, x, 3);
    assertNothing(Checkpoints.class, "kinds", layer, x, Checkpoints.Kind.LINEAR);
    assertNothing(Checkpoints.class, "scores", tensor(8), tensor(8), 3);
  }

  /** Methods that their own gradients and tapes call. */
  @Test
  void methodsThatCallThemselves() {
    for (String name : List.of("itself", "there", "back", "whole")) {
      assertNothing(name, tensor(4, 6), tensor(4, 6), 4);
    }
  }

  /** Arrays of tensors, and of rows of them, that a method makes. */
  @Test
  void arraysOfTensors() {
    assertNothing(TensorArrays.class, "filled", tensor(8), 5);
    assertNothing(TensorArrays.class, "matrix", tensor(8), 5, 3);
    assertNothing(TensorArrays.class, "penaltyOfMatrix", tensor(8), 4);
  }

  /** Methods that call themselves, or each other. */
  @Test
  void recursion() {
    Checkpoints.Layer layer = new Checkpoints.Layer(tensor(8, 8), tensor(8));
    assertNothing(Checkpoints.class, "recursion", layer, tensor(16, 8), 4);
    assertNothing(Checkpoints.class, "calls", tensor(16, 8), 3);
  }

  /** The same in another file. */
  @Test
  void checkpointsAndRecursionOfOtherClasses() {
    Checkpoints.Layer layer = new Checkpoints.Layer(tensor(8, 8), tensor(8));
    Checkpoints.Layer[] layers = {
      new Checkpoints.Layer(tensor(8, 4), tensor(4)), new Checkpoints.Layer(tensor(4, 8), tensor(8))
    };
    Tensor x = tensor(16, 8);
    assertNothing(SplitCheckpoints.class, "call", layer, x);
    assertNothing(SplitCheckpoints.class, "layers", layers, x);
    Checkpoints.Layer[] widths = {layers[0], layers[1], layer};
    assertNothing(SplitCheckpoints.class, "straight", widths, x);
    assertNothing(SplitCheckpoints.class, "within", layer, x, 3);
    assertNothing(SplitCheckpoints.class, "loop", layer, x, 5);
    assertNothing(SplitCheckpoints.class, "nested", layer, x, 3);
    assertNothing(SplitCheckpoints.class, "recursion", layer, x, 4);
    assertNothing(SplitCheckpoints.class, "deeper", layer, x, 4);
    assertNothing(SplitCheckpoints.class, "records", x, tensor(16, 8), 3);
    Dense dense = new Dense(tensor(8, 8), tensor(8));
    assertNothing(PackagedCheckpoints.class, "call", dense, x);
    assertNothing(PackagedCheckpoints.class, "layers", new Dense[] {dense, dense, dense}, x);
    assertNothing(PackagedCheckpoints.class, "recursion", dense, x, 4);
  }

  @Test
  void enumsAndFieldsOfOtherPackages() {
    Tensor x = tensor(8, 4);
    var choice = new Chosen.Choice(Chosen.Kind.SIGMOID, 1.5);
    assertNothing(Choosing.class, "byConstant", x, Chosen.Kind.TANH);
    assertNothing(Choosing.class, "byFields", x, choice);
    var gradient = ChoosingGrad.ByWhatIsHidden.gradient(x, choice).x();
    for (int i = 0; i < 32; i++) {
      double each = x.toDoubles()[i];
      double y = Math.tanh(each * each);
      assertEquals(2 * each * (1 - y * y), gradient.toDoubles()[i], 1e-12);
    }
  }

  @Test
  void losses() {
    WarmSteps.Layer layer = new WarmSteps.Layer(tensor(8, 8), tensor(8));
    Tensor targets = Tensor.zeros(DType.DOUBLE, 4, 8);
    assertNothing("crossEntropy", layer, tensor(4, 8), targets);
    assertNothing("focal", layer, tensor(4, 8), targets);
    assertNothing("smooth", layer, tensor(4, 8), targets);
    assertNothing("oneHot", tensor(4, 8), labels(4));
    assertNothing("labelled", tensor(4, 8), labels(4));
    assertNothing("softmaxFocal", tensor(4, 8), labels(4));
    assertNothing("hardest", tensor(4, 8), labels(4));
    assertNothing("loop", layer, tensor(4, 8), targets, 4);
    assertNothing("penalty", layer, tensor(4, 8));
    assertNothing("otherPenalty", tensor(8), tensor(4, 8));
    assertNothing("called", tensor(4, 8), tensor(4, 8));
    assertNothing("detached", tensor(4, 8), tensor(4, 8), 3);
  }

  @Test
  void weightedLosses() {
    ClassWeights weights = ClassWeights.of(tensor(8).square()).ignoring(3);
    assertNothing("weighted", tensor(4, 8), labels(4), weights);
    assertNothing("weightedEach", tensor(4, 8), labels(4), weights);
    assertNothing("weightedSum", tensor(4, 8), labels(4), weights);
  }

  @Test
  void picturesAndMatrices() {
    assertNothing(
        "convolved", tensor(4, 2, 5, 5), tensor(3, 2, 3, 3), tensor(2, 3, 1, 1), tensor(3));
    WarmSteps.PictureNet net =
        new WarmSteps.PictureNet(
            Conv2d.of(random, DType.DOUBLE, 1, 4, 3, Sliding.by(1).padding(1)),
            BatchNorm.of(DType.DOUBLE, 4),
            ConvTranspose2d.of(random, DType.DOUBLE, 4, 2, 4, Sliding.by(2).padding(1)),
            GroupNorm.of(DType.DOUBLE, 2, 2),
            LayerNorm.of(DType.DOUBLE, 2 * 6 * 6),
            Linear.of(random, DType.DOUBLE, 2 * 6 * 6, 8));
    assertNothing("pictures", net, tensor(3, 1, 6, 6), labels(3));
    assertNothing("enlarged", tensor(4, 2, 3, 3), tensor(2, 3, 3, 3), tensor(3));
    assertNothing("products", tensor(4, 3, 4), tensor(4, 4, 2));
    assertNothing("pooled", tensor(2, 2, 5, 6));
    assertNothing("resized", tensor(2, 2, 5, 6));
    assertNothing("normalized", tensor(4, 8), tensor(8));
    assertNothing("sameShapes", tensor(5, 4));
    assertNothing("chosenInLoop", tensor(5), 3);
  }

  @Test
  void regionsOfPictures() {
    Boxes boxes = new Boxes(new int[] {0, 1}, new double[][] {{0, 0, 3, 3}, {1, 1, 4, 3}});
    assertNothing("pooledRegions", tensor(2, 2, 5, 6), boxes);
    assertNothing("regions", tensor(2, 2, 5, 6), tensor(2, 8, 5, 6), boxes);
  }

  /** Each iteration has tensors of its own shape. */
  @Test
  void shapesThatChangeInLoops() {
    int[] widths = {8, 64, 16, 64, 64, 8, 24};
    WarmSteps.Layer[] layers = new WarmSteps.Layer[widths.length - 1];
    Arrays.setAll(
        layers, i -> new WarmSteps.Layer(tensor(widths[i], widths[i + 1]), tensor(widths[i + 1])));
    assertNothing("widths", layers, tensor(16, 8));
    Tensor[] rows = {tensor(30), tensor(50), tensor(30)};
    assertNothing("shapesInLoops", rows, tensor(300), 2);
    assertNothing("pyramid", tensor(2, 2, 20, 21), tensor(2, 2, 3, 3), tensor(2), Sliding.by(1));
  }

  @Test
  void longMethods() {
    Linear[] layers = new Linear[4];
    Arrays.setAll(layers, i -> Linear.of(random, DType.DOUBLE, 8, 8));
    assertNothing(RecordArrays.class, "long20", layers, tensor(4, 8));
  }

  /** Arrays of layers, of blocks of layers, and of either kind. */
  @Test
  void arraysOfRecords() {
    Linear[] layers = new Linear[3];
    Arrays.setAll(layers, i -> Linear.of(random, DType.DOUBLE, 8, 8));
    for (String name : List.of("layers", "scores", "penalty", "states")) {
      assertNothing(RecordArrays.class, name, layers, tensor(4, 8));
    }
    assertNothing(RecordArrays.class, "repeated", tensor(8), tensor(4, 8), 3);
    assertNothing(RecordArrays.class, "repeatedPenalty", tensor(8), tensor(4, 8), 3);
    RecordArrays.Block[] blocks = {
      new RecordArrays.Block(layers, tensor(8)), new RecordArrays.Block(layers, tensor(8))
    };
    assertNothing(RecordArrays.class, "blocks", blocks, tensor(4, 8));
    // Two arrays that the method makes have rows of the caller's in them, who may hold them.
    CompiledMethod replaced = new CompiledMethod(RecordArrays.class, "replaced");
    assertAtMost(48, "replaced, fused", replaced.fusedStep(new Object[] {blocks, tensor(4, 8)}));
    RecordArrays.Layer[] kinds = {
      new RecordArrays.Affine(tensor(8), tensor(8)),
      new RecordArrays.Scaled(tensor(8)),
      new RecordArrays.Affine(tensor(8), tensor(8))
    };
    assertNothing(RecordArrays.class, "kinds", kinds, tensor(4, 8));
    RecordArrays.Point[] points = {
      new RecordArrays.Point(1, 2), new RecordArrays.Point(3, 4), new RecordArrays.Point(5, 7)
    };
    assertNothing(RecordArrays.class, "points", (Object) points);
    RecordArrays.Rows[] rows = {
      new RecordArrays.Rows(new double[] {1, 2}, new double[] {3}),
      new RecordArrays.Rows(new double[] {4}, new double[] {5, 6})
    };
    assertNothing(RecordArrays.class, "rows", rows, new RecordArrays.Point[][] {points, {}});
    RecordArrays.Term[] terms = {
      new RecordArrays.Power(0.5),
      new RecordArrays.Polynomial(new double[] {1, 2, 3}),
      new RecordArrays.Bilinear(new double[][] {{1, 2}, {3}}),
      new RecordArrays.Power(0.25)
    };
    for (RecordArrays.Term first : terms) {
      assertNothing(RecordArrays.class, "terms", first, terms, 0.5);
    }
  }

  /** The gradient's record is taken once: the tensors in it stay. */
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
    WarmSteps.Deep parts = gradient.net();
    var tape = new WarmStepsGrad.Deeper.Tape();
    assertAtMost(
        0,
        "100 layers in an array and Adam, recorded",
        () -> {
          gradient.setZero();
          tape.forward(net, data, labels).backward(gradient);
          adam.step(parts);
        });
    assertAtMost(
        0,
        "100 layers in an array and Adam, fused",
        () -> {
          gradient.setZero();
          WarmStepsGrad.Deeper.addGradient(net, data, labels, gradient);
          adam.step(parts);
        });
    // The arrays, and a record for each layer.
    assertAtMost(28 * count + 64, "100 layers in an array, gradient.net()", gradient::net);
  }
}
