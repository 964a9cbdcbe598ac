package dev.gradc.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Reference;
import dev.gradc.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Focal losses against closed forms that were computed with 60 digits. */
final class FocalLossesTest {

  private static final JsonObject REFERENCE = Reference.file("focal-loss.json");

  /** To 1e-12 of the number; what underflows is 0 or has fewer digits. */
  private static void agrees(double expected, double actual, String what) {
    double tolerance = Math.max(1e-12 * Math.abs(expected), 1e-300);
    assertEquals(expected, actual, tolerance, what);
  }

  /**
   * The derivative as a method, to be differentiated once more: from the sources that are shipped.
   */
  @Differentiable
  static double slope(Tensor logits, @Detach Tensor targets, @Detach double gamma) {
    Tensor seed = Tensor.full(DType.DOUBLE, 1, logits.shape());
    return FocalLossesGrad.Focal.gradient(logits, targets, gamma, seed).logits().sum().item();
  }

  /** The limits: none where the right side is certain, a slope of 1 where the wrong one is. */
  @Test
  void infiniteScoresHaveTheLimits() {
    double infinity = Double.POSITIVE_INFINITY;
    double[][] rows = {
      // score, target, loss, derivative
      {infinity, 1, 0, 0}, {-infinity, 1, infinity, -1},
      {infinity, 0, infinity, 1}, {-infinity, 0, 0, 0},
    };
    for (double gamma : new double[] {0, 0.5, 1, 2, 5}) {
      for (double[] row : rows) {
        var plain = FocalLossesGrad.Focal.gradient(one(row[0]), one(row[1]), gamma, one(1));
        assertEquals(row[2], plain.value().item());
        assertEquals(row[3], plain.logits().item(), 0);
        var balanced =
            FocalLossesGrad.BalancedFocal.gradient(one(row[0]), one(row[1]), 0.5, gamma, one(1));
        assertEquals(row[2], balanced.value().item());
        assertEquals(row[3] / 2, balanced.logits().item(), 0);
        var second = FocalLossesTestGrad.Slope.gradient(one(row[0]), one(row[1]), gamma);
        assertEquals(row[3], second.value(), 0);
        assertEquals(0, second.logits().item(), 0);
      }
    }
  }

  /**
   * What all scores of an example have in common has no influence, on the last digits neither.
   *
   * <p>The closed form: {@code -q^γ log p}, and {@code -(q^γ - γ q^(γ-1) p log p)(δ - p)}.
   */
  @Test
  void commonScoresTakeNoDigitsAway() {
    double[] scores = {0.25, -1, 0.5};
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score);
    }
    double p = Math.exp(scores[0]) / sum;
    for (double gamma : new double[] {0, 0.5, 2, 5}) {
      double value = -Math.pow(1 - p, gamma) * Math.log(p);
      double slope = -Math.pow(1 - p, gamma) + gamma * Math.pow(1 - p, gamma - 1) * p * Math.log(p);
      for (double common : new double[] {0, 800, -800}) {
        Tensor row = Tensor.of(scores, 1, 3).add(common).to(DType.FLOAT);
        Tensor seed = Tensor.full(DType.FLOAT, 1, 1);
        var found = FocalLossesGrad.SoftmaxFocal.gradient(row, new int[] {0}, gamma, seed);
        assertEquals(value, found.value().item(), 5e-7 * value);
        for (int i = 0; i < 3; i++) {
          double expected = slope * ((i == 0 ? 1 : 0) - Math.exp(scores[i]) / sum);
          assertEquals(expected, found.logits().toDoubles()[i], 5e-7);
        }
      }
    }
  }

  /** What weighs nothing does not count, be its loss infinite. */
  @Test
  void whatWeighsNothingDoesNotCount() {
    double infinity = Double.POSITIVE_INFINITY;
    Tensor scores = Tensor.of(new double[] {-infinity, infinity, Double.NaN, 0.5}, 4);
    for (double alpha : new double[] {0, 1}) {
      // The first three are of the side without weight.
      double side = 1 - alpha;
      Tensor targets = Tensor.of(new double[] {side, side, side, alpha}, 4);
      double x = alpha == 1 ? 0.5 : -0.5;
      double p = 1 / (1 + Math.exp(-x));
      double sign = alpha == 1 ? 1 : -1;
      double[] ofEntropy = {0, 0, 0, sign * (p - 1)};
      Tensor ones = Tensor.full(DType.DOUBLE, 1, 4);
      var entropy = FocalLossesGrad.BalancedCrossEntropies.gradient(scores, targets, alpha, ones);
      assertArrayEquals(new double[] {0, 0, 0, -Math.log(p)}, entropy.value().toDoubles(), 1e-15);
      assertArrayEquals(ofEntropy, entropy.logits().toDoubles(), 1e-15);
      double q = 1 - p;
      double slope = sign * q * q * (2 * p * Math.log(p) - q);
      var focal = FocalLossesGrad.BalancedFocal.gradient(scores, targets, alpha, 2, ones);
      assertArrayEquals(
          new double[] {0, 0, 0, -q * q * Math.log(p)}, focal.value().toDoubles(), 1e-15);
      assertArrayEquals(new double[] {0, 0, 0, slope}, focal.logits().toDoubles(), 1e-15);
    }
    Tensor rows = Tensor.of(new double[] {-infinity, 0, 0.5, 0}, 2, 2);
    var softmax =
        FocalLossesGrad.BalancedSoftmaxFocal.gradient(
            rows, new int[] {0, 1}, 1, 0, Tensor.full(DType.DOUBLE, 1, 2));
    double p = 1 / (1 + Math.exp(0.5));
    assertArrayEquals(new double[] {0, -Math.log(p)}, softmax.value().toDoubles(), 1e-15);
    assertArrayEquals(new double[] {0, 0, 1 - p, p - 1}, softmax.logits().toDoubles(), 1e-15);
  }

  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static double total(Tensor logits, @Detach Tensor targets, @Detach double gamma) {
    return FocalLosses.focal(logits, targets, gamma).sum().item();
  }

  /** Where the loss is infinite, too, and where scores are beyond all doubt. */
  @Test
  void tangentsAreThoseOfTheLimits() {
    double infinity = Double.POSITIVE_INFINITY;
    for (double gamma : new double[] {0, 0.5, 2}) {
      for (double score : new double[] {-infinity, -1e308, -1e7, -800, 800, 1e7, infinity}) {
        var tangent = FocalLossesTestGrad.Total.jvp(one(score), one(1), gamma, one(1));
        assertEquals(Math.max(-score, 0), tangent.value(), 1e-12 * Math.abs(tangent.value()));
        assertEquals(score < 0 ? -1 : 0, tangent.tangent(), 1e-12);
        var second = FocalLossesTestGrad.Total.hvp(one(score), one(1), gamma, one(1));
        assertEquals(0, second.logits().item(), 1e-12);
      }
    }
  }

  /** What weighs nothing has no gradient, whatever its scores are. */
  @Test
  void classesThatWeighNothingMayHaveAnyScores() {
    double infinity = Double.POSITIVE_INFINITY;
    double[][] rows = {{0, infinity}, {Double.NaN, 0}, {infinity, 0}, {-infinity, -infinity}};
    for (double[] row : rows) {
      var found =
          FocalLossesGrad.BalancedSoftmaxFocal.gradient(
              Tensor.of(row, 1, 2), new int[] {0}, 1, 2, Tensor.full(DType.DOUBLE, 1, 1));
      assertEquals(0, found.value().item(), 0);
      assertArrayEquals(new double[2], found.logits().toDoubles(), 0);
    }
  }

  /** A class that is masked has no part: the gradient of the others is as if it were not there. */
  @Test
  void classesAreMaskedByMinusInfinity() {
    double infinity = Double.POSITIVE_INFINITY;
    for (double gamma : new double[] {0, 0.5, 2}) {
      Tensor masked = Tensor.of(new double[] {0.3, -infinity, -1, 0.8}, 1, 4);
      var found = FocalLossesGrad.SoftmaxFocal.gradient(masked, new int[] {2}, gamma, one(1));
      Tensor rest = Tensor.of(new double[] {0.3, -1, 0.8}, 1, 3);
      var expected = FocalLossesGrad.SoftmaxFocal.gradient(rest, new int[] {1}, gamma, one(1));
      double[] g = expected.logits().toDoubles();
      assertEquals(expected.value().item(), found.value().item());
      assertArrayEquals(new double[] {g[0], 0, g[1], g[2]}, found.logits().toDoubles());
      // Nothing else is left: it is certain.
      Tensor alone = Tensor.of(new double[] {-infinity, 0.5, -infinity}, 1, 3);
      var certain = FocalLossesGrad.SoftmaxFocal.gradient(alone, new int[] {1}, gamma, one(1));
      assertEquals(0, certain.value().item());
      assertArrayEquals(new double[3], certain.logits().toDoubles(), 0);
      // The label itself is masked: p - δ, with the softmax p of the others.
      var lost = FocalLossesGrad.SoftmaxFocal.gradient(masked, new int[] {1}, gamma, one(1));
      assertEquals(infinity, lost.value().item());
      double[] p = masked.softmax(1).toDoubles();
      p[1] -= 1;
      assertArrayEquals(p, lost.logits().toDoubles(), 1e-15);
    }
  }

  /** Beyond 1e6 the product of γ and a score might overflow. */
  @Test
  void largeScoresHaveTheDerivativesOfTheCrossEntropy() {
    for (double gamma : new double[] {0, 0.5, 2, 5, 1e6}) {
      for (double score : new double[] {1000, 1e5, 1e7, 1e100, 1e308}) {
        for (double sign : new double[] {1, -1}) {
          double side = sign > 0 ? 0 : 1;
          Tensor x = one(sign * score);
          var wrong = FocalLossesGrad.Focal.gradient(x, one(side), gamma, one(1));
          assertEquals(score, wrong.value().item());
          assertEquals(sign, wrong.logits().item());
          var right = FocalLossesGrad.Focal.gradient(x, one(1 - side), gamma, one(1));
          assertEquals(0, right.value().item());
          assertEquals(0, right.logits().item(), 0);
          var second = FocalLossesTestGrad.Slope.gradient(x, one(side), gamma);
          assertEquals(0, second.logits().item(), 0);
        }
      }
    }
    Tensor x = Tensor.of(new float[] {-3e38f}, 1);
    Tensor ones = Tensor.full(DType.FLOAT, 1, 1);
    assertEquals(-1, FocalLossesGrad.Focal.gradient(x, ones, 2, ones).logits().item());
  }

  /** The weight of a side is α, not what 1 and α - 1 leave of it. */
  @Test
  void smallWeightsAreNotRoundedAway() {
    for (DType dtype : DType.values()) {
      double tolerance = dtype == DType.FLOAT ? 3e-7 : 1e-15;
      Tensor x = Tensor.full(dtype, 0.5, 1);
      Tensor one = Tensor.full(dtype, 1, 1);
      double p = 1 / (1 + Math.exp(-0.5));
      double q = 1 - p;
      for (double alpha : new double[] {1e-3, 1e-8, 1e-17}) {
        var plain = FocalLossesGrad.BalancedCrossEntropies.gradient(x, one, alpha, one);
        assertEquals(-Math.log(p), plain.value().item() / alpha, tolerance);
        assertEquals(p - 1, plain.logits().item() / alpha, tolerance);
        var focal = FocalLossesGrad.BalancedFocal.gradient(x, one, alpha, 2, one);
        assertEquals(-q * q * Math.log(p), focal.value().item() / alpha, tolerance);
        double slope = q * q * (2 * p * Math.log(p) - q);
        assertEquals(slope, focal.logits().item() / alpha, tolerance);
      }
      Tensor scores = Tensor.of(new double[] {0.5, 0}, 1, 2).to(dtype);
      double alpha = 1 - 0x1p-40;
      var background =
          FocalLossesGrad.BalancedSoftmaxFocal.gradient(scores, new int[] {0}, alpha, 0, one);
      assertEquals(-Math.log(p), background.value().item() * 0x1p40, tolerance);
    }
  }

  /** The derivative in a direction, to be differentiated once more. */
  @Differentiable
  static double along(Tensor logits, int[] labels, @Detach double gamma, @Detach Tensor direction) {
    Tensor seed = Tensor.full(DType.DOUBLE, 1, labels.length);
    Tensor gradient = FocalLossesGrad.SoftmaxFocal.gradient(logits, labels, gamma, seed).logits();
    return gradient.mul(direction).sum().item();
  }

  /**
   * For the class c and the others a and b, with {@code w_a = sigmoid(x_a - x_b)}: the margin has
   * the gradient {@code δ_c - w} and the second derivatives {@code ∓ w_a w_b}.
   */
  @Test
  void softmaxFormHasTheSecondDerivativesOfTheClosedForm() {
    double[][] rows = {
      {0.3, -1, 0.8},
      {40, 0, 0},
      {0, 40, 0},
      {37, 1, 0},
      {0, 37, 1},
      {-40, 0, 0},
      {800, 760, 760},
      {760, 800, 760},
      {800, -800, 3},
      {-800, 800, 0},
      {-800, 30, 0},
      {700, 0, -700},
    };
    for (double gamma : new double[] {0, 0.5, 1, 2, 5}) {
      for (double[] row : rows) {
        for (int label = 0; label < 3; label++) {
          int a = (label + 1) % 3;
          int b = (label + 2) % 3;
          double[][] expected = ofMargin(row, label, a, b, gamma);
          for (int i = 0; i < 3; i++) {
            double[] unit = new double[3];
            unit[i] = 1;
            Tensor direction = Tensor.of(unit, 1, 3);
            Tensor x = Tensor.of(row.clone(), 1, 3);
            int[] labels = {label};
            var found = FocalLossesTestGrad.Along.gradient(x, labels, gamma, direction);
            for (int k = 0; k < 3; k++) {
              double size = Math.max(Math.abs(expected[i][k]), Math.abs(expected[k][k]));
              assertEquals(
                  expected[i][k],
                  found.logits().get(0, k),
                  Math.max(1e-11 * size, 1e-300),
                  gamma + ", " + label + " of " + Tensor.of(row, 3) + ": " + i + ", " + k);
            }
          }
        }
      }
    }
  }

  private static double[][] ofMargin(double[] x, int c, int a, int b, double gamma) {
    double top = Math.max(x[a], x[b]);
    double margin = x[c] - top - Math.log1p(Math.exp(-Math.abs(x[a] - x[b])));
    double p = 1 / (1 + Math.exp(-margin));
    double q = 1 / (1 + Math.exp(margin));
    double log =
        margin > 0 ? -Math.log1p(Math.exp(-margin)) : margin - Math.log1p(Math.exp(margin));
    double power = gamma == 0 ? 1 : Math.pow(q, gamma);
    double first = power * (gamma * p * log - q);
    double second = power * (gamma * p * (q - gamma * p * log) + gamma * p * q * (log + 1) + p * q);
    double[] slopes = new double[3];
    slopes[c] = 1;
    slopes[a] = -1 / (1 + Math.exp(x[b] - x[a]));
    slopes[b] = -1 / (1 + Math.exp(x[a] - x[b]));
    double both = slopes[a] * slopes[b];
    double[][] hessian = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        double bend = i == c || k == c ? 0 : i == k ? -both : both;
        hessian[i][k] = second * slopes[i] * slopes[k] + first * bend;
      }
    }
    return hessian;
  }

  private static Tensor one(double number) {
    return Tensor.of(new double[] {number}, 1);
  }

  @Test
  void sigmoidFormHasTheValuesAndDerivativesOfTheClosedForm() {
    int rows = 0;
    for (JsonElement element : REFERENCE.getAsJsonObject("sigmoid").getAsJsonArray("rows")) {
      JsonArray row = element.getAsJsonArray();
      double gamma = row.get(0).getAsDouble();
      Tensor x = one(row.get(3).getAsDouble());
      Tensor y = one(row.get(2).getAsDouble());
      double value;
      double slope;
      if (row.get(1).isJsonNull()) {
        var gradient = FocalLossesGrad.Focal.gradient(x, y, gamma, one(1));
        value = gradient.value().item();
        slope = gradient.logits().item();
      } else {
        double alpha = row.get(1).getAsDouble();
        var gradient = FocalLossesGrad.BalancedFocal.gradient(x, y, alpha, gamma, one(1));
        value = gradient.value().item();
        slope = gradient.logits().item();
      }
      agrees(row.get(4).getAsDouble(), value, "value of " + row);
      agrees(row.get(5).getAsDouble(), slope, "derivative of " + row);
      rows++;
    }
    assertEquals(920, rows);
  }

  @Test
  void sigmoidFormHasTheSecondDerivativeOfTheClosedForm() {
    for (JsonElement element : REFERENCE.getAsJsonObject("sigmoid").getAsJsonArray("rows")) {
      JsonArray row = element.getAsJsonArray();
      if (row.get(1).isJsonNull()) {
        Tensor x = one(row.get(3).getAsDouble());
        Tensor y = one(row.get(2).getAsDouble());
        var curvature = FocalLossesTestGrad.Slope.gradient(x, y, row.get(0).getAsDouble());
        agrees(row.get(6).getAsDouble(), curvature.logits().item(), "second of " + row);
        agrees(row.get(5).getAsDouble(), curvature.value(), "derivative of " + row);
      }
    }
  }

  @Test
  void softmaxFormHasTheValuesAndDerivativesOfTheClosedForm() {
    int rows = 0;
    for (JsonElement element : REFERENCE.getAsJsonObject("softmax").getAsJsonArray("rows")) {
      JsonArray row = element.getAsJsonArray();
      double gamma = row.get(0).getAsDouble();
      int classes = row.get(2).getAsJsonArray().size();
      Tensor z = Reference.tensor(row.get(2)).reshape(1, classes);
      int[] label = {row.get(3).getAsInt()};
      Tensor value;
      Tensor slope;
      if (row.get(1).isJsonNull()) {
        var gradient = FocalLossesGrad.SoftmaxFocal.gradient(z, label, gamma, one(1));
        value = gradient.value();
        slope = gradient.logits();
      } else {
        double alpha = row.get(1).getAsDouble();
        var gradient =
            FocalLossesGrad.BalancedSoftmaxFocal.gradient(z, label, alpha, gamma, one(1));
        value = gradient.value();
        slope = gradient.logits();
      }
      // Of 60 digits after the point there: probabilities next to 1 have the logarithm 0.
      double expectedValue = row.get(4).getAsDouble();
      double digits = Math.max(1e-12 * Math.abs(expectedValue), 1e-59);
      assertEquals(expectedValue, value.item(), digits, "value of " + row);
      for (int i = 0; i < classes; i++) {
        double expected = row.get(5).getAsJsonArray().get(i).getAsDouble();
        agrees(expected, slope.get(0, i), "derivative " + i + " of " + row);
      }
      rows++;
    }
    assertEquals(480, rows);
  }

  @Test
  void theCurvesOfFigure1() {
    JsonObject figure = REFERENCE.getAsJsonObject("figure1");
    double[] probabilities = Reference.tensor(figure.get("pt")).toDoubles();
    for (var curve : figure.getAsJsonObject("loss_by_gamma").entrySet()) {
      double gamma = Double.parseDouble(curve.getKey());
      double[] expected = Reference.tensor(curve.getValue()).toDoubles();
      for (int i = 0; i < probabilities.length; i++) {
        double p = probabilities[i];
        if (p > 0 && p < 1) {
          Tensor logit = one(Math.log(p) - Math.log1p(-p));
          double loss = FocalLosses.focal(logit, one(1), gamma).item();
          assertEquals(expected[i], loss, 1e-12 * Math.max(1, expected[i]), "gamma " + gamma);
        }
      }
    }
  }

  /** The closed form of the paper's equation 10, and that of its appendix. */
  @Test
  void gradientsAreThoseOfThePaper() {
    for (double x = -30; x <= 30; x += 0.7) {
      for (int y = 0; y <= 1; y++) {
        double s = 2 * y - 1;
        double p = 1 / (1 + Math.exp(-s * x));
        double q = 1 / (1 + Math.exp(s * x));
        double closed = s * q * q * (2 * p * Math.log(p) - q);
        var focal = FocalLossesGrad.Focal.gradient(one(x), one(y), 2, one(1));
        assertEquals(closed, focal.logits().item(), 1e-11 * Math.abs(closed) + 1e-15);
        double shifted = 1 / (1 + Math.exp(-(2 * s * x + 1)));
        var star = FocalLossesGrad.FocalStar.gradient(one(x), one(y), 2, 1, one(1));
        assertEquals(s * (shifted - 1), star.logits().item(), 1e-11);
        double weight = y == 1 ? 0.25 : 0.75;
        double right = 1 / (1 + Math.exp(-x));
        var balanced =
            FocalLossesGrad.BalancedCrossEntropies.gradient(one(x), one(y), 0.25, one(1));
        assertEquals(weight * (right - y), balanced.logits().item(), 1e-12);
      }
    }
  }

  @Test
  void singlePrecisionIsFiniteFarOut() {
    for (float x : new float[] {-800, -90, 0, 90, 800}) {
      Tensor logit = Tensor.of(new float[] {x}, 1);
      for (float y : new float[] {0, 1}) {
        Tensor target = Tensor.of(new float[] {y}, 1);
        var gradient =
            FocalLossesGrad.Focal.gradient(logit, target, 2, Tensor.full(DType.FLOAT, 1, 1));
        assertTrue(Double.isFinite(gradient.value().item()), "value at " + x);
        assertTrue(Double.isFinite(gradient.logits().item()), "derivative at " + x);
      }
    }
  }

  @Test
  void whatIsNoTargetWeightOrFocusIsRefused() {
    Tensor x = one(0.3);
    assertMessage("not all of", () -> FocalLosses.focal(x, one(0.5), 2));
    assertMessage("gamma is -1.0", () -> FocalLosses.focal(x, one(1), -1));
    assertMessage("gamma is NaN", () -> FocalLosses.focal(x, one(1), Double.NaN));
    assertMessage("alpha is 1.5", () -> FocalLosses.balancedFocal(x, one(1), 1.5, 2));
    assertMessage("gamma is 0.0", () -> FocalLosses.focalStar(x, one(1), 0, 1));
    assertMessage(
        "single class", () -> FocalLosses.softmaxFocal(x.reshape(1, 1), new int[] {0}, 2));
    assertMessage(
        "logits are [examples, classes], and have 3 axes",
        () -> FocalLosses.softmaxFocal(x.reshape(1, 1, 1), new int[] {0}, 2));
    assertMessage("not all of", () -> FocalLosses.balancedCrossEntropies(x, one(2), 0.5));
  }

  private static void assertMessage(String part, Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Differentiable
  static double used(Tensor logits, int[] labels) {
    return FocalLosses.softmaxFocal(logits, labels, 2).sum().item();
  }

  /** From the shipped sources, and not through a generated class that evaluates it twice. */
  @Test
  void itIsCompiledIntoWhatUsesIt() throws IOException {
    String file = "FocalLossesTestGrad$Used.class";
    try (InputStream code = FocalLossesTest.class.getResourceAsStream(file)) {
      String constants = new String(code.readAllBytes(), StandardCharsets.ISO_8859_1);
      assertFalse(constants.contains("FocalLossesGrad$SoftmaxFocal$Gradient"), "calls the loss");
    }
  }
}
