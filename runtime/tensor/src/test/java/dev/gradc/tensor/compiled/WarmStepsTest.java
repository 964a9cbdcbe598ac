package dev.gradc.tensor.compiled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gradc.nn.BatchNorm;
import dev.gradc.nn.ClassWeights;
import dev.gradc.nn.Conv2d;
import dev.gradc.nn.ConvTranspose2d;
import dev.gradc.nn.GroupNorm;
import dev.gradc.nn.LayerNorm;
import dev.gradc.nn.Linear;
import dev.gradc.tensor.Boxes;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Sliding;
import dev.gradc.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every method of {@link WarmSteps}: central differences, and the same bits whether memory was used
 * before or not.
 */
final class WarmStepsTest {

  private static final ClassWeights WEIGHTS =
      ClassWeights.of(Tensor.of(new double[] {0.5, 2, 1, 0.25}, 4)).ignoring(-1);

  private final Random random = new Random(3);
  private final List<DynamicTest> tests = new ArrayList<>();

  private Tensor tensor(int... shape) {
    return Sampling.normal(random, 0, 1, DType.DOUBLE, shape);
  }

  private WarmSteps.Layer layer() {
    return new WarmSteps.Layer(tensor(3, 3), tensor(3));
  }

  /** Layers of these widths, the first of which is that of the data. */
  private WarmSteps.Layer[] widths(int... widths) {
    WarmSteps.Layer[] layers = new WarmSteps.Layer[widths.length - 1];
    Arrays.setAll(
        layers, i -> new WarmSteps.Layer(tensor(widths[i], widths[i + 1]), tensor(widths[i + 1])));
    return layers;
  }

  private static int[] labels() {
    return new int[] {0, 3, 2, 1, 1, 0, 2, 3};
  }

  private static Boxes boxes() {
    return new Boxes(new int[] {1, 0}, new double[][] {{0.7, 1.2, 3.6, 4.1}, {-1, 2, 9, 3}});
  }

  private void add(String name, Object... arguments) {
    tests.add(
        dynamicTest(
            name, () -> new CompiledMethod(WarmSteps.class, name, 1e-6).check(arguments, random)));
  }

  /** Differences are no help: what is detached depends on the inputs. */
  @TestFactory
  Stream<DynamicTest> formsOfConstants() {
    CompiledMethod method = new CompiledMethod(WarmSteps.class, "detached");
    for (int n = 0; n < 3; n++) {
      Object[] arguments = {tensor(3), tensor(3), n};
      tests.add(dynamicTest("detached " + n, () -> method.checkForms(arguments, random)));
    }
    return tests.stream();
  }

  /** Of t · (tanh(x y) - y + t) with t and the second y as constants. */
  @Test
  void whatIsDetachedIsConstant() {
    Tensor x = tensor(3);
    Tensor y = tensor(3);
    var gradient = WarmStepsGrad.Detached.gradient(x, y, 1);
    Tensor target = x.mul(y);
    Tensor slope = target.mul(target.tanh().square().neg().add(1));
    assertArrayEquals(slope.mul(y).toDoubles(), gradient.x().toDoubles(), 1e-12);
    assertArrayEquals(slope.mul(x).toDoubles(), gradient.y().toDoubles(), 1e-12);
    assertEquals(WarmSteps.detached(x, y, 1), gradient.value(), 0);
    Tensor constant = WarmStepsGrad.DetachedIsAnother.gradient(x).x();
    assertArrayEquals(x.toDoubles(), constant.toDoubles(), 0);
  }

  @TestFactory
  Stream<DynamicTest> allForms() {
    add("crossEntropy", layer(), tensor(5, 3), Tensor.full(DType.DOUBLE, 0.5, 5, 3));
    add("focal", layer(), tensor(5, 3), Tensor.full(DType.DOUBLE, 1, 5, 3));
    add("smooth", layer(), tensor(5, 3), tensor(5, 3));
    add("loop", layer(), tensor(5, 3), tensor(5, 3), 3);
    add("oneHot", tensor(8, 4), labels());
    add("labelled", tensor(8, 4), labels());
    for (String name : List.of("weighted", "weightedEach", "weightedSum")) {
      add(name, tensor(8, 4), new int[] {0, -1, 2, 1, 1, -1, 2, 3}, WEIGHTS);
      add(name, tensor(8, 4), labels(), ClassWeights.of(WEIGHTS.weights()));
    }
    add("softmaxFocal", tensor(8, 4), labels());
    add("hardest", tensor(8, 4), labels());
    WarmSteps.PictureNet net =
        new WarmSteps.PictureNet(
            Conv2d.of(random, DType.DOUBLE, 1, 2, 3, Sliding.by(1).padding(1)),
            BatchNorm.of(DType.DOUBLE, 2),
            ConvTranspose2d.of(random, DType.DOUBLE, 2, 2, 4, Sliding.by(2).padding(1)),
            GroupNorm.of(DType.DOUBLE, 2, 2),
            LayerNorm.of(DType.DOUBLE, 2 * 4 * 4),
            Linear.of(random, DType.DOUBLE, 2 * 4 * 4, 4));
    add("pictures", net, tensor(3, 1, 4, 4), new int[] {1, 3, 0});
    add("pooled", tensor(2, 2, 5, 6));
    add("pooledRegions", tensor(2, 2, 5, 6), boxes());
    add("convolved", tensor(2, 2, 5, 6), tensor(3, 2, 3, 3), tensor(2, 3, 1, 1), tensor(3));
    add("enlarged", tensor(2, 2, 3, 2), tensor(2, 3, 3, 3), tensor(3));
    add("products", tensor(2, 3, 4), tensor(2, 4, 2));
    add("resized", tensor(2, 2, 5, 6));
    add("regions", tensor(2, 2, 5, 6), tensor(2, 8, 5, 6), boxes());
    add("normalized", tensor(5, 4), tensor(4));
    add("layers", new WarmSteps.Layer[] {layer(), layer(), layer()}, tensor(5, 3));
    add("widths", widths(3, 5, 2, 5, 5, 4), tensor(4, 3));
    add("shapesInLoops", new Tensor[] {tensor(3), tensor(5), tensor(3), tensor(2)}, tensor(30), 2);
    add("pyramid", tensor(2, 2, 8, 9), tensor(2, 2, 3, 3), tensor(2), Sliding.by(1));
    add("score", layer(), tensor(5, 3));
    add("penalty", layer(), tensor(5, 3));
    add("otherPenalty", tensor(3), tensor(5, 3));
    add("called", tensor(3), tensor(5, 3));
    add("chosen", tensor(3, 4), 5);
    add("chosenInLoop", tensor(6), 3);
    add("changedPlaces", tensor(5, 4));
    add("changedShapes", tensor(5, 4));
    add("sameShapes", tensor(5, 4));
    for (String name : List.of("itself", "there", "back", "whole")) {
      add(name, tensor(3, 4), tensor(3, 4), 3);
    }
    return tests.stream();
  }

  /** What was kept of a larger batch, or of a smaller one, does not fit. */
  @Test
  void batchesOfOtherSizes() {
    var tape = new WarmStepsGrad.Weighted.Tape();
    var hardest = new WarmStepsGrad.Hardest.Tape();
    var pooled = new WarmStepsGrad.Pooled.Tape();
    for (int batch : new int[] {8, 4, 0, 5, 8}) {
      Tensor x = tensor(batch, 4);
      int[] labels = Arrays.copyOf(labels(), batch);
      assertArrayEquals(
          WarmStepsGrad.Weighted.gradient(x, labels, WEIGHTS).logits().toDoubles(),
          tape.forward(x, labels, WEIGHTS).backward().logits().toDoubles());
      assertArrayEquals(
          WarmStepsGrad.Hardest.gradient(x, labels).logits().toDoubles(),
          hardest.forward(x, labels).backward().logits().toDoubles());
      Tensor pictures = tensor(batch, 2, 5, 4);
      assertArrayEquals(
          WarmStepsGrad.Pooled.gradient(pictures).pictures().toDoubles(),
          pooled.forward(pictures).backward().pictures().toDoubles());
    }
  }

  /** Widths that change from iteration to iteration, and from call to call too. */
  @Test
  void layersOfOtherWidths() {
    var tape = new WarmStepsGrad.Widths.Tape();
    int[][] all = {
      {3, 5, 2, 5, 5, 4},
      {3, 5, 2, 5, 5, 4},
      {3, 2},
      {3},
      {3, 5, 5, 2, 4, 7, 5, 1},
      {3, 5, 2},
      {3, 2}
    };
    for (int[] widths : all) {
      WarmSteps.Layer[] layers = widths(widths);
      var into = WarmStepsGrad.Widths.Gradient.zeros(layers, tensor(1, 3));
      for (int batch : new int[] {4, 1, 4}) {
        Tensor data = tensor(batch, 3);
        double[] fresh =
            CompiledMethod.numbers(WarmStepsGrad.Widths.gradient(layers, data).layers());
        var recorded = tape.forward(layers, data).backward();
        assertArrayEquals(fresh, CompiledMethod.numbers(recorded.layers()));
        into.setZero();
        WarmStepsGrad.Widths.addGradient(layers, data, into);
        assertArrayEquals(fresh, CompiledMethod.numbers(into.layers()));
      }
    }
  }

  /** A tape holds what its last evaluations need, whatever came before. */
  @Test
  void shapesOfLongAgoAreLetGo() {
    var tape = new WarmStepsGrad.Widths.Tape();
    WarmSteps.Layer[] last = widths(3, 5, 2, 5, 4);
    Tensor data = tensor(4, 3);
    long first = numbersAfterSteps(tape, last, data);
    for (int width = 6; width < 60; width++) {
      tape.forward(widths(3, width, 2 * width, width, 3 * width), tensor(width, 3)).backward();
    }
    assertEquals(first, numbersAfterSteps(tape, last, data));
  }

  private static long numbersAfterSteps(
      WarmStepsGrad.Widths.Tape tape, WarmSteps.Layer[] layers, Tensor data) {
    for (int i = 0; i < 3; i++) {
      tape.forward(layers, data).backward();
    }
    return HeldNumbers.in(tape);
  }

  /** A map of planes that is kept is not taken for one of other sizes, or of other boxes. */
  @Test
  void picturesAndBoxesOfOtherSizes() {
    var resized = new WarmStepsGrad.Resized.Tape();
    var regions = new WarmStepsGrad.Regions.Tape();
    for (int height : new int[] {5, 7, 5, 4}) {
      Tensor pictures = tensor(2, 2, height, 6);
      assertArrayEquals(
          onThreadOfItsOwn(() -> WarmStepsGrad.Resized.gradient(pictures).pictures()),
          resized.forward(pictures).backward().pictures().toDoubles());
      Tensor classes = tensor(2, 8, height, 6);
      for (double left : new double[] {0.7, -1}) {
        Boxes boxes = new Boxes(new int[] {1, 1}, new double[][] {{left, 1, 3, 4}, {2, 2, 4, 3}});
        assertArrayEquals(
            onThreadOfItsOwn(
                () -> WarmStepsGrad.Regions.gradient(pictures, classes, boxes).classes()),
            regions.forward(pictures, classes, boxes).backward().classes().toDoubles());
      }
    }
  }

  /** Where nothing has been kept. */
  private static double[] onThreadOfItsOwn(Supplier<Tensor> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task).start()).join().toDoubles();
  }

  /** Shapes are shared only where nobody can change them: not where a caller was given one. */
  @Test
  void shapesInResultsAreTheCallers() {
    var tape = new WarmStepsGrad.ChangedShapes.Tape();
    Tensor x = tensor(3, 4);
    for (int i = 0; i < 3; i++) {
      WarmSteps.Shaped given = tape.forward(x).value();
      assertArrayEquals(new int[] {4, 3}, given.squares().shape());
      assertArrayEquals(new int[] {3, 4}, given.shape());
      given.shape()[0] = 7;
      assertArrayEquals(new int[] {3, 4}, x.shape());
      tape.backward(new WarmSteps.Shaped(tensor(4, 3), new int[2]));
      assertArrayEquals(new int[] {3, 4}, x.shape());
    }
  }

  /** Indices that a caller was given are the caller's. */
  @Test
  void indicesInResultsAreNotWrittenAgain() {
    var tape = new WarmStepsGrad.Chosen.Tape();
    WarmSteps.Chosen first = tape.forward(tensor(3, 4), 5).value();
    int[] places = first.places().clone();
    double[] values = first.values().toDoubles();
    tape.forward(tensor(3, 4), 5);
    tape.forward(tensor(3, 4), 5);
    assertArrayEquals(places, first.places());
    assertArrayEquals(values, first.values().toDoubles());
  }
}
