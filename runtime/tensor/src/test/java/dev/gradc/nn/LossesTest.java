package dev.gradc.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Reference;
import dev.gradc.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Losses against PyTorch's results, and their gradients against closed forms. */
final class LossesTest {

  private static JsonObject find(String name, String attribute, String value) {
    for (JsonElement element : Reference.file("ops.json").getAsJsonArray("cases")) {
      JsonObject each = element.getAsJsonObject();
      JsonElement found = each.getAsJsonObject("attrs").get(attribute);
      if (each.get("name").getAsString().equals(name)
          && (value.isEmpty() || (found != null && found.getAsString().equals(value)))) {
        return each;
      }
    }
    throw new AssertionError("no case " + name + " " + value);
  }

  private static Tensor input(JsonObject example, String name) {
    return Reference.tensor(example.getAsJsonObject("inputs").get(name));
  }

  private static int[] labels(JsonObject example) {
    return Reference.ints(example.getAsJsonObject("attrs").get("label"));
  }

  private static void agrees(JsonObject example, Tensor value, Tensor vjp) {
    Reference.assertAgrees(example.get("output"), value, "value");
    Reference.assertAgrees(example.getAsJsonObject("vjp").get("x"), vjp, "gradient");
  }

  @Test
  void crossEntropyIsThatOfPyTorch() {
    JsonObject mean = find("cross_entropy", "reduction", "mean");
    var gradient = LossesGrad.CrossEntropy.gradient(input(mean, "x"), labels(mean));
    agrees(mean, Tensor.scalar(gradient.value()), gradient.logits());

    JsonObject none = find("cross_entropy", "reduction", "none");
    Tensor seed = Reference.tensor(none.get("upstream"));
    var each = LossesGrad.CrossEntropies.gradient(input(none, "x"), labels(none), seed);
    agrees(none, each.value(), each.logits());
  }

  @Test
  void weightsAndIgnoredLabelsAreThoseOfPyTorch() {
    JsonObject weighted = find("cross_entropy_weighted_mean", "", "");
    Tensor weights = Reference.tensor(weighted.getAsJsonObject("attrs").get("weight"));
    var gradient =
        LossesGrad.WeightedCrossEntropy.gradient(
            input(weighted, "x"), labels(weighted), ClassWeights.of(weights));
    agrees(weighted, Tensor.scalar(gradient.value()), gradient.logits());

    JsonObject ignoring = find("cross_entropy_ignore", "", "");
    Tensor x = input(ignoring, "x");
    var some =
        LossesGrad.WeightedCrossEntropy.gradient(
            x, labels(ignoring), ClassWeights.equal(x.dtype(), x.dim(1)).ignoring(-100));
    agrees(ignoring, Tensor.scalar(some.value()), some.logits());
  }

  /** With PyTorch's numbers, where weights are 1, and by their closed forms where they are not. */
  @Test
  void weightedFormsAreThoseOfTheirClosedForms() {
    JsonObject none = find("cross_entropy", "reduction", "none");
    Tensor logits = input(none, "x");
    ClassWeights equal = ClassWeights.equal(logits.dtype(), logits.dim(1));
    var same =
        LossesGrad.WeightedCrossEntropies.gradient(
            logits, labels(none), equal, Reference.tensor(none.get("upstream")));
    agrees(none, same.value(), same.logits());
    JsonObject sum = find("cross_entropy", "reduction", "sum");
    Tensor upstream = Reference.tensor(sum.get("upstream"));
    var total = LossesGrad.CrossEntropySum.gradient(input(sum, "x"), labels(sum), equal);
    agrees(sum, Tensor.scalar(total.value()), total.logits().mul(upstream.item()));

    Tensor x = Tensor.of(new double[] {0.3, -1, 2, 800, 0, -800, 0.5, 0.25, -0.75}, 3, 3);
    int[] labels = {1, 2, -1};
    double[] w = {0.5, 2, 3};
    ClassWeights weights = ClassWeights.of(Tensor.of(w, 3)).ignoring(-1);
    double[] c = {0.7, -1.5, 4};
    var each = LossesGrad.WeightedCrossEntropies.gradient(x, labels, weights, Tensor.of(c, 3));
    var all = LossesGrad.CrossEntropySum.gradient(x, labels, weights);
    var mean = LossesGrad.WeightedCrossEntropy.gradient(x, labels, weights);
    Tensor p = x.softmax(1);
    double first = -2 * Math.log(p.get(0, 1));
    assertArrayEquals(new double[] {first, 4800, 0}, each.value().toDoubles(), 1e-14);
    assertEquals(first + 4800, all.value(), 1e-12);
    assertEquals((first + 4800) / 5, mean.value(), 1e-12);
    for (int i = 0; i < 3; i++) {
      double weight = labels[i] < 0 ? 0 : w[labels[i]];
      for (int j = 0; j < 3; j++) {
        double slope = weight * (p.get(i, j) - (labels[i] == j ? 1 : 0));
        assertEquals(c[i] * slope, each.logits().get(i, j), 1e-14);
        assertEquals(slope, all.logits().get(i, j), 1e-14);
        assertEquals(slope / 5, mean.logits().get(i, j), 1e-14);
      }
    }
  }

  /** As with a label that is ignored, an infinite loss of a class with the weight 0 is none. */
  @Test
  void classesThatWeighNothingDoNotCount() {
    double infinity = Double.POSITIVE_INFINITY;
    double[] rows = {-infinity, 0.5, Double.NaN, 1, infinity, -infinity, 0.5, -0.25};
    Tensor x = Tensor.of(rows, 4, 2);
    int[] labels = {0, 0, 0, 1};
    ClassWeights weights = ClassWeights.of(Tensor.of(new double[] {0, 3}, 2));
    Tensor seeds = Tensor.of(new double[] {1, 1, 1, 2}, 4);
    double p = 1 / (1 + Math.exp(0.75));
    var each = LossesGrad.WeightedCrossEntropies.gradient(x, labels, weights, seeds);
    assertArrayEquals(new double[] {0, 0, 0, -3 * Math.log(p)}, each.value().toDoubles(), 1e-14);
    double[] slopes = {0, 0, 0, 0, 0, 0, 6 * (1 - p), 6 * (p - 1)};
    assertArrayEquals(slopes, each.logits().toDoubles(), 1e-14);
    var mean = LossesGrad.WeightedCrossEntropy.gradient(x, labels, weights);
    assertEquals(-Math.log(p), mean.value(), 1e-14);
    double[] ofMean = {0, 0, 0, 0, 0, 0, 1 - p, p - 1};
    assertArrayEquals(ofMean, mean.logits().toDoubles(), 1e-14);
    var none = LossesGrad.WeightedCrossEntropy.gradient(x, new int[4], weights);
    assertEquals(Double.NaN, none.value());
    assertArrayEquals(new double[8], none.logits().toDoubles(), 0);
  }

  /** The limits of loss and gradient p - y: no 0 times infinity. */
  @Test
  void infiniteScoresHaveTheLimitsOfTheBinaryCrossEntropy() {
    double infinity = Double.POSITIVE_INFINITY;
    double[][] rows = {
      // score, target, loss, derivative
      {infinity, 1, 0, 0}, {infinity, 0.25, infinity, 0.75}, {infinity, 0, infinity, 1},
      {-infinity, 1, infinity, -1}, {-infinity, 0.25, infinity, -0.25}, {-infinity, 0, 0, 0},
    };
    for (double[] row : rows) {
      Tensor x = Tensor.of(new double[] {row[0]}, 1);
      Tensor y = Tensor.of(new double[] {row[1]}, 1);
      var found = LossesGrad.BinaryCrossEntropies.gradient(x, y, y.mul(0).add(1));
      assertEquals(row[2], found.value().item());
      assertEquals(row[3], found.logits().item(), 0);
    }
  }

  @Test
  void infiniteDistancesHaveTheSlopeOfTheirSign() {
    double infinity = Double.POSITIVE_INFINITY;
    for (double beta : new double[] {0, 0.5, 1}) {
      Tensor x = Tensor.of(new double[] {infinity, -infinity, 0}, 3);
      Tensor y = Tensor.of(new double[] {0, 0, infinity}, 3);
      Tensor ones = Tensor.full(DType.DOUBLE, 1, 3);
      var found = LossesGrad.SmoothL1.gradient(x, y, beta, ones);
      assertArrayEquals(new double[] {infinity, infinity, infinity}, found.value().toDoubles());
      assertArrayEquals(new double[] {1, -1, -1}, found.x().toDoubles());
      assertArrayEquals(new double[] {-1, 1, 1}, found.y().toDoubles());
    }
  }

  /** What is masked has the gradient 0, the others as if it were not there. */
  @Test
  void classesAreMaskedByMinusInfinity() {
    double infinity = Double.POSITIVE_INFINITY;
    Tensor masked = Tensor.of(new double[] {0.3, -infinity, -1}, 1, 3);
    Tensor one = Tensor.of(new double[] {1}, 1);
    var found = LossesGrad.CrossEntropies.gradient(masked, new int[] {2}, one);
    double p = 1 / (1 + Math.exp(-1.3));
    assertArrayEquals(new double[] {p, 0, -p}, found.logits().toDoubles(), 1e-15);
    assertEquals(-Math.log(1 - p), found.value().item(), 1e-15);
    var lost = LossesGrad.CrossEntropies.gradient(masked, new int[] {1}, one);
    assertEquals(infinity, lost.value().item());
    assertArrayEquals(new double[] {p, -1, 1 - p}, lost.logits().toDoubles(), 1e-15);
  }

  /** What is ignored is replaced before anything is computed: 0 times infinity would be NaN. */
  @Test
  void ignoredExamplesHaveNoInfluenceWhateverTheirScoresAre() {
    double infinity = Double.POSITIVE_INFINITY;
    double[] rows = {0.3, -1, 2, infinity, -infinity, 0, Double.NaN, 1, 1, 0.5, 0.25, -0.75};
    int[] labels = {1, -100, -100, 2};
    Tensor weights = Tensor.of(new double[] {infinity, 2, 3}, 3);
    Tensor x = Tensor.of(rows, 4, 3);
    var gradient =
        LossesGrad.WeightedCrossEntropy.gradient(
            x, labels, ClassWeights.of(weights).ignoring(-100));
    Tensor kept = Tensor.of(new double[] {0.3, -1, 2, 0.5, 0.25, -0.75}, 2, 3);
    double[] losses = Losses.crossEntropies(kept, new int[] {1, 2}).toDoubles();
    assertEquals((2 * losses[0] + 3 * losses[1]) / 5, gradient.value(), 1e-15);
    Tensor each = Losses.crossEntropies(x, labels, ClassWeights.of(weights).ignoring(-100));
    assertArrayEquals(new double[] {2 * losses[0], 0, 0, 3 * losses[1]}, each.toDoubles(), 1e-15);
    var sum =
        LossesGrad.CrossEntropySum.gradient(x, labels, ClassWeights.of(weights).ignoring(-100));
    assertEquals(5 * gradient.value(), sum.value(), 1e-14);
    assertArrayEquals(gradient.logits().mul(5).toDoubles(), sum.logits().toDoubles(), 1e-14);
    Tensor p = kept.softmax(1);
    for (int j = 0; j < 3; j++) {
      assertEquals(2.0 / 5 * (p.get(0, j) - (j == 1 ? 1 : 0)), gradient.logits().get(0, j), 1e-15);
      assertEquals(0, gradient.logits().get(1, j));
      assertEquals(0, gradient.logits().get(2, j));
      assertEquals(3.0 / 5 * (p.get(1, j) - (j == 2 ? 1 : 0)), gradient.logits().get(3, j), 1e-15);
    }
  }

  @Test
  void whereAllExamplesAreIgnoredThereIsNoMeanAndNoGradient() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, -1, 0, 4}, 2, 3);
    var gradient =
        LossesGrad.WeightedCrossEntropy.gradient(
            x, new int[] {-1, -1}, ClassWeights.equal(x.dtype(), 3).ignoring(-1));
    assertTrue(Double.isNaN(gradient.value()));
    assertArrayEquals(new double[6], gradient.logits().toDoubles());
    var sum =
        LossesGrad.CrossEntropySum.gradient(
            x, new int[] {-1, -1}, ClassWeights.equal(x.dtype(), 3).ignoring(-1));
    assertEquals(0, sum.value());
    assertArrayEquals(new double[6], sum.logits().toDoubles());
  }

  /** A batch of nothing: means are NaN, whatever is given for each example is empty. */
  @Test
  void lossesOfEmptyBatchesAreEmpty() {
    Tensor none = Tensor.of(new double[0], 0, 3);
    int[] labels = {};
    ClassWeights equal = ClassWeights.equal(none.dtype(), 3);
    var mean = LossesGrad.CrossEntropy.gradient(none, labels);
    assertTrue(Double.isNaN(mean.value()));
    assertArrayEquals(new int[] {0, 3}, mean.logits().shape());
    var weighted = LossesGrad.WeightedCrossEntropy.gradient(none, labels, equal);
    assertTrue(Double.isNaN(weighted.value()));
    assertArrayEquals(new int[] {0, 3}, weighted.logits().shape());
    assertEquals(0, Losses.crossEntropies(none, labels).size());
    assertEquals(0, Losses.crossEntropies(none, labels, equal).size());
    assertEquals(0, Losses.crossEntropySum(none, labels, equal));
    assertTrue(Double.isNaN(Losses.binaryCrossEntropy(none, none)));
    assertEquals(0, Losses.smoothL1(none, none, 1).size());
    assertEquals(0, Losses.hardest(none, 0).size());
    assertEquals(0, FocalLosses.focal(none, none, 2).size());
    assertEquals(0, FocalLosses.softmaxFocal(none, labels, 2).size());
    assertEquals(0, FocalLosses.balancedSoftmaxFocal(none, labels, 0.25, 2).size());
    assertEquals(0, FocalLosses.focalStar(none, none, 2, 1).size());
    assertTrue(Double.isNaN(Losses.gradientPenalty(none)));
  }

  @Test
  void binaryCrossEntropyIsThatOfPyTorch() {
    JsonObject example = find("bce_with_logits", "", "");
    Tensor targets = Reference.tensor(example.getAsJsonObject("attrs").get("target"));
    var gradient = LossesGrad.BinaryCrossEntropy.gradient(input(example, "x"), targets);
    agrees(example, Tensor.scalar(gradient.value()), gradient.logits());
  }

  @Test
  void smoothL1IsThatOfPyTorch() {
    for (String beta : new String[] {"1.0", "0.11", "0.1111111111111111"}) {
      JsonObject example = find("smooth_l1", "beta", beta);
      Tensor x = input(example, "x");
      Tensor zeros = x.mul(0);
      Tensor seed = Reference.tensor(example.get("upstream"));
      var gradient = LossesGrad.SmoothL1.gradient(x, zeros, Double.parseDouble(beta), seed);
      agrees(example, gradient.value(), gradient.x());
    }
  }

  @Differentiable
  static double slope(@Detach Tensor y, Tensor x, @Detach double beta) {
    return LossesGrad.SmoothL1.gradient(x, y, beta, Tensor.scalar(1)).x().item();
  }

  /** 1 / β where the loss is bent, where it is 0 too, and 0 elsewhere. */
  @Test
  void smoothL1HasItsSecondDerivative() {
    double[] distances = {0, 0.1, -0.4, 0.6, -3};
    double[] expected = {2, 2, 2, 0, 0};
    for (int i = 0; i < distances.length; i++) {
      Tensor y = Tensor.scalar(0.25);
      var curvature = LossesTestGrad.Slope.gradient(y, Tensor.scalar(0.25 + distances[i]), 0.5);
      assertEquals(expected[i], curvature.x().item(), "at " + distances[i]);
    }
  }

  @Test
  void smoothL1OfNothingBentIsTheDistance() {
    Tensor x = Tensor.of(new double[] {-2, 0, 3}, 3);
    assertEquals(5, Losses.smoothL1(x, x.mul(0), 0).sum().item());
    assertThrows(IllegalArgumentException.class, () -> Losses.smoothL1(x, x, -1));
  }

  /** The gradient of the cross-entropy is p - δ, also where scores are far apart. */
  @Test
  void crossEntropyHasTheGradientOfItsClosedForm() {
    Tensor x = Tensor.of(new double[] {0.3, -1, 2, 800, 0, -800}, 2, 3);
    int[] labels = {1, 2};
    Tensor ones = Tensor.of(new double[] {1, 1}, 2);
    var gradient = LossesGrad.CrossEntropies.gradient(x, labels, ones);
    Tensor p = x.softmax(1);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        double expected = p.get(i, j) - (labels[i] == j ? 1 : 0);
        assertEquals(expected, gradient.logits().get(i, j), 1e-14);
      }
    }
    assertEquals(1600, gradient.value().get(1));
  }

  @Test
  void onlyTheHardestGetAGradient() {
    Tensor losses = Tensor.of(new double[] {0.1, 3, 2, 0.4}, 4);
    Tensor seed = Tensor.of(new double[] {10, 20}, 2);
    var gradient = LossesGrad.Hardest.gradient(losses, 2, seed);
    assertEquals("[3.0, 2.0]", java.util.Arrays.toString(gradient.value().toDoubles()));
    assertEquals(
        "[0.0, 10.0, 20.0, 0.0]", java.util.Arrays.toString(gradient.losses().toDoubles()));
  }

  @Test
  void gradientsOfLengthOneArePenalizedByNothing() {
    Tensor rows = Tensor.of(new double[] {0.6, 0.8, 3, 4, 0, 0}, 3, 2);
    var gradient = LossesGrad.GradientPenalty.gradient(rows);
    assertEquals((0 + 16 + 1) / 3.0, gradient.value(), 1e-15);
    // 2 (n - 1) / 3 along each direction; nothing at length 0
    double[] expected = {0, 0, 8 / 3.0 * 0.6, 8 / 3.0 * 0.8, 0, 0};
    for (int i = 0; i < 6; i++) {
      assertEquals(expected[i], gradient.gradient().toDoubles()[i], 1e-15);
    }
  }

  @Test
  void labelsThatAreNoClassesAreRefused() {
    Tensor x = Tensor.of(new double[] {1, 2, 3}, 1, 3);
    var outside =
        assertThrows(IndexOutOfBoundsException.class, () -> Losses.crossEntropy(x, new int[] {3}));
    assertTrue(outside.getMessage().contains("3"), outside.getMessage());
    ClassWeights weights = ClassWeights.equal(x.dtype(), 3);
    var other =
        assertThrows(RuntimeException.class, () -> Losses.crossEntropy(x, new int[] {7}, weights));
    assertTrue(other.getMessage().contains("7"), other.getMessage());
    // No number stands for a label that is never ignored.
    for (int label : new int[] {Integer.MIN_VALUE, -2, -1, 3, Integer.MAX_VALUE}) {
      int[] labels = {1, label};
      Tensor two = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
      assertOutside(label, () -> Losses.crossEntropy(two, labels, weights));
      assertOutside(label, () -> Losses.crossEntropies(two, labels, weights));
      assertOutside(label, () -> Losses.crossEntropySum(two, labels, weights));
      assertOutside(label, () -> Losses.crossEntropy(two, labels, weights.ignoring(-100)));
      assertOutside(label, () -> LossesGrad.WeightedCrossEntropy.gradient(two, labels, weights));
      double rest = Losses.crossEntropy(two, labels, weights.ignoring(label));
      assertEquals(Losses.crossEntropies(two, new int[] {1, 1}).get(0), rest, 1e-15);
    }
  }

  private static void assertOutside(int label, Runnable call) {
    String message = assertThrows(IndexOutOfBoundsException.class, call::run).getMessage();
    assertTrue(message.contains("index " + label + " at position 1"), message);
  }

  /** Of any number: 0, which is a class, can be ignored, and is not where nothing is. */
  @Test
  void aClassCanBeIgnored() {
    Tensor x = Tensor.of(new double[] {0.3, -1, 2, 0.5, 0.25, -0.75}, 2, 3);
    Tensor losses = Losses.crossEntropies(x, new int[] {0, 1});
    ClassWeights equal = ClassWeights.equal(x.dtype(), 3);
    int[] labels = {0, 1};
    assertEquals(losses.mean().item(), Losses.crossEntropy(x, labels, equal), 1e-15);
    assertEquals(losses.get(1), Losses.crossEntropy(x, labels, equal.ignoring(0)), 1e-15);
  }

  /** Elementwise operations repeat axes; a loss that did would be of every pair, in silence. */
  @Test
  void shapesThatWouldBePairedAreRefused() {
    Tensor column = Tensor.of(new double[] {1, 2, 3}, 3, 1);
    Tensor row = Tensor.of(new double[] {0, 1, 1}, 3);
    assertRefused("differ in shape", () -> Losses.binaryCrossEntropy(column, row));
    assertRefused("differ in shape", () -> Losses.smoothL1(column, row, 1));
    assertRefused("differ in shape", () -> FocalLosses.balancedCrossEntropies(column, row, 0.5));
    assertRefused("differ in shape", () -> FocalLosses.focal(column, row, 2));
    assertRefused("differ in shape", () -> FocalLosses.balancedFocal(column, row, 0.25, 2));
    assertRefused("differ in shape", () -> FocalLosses.focalStar(column, row, 2, 1));
    assertRefused("differ in shape", () -> LossesGrad.BinaryCrossEntropy.gradient(column, row));
    Tensor scores = Tensor.of(new double[] {1, 2, 3}, 1, 3);
    ClassWeights four = ClassWeights.equal(scores.dtype(), 4);
    assertRefused("4 weights for 3", () -> Losses.crossEntropy(scores, new int[] {1}, four));
    ClassWeights upright = ClassWeights.of(column);
    assertRefused(
        "weights are [classes]", () -> Losses.crossEntropy(scores, new int[] {1}, upright));
    Tensor deep = scores.reshape(1, 3, 1);
    ClassWeights flat = ClassWeights.of(row);
    assertRefused("[examples, classes]", () -> Losses.crossEntropy(deep, new int[] {1}, flat));
    ClassWeights three = ClassWeights.equal(scores.dtype(), 3);
    String told = "crossEntropy: 2 labels for 1 examples";
    int[] two = {1, 2};
    assertRefused(told, () -> Losses.crossEntropy(scores, two, three));
    assertRefused(told, () -> LossesGrad.WeightedCrossEntropy.gradient(scores, two, three));
    assertRefused(told, () -> Losses.crossEntropies(scores, two, three));
    assertRefused(told, () -> Losses.crossEntropySum(scores, two, three));
    assertRefused("0 labels for 1", () -> Losses.crossEntropy(scores, new int[0], three));
    assertRefused(told, () -> Losses.crossEntropy(scores, two));
    assertRefused("and have 3 axes", () -> Losses.crossEntropies(deep, new int[] {1}));
    assertRefused("2 labels for 1", () -> FocalLosses.softmaxFocal(scores, two, 2));
    assertRefused("2 labels for 1", () -> FocalLosses.balancedSoftmaxFocal(scores, two, 0.25, 2));
  }

  /** It would be a loss that has no least value, and falls for ever. */
  @Test
  void targetsThatAreNoProbabilitiesAreRefused() {
    String told = "binaryCrossEntropies: targets are from 0 to 1, but not all of DOUBLE[3]";
    Tensor x = Tensor.of(new double[] {-1, 2, 3}, 3);
    Tensor seed = x.mul(0);
    double[] others = {
      -1, 2, -Double.MIN_VALUE, Math.nextUp(1.0), Double.NaN, 1e300, Double.NEGATIVE_INFINITY
    };
    for (double other : others) {
      Tensor y = Tensor.of(new double[] {0, other, 1}, 3);
      assertRefused(told, () -> Losses.binaryCrossEntropies(x, y));
      assertRefused(told, () -> Losses.binaryCrossEntropy(x, y));
      assertRefused(told, () -> LossesGrad.BinaryCrossEntropies.gradient(x, y, seed));
      assertRefused(told, () -> LossesGrad.BinaryCrossEntropy.gradient(x, y));
      assertRefused(told, () -> new LossesGrad.BinaryCrossEntropy.Tape().forward(x, y));
    }
    Tensor within = Tensor.of(new double[] {-0.0, Double.MIN_VALUE, 1}, 3);
    assertTrue(Double.isFinite(Losses.binaryCrossEntropy(x, within)));
  }

  @Test
  void theMeanOfNothingIsNoNumber() {
    Tensor none = Tensor.of(new double[0], 0, 3);
    assertTrue(Double.isNaN(Losses.crossEntropy(none, new int[0])));
  }

  private static void assertRefused(String part, Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(part), message);
  }
}
