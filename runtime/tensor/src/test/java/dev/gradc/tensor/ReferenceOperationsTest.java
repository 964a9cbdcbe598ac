package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.gradc.tensor.rules.ActivationRules;
import dev.gradc.tensor.rules.ArithmeticRules;
import dev.gradc.tensor.rules.ChoiceRules;
import dev.gradc.tensor.rules.ConvolutionRules;
import dev.gradc.tensor.rules.FunctionRules;
import dev.gradc.tensor.rules.IndexingRules;
import dev.gradc.tensor.rules.NormalizationRules;
import dev.gradc.tensor.rules.ProductRules;
import dev.gradc.tensor.rules.RegionRules;
import dev.gradc.tensor.rules.ResamplingRules;
import dev.gradc.tensor.rules.SoftmaxRules;
import dev.gradc.tensor.rules.SumRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and vector-Jacobian products of PyTorch, for every case of its file. */
final class ReferenceOperationsTest {

  private static final JsonObject FILE = Reference.file("ops.json");

  /** A value, and cotangents by the names of the arguments. */
  private record Result(Tensor value, Map<String, Tensor> cotangents) {

    Result(Tensor value) {
      this(value, new LinkedHashMap<>());
    }

    Result and(String name, Tensor cotangent) {
      cotangents.put(name, cotangent);
      return this;
    }
  }

  /** One case, named for people. */
  private record Case(int index, String name, JsonObject json) {

    Tensor input(String input) {
      return Reference.tensor(json.getAsJsonObject("inputs").get(input));
    }

    Tensor cotangent() {
      return Reference.tensor(json.get("upstream"));
    }

    JsonElement attribute(String attribute) {
      return json.getAsJsonObject("attrs").get(attribute);
    }

    int number(String attribute, int otherwise) {
      JsonElement element = attribute(attribute);
      return element == null ? otherwise : element.getAsInt();
    }

    @Override
    public String toString() {
      return index + " " + name + " " + json.get("attrs");
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (JsonElement each : FILE.getAsJsonArray("cases")) {
      JsonObject json = each.getAsJsonObject();
      cases.add(new Case(cases.size(), json.get("name").getAsString(), json));
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithPyTorch(Case test) {
    Result result = run(test);
    Reference.assertAgrees(test.json().get("output"), result.value(), "value");
    JsonObject expected = test.json().getAsJsonObject("vjp");
    assertEquals(expected.keySet(), result.cotangents().keySet());
    result
        .cotangents()
        .forEach((name, actual) -> Reference.assertAgrees(expected.get(name), actual, name));
  }

  @Test
  void tracksStatisticsAsPyTorch() {
    Case training = cases().filter(each -> each.name().equals("batchnorm2d_train")).findAny().get();
    JsonObject expected = FILE.getAsJsonObject("running_stats");
    Tensor mean = Tensor.zeros(DType.DOUBLE, 2);
    Tensor variance = Tensor.full(DType.DOUBLE, 1, 2);
    Normalization.trackStatistics(training.input("x"), 0.1, mean, variance);
    Reference.assertAgrees(expected.get("running_mean"), mean, "mean");
    Reference.assertAgrees(expected.get("running_var"), variance, "variance");
  }

  private static Result run(Case test) {
    return switch (test.name()) {
      case "conv2d", "conv2d_1x1" -> convolution(test);
      case "conv_transpose2d" -> transposedConvolution(test);
      case "maxpool2d", "maxpool2d_ties", "avgpool2d" -> pooling(test);
      case "batchnorm2d_train", "batchnorm2d_eval", "layernorm" -> normalization(test);
      case "upsample_nearest2x", "upsample_bilinear", "upsample_bilinear_down" -> upsampling(test);
      case "smooth_l1" -> smoothL1(test);
      case "cross_entropy", "cross_entropy_weighted_mean", "cross_entropy_ignore" ->
          crossEntropy(test);
      case "bce_with_logits" -> binaryCrossEntropy(test);
      case "linear" -> linear(test);
      case "roi_max_pool", "psroi_avg_pool", "roi_align" -> region(test);
      default -> function(test);
    };
  }

  private static Sliding sliding(Case test, int stride) {
    return Sliding.by(test.number("stride", stride))
        .padding(test.number("padding", 0))
        .dilation(test.number("dilation", 1));
  }

  private static Result convolution(Case test) {
    Tensor x = test.input("x");
    Tensor w = test.input("w");
    Tensor b = test.input("b");
    Sliding sliding = sliding(test, 1);
    ConvolutionRules.Affine d = ConvolutionRules.conv2d(x, w, b, sliding, test.cotangent());
    return new Result(Convolution.conv2d(x, w, b, sliding))
        .and("x", d.x())
        .and("w", d.weight())
        .and("b", d.bias());
  }

  private static Result transposedConvolution(Case test) {
    Tensor x = test.input("x");
    Tensor w = test.input("w");
    Tensor b = test.input("b");
    Sliding sliding = sliding(test, 1);
    ConvolutionRules.Affine d =
        ConvolutionRules.convTranspose2d(x, w, b, sliding, 0, test.cotangent());
    return new Result(Convolution.convTranspose2d(x, w, b, sliding, 0))
        .and("x", d.x())
        .and("w", d.weight())
        .and("b", d.bias());
  }

  private static Result pooling(Case test) {
    Tensor x = test.input("x");
    int kernel = test.number("kernel", 0);
    Sliding sliding = sliding(test, kernel);
    if (test.name().equals("avgpool2d")) {
      return new Result(Pooling.averagePool2d(x, kernel, kernel, sliding))
          .and("x", ResamplingRules.averagePool2d(x, kernel, kernel, sliding, test.cotangent()));
    }
    return new Result(Pooling.maxPool2d(x, kernel, kernel, sliding))
        .and("x", ResamplingRules.maxPool2d(x, kernel, kernel, sliding, test.cotangent()));
  }

  private static Result normalization(Case test) {
    Tensor x = test.input("x");
    Tensor weight = test.input("weight");
    Tensor bias = test.input("bias");
    double epsilon = test.attribute("eps").getAsDouble();
    Tensor cotangent = test.cotangent();
    if (test.name().equals("batchnorm2d_eval")) {
      return batchNormOutsideOfTraining(test, x, weight, bias, epsilon);
    } else if (test.name().equals("layernorm")) {
      NormalizationRules.Affine d =
          NormalizationRules.layerNorm(x, weight, bias, epsilon, cotangent);
      return affine(Normalization.layerNorm(x, weight, bias, epsilon), d);
    }
    NormalizationRules.Affine d = NormalizationRules.batchNorm(x, weight, bias, epsilon, cotangent);
    return affine(Normalization.batchNorm(x, weight, bias, epsilon), d);
  }

  private static Result affine(Tensor value, NormalizationRules.Affine cotangents) {
    return new Result(value)
        .and("x", cotangents.x())
        .and("weight", cotangents.weight())
        .and("bias", cotangents.bias());
  }

  private static Result batchNormOutsideOfTraining(
      Case test, Tensor x, Tensor weight, Tensor bias, double epsilon) {
    Tensor mean = Reference.tensor(test.attribute("running_mean")).reshape(2, 1, 1);
    Tensor variance = Reference.tensor(test.attribute("running_var")).reshape(2, 1, 1);
    Tensor normal = x.sub(mean).mul(Functions.rsqrt(variance.add(epsilon)));
    Tensor scale = weight.reshape(2, 1, 1);
    Tensor cotangent = test.cotangent();
    ArithmeticRules.Operands d = ArithmeticRules.mul(normal, scale, cotangent);
    return new Result(normal.mul(scale).add(bias.reshape(2, 1, 1)))
        .and("x", d.a().mul(Functions.rsqrt(variance.add(epsilon))))
        .and("weight", d.b().reshape(2))
        .and("bias", cotangent.sum(0, 2, 3));
  }

  private static Result upsampling(Case test) {
    Tensor x = test.input("x");
    if (test.name().equals("upsample_nearest2x")) {
      int height = 2 * x.dim(2);
      int width = 2 * x.dim(3);
      return new Result(Upsampling.nearest(x, height, width))
          .and("x", ResamplingRules.nearest(x, height, width, test.cotangent()));
    }
    int[] size = Reference.ints(test.attribute("size"));
    boolean align = test.attribute("align_corners").getAsBoolean();
    return new Result(Upsampling.bilinear(x, size[0], size[1], align))
        .and("x", ResamplingRules.bilinear(x, size[0], size[1], align, test.cotangent()));
  }

  /** d²/2β where |d| is less than β, else |d| - β/2. */
  private static Result smoothL1(Case test) {
    Tensor x = test.input("x");
    boolean hasTarget = test.json().getAsJsonObject("inputs").has("y");
    Tensor y = hasTarget ? test.input("y") : x.mul(0);
    double beta = test.attribute("beta").getAsDouble();
    Tensor d = x.sub(y);
    Tensor mask = Comparisons.less(d.abs(), beta);
    Tensor each = Comparisons.where(mask, d.square().div(2 * beta), d.abs().sub(beta / 2));
    Tensor value = reduced(test, each);
    Tensor cotangent = spread(test, each, test.cotangent());
    ChoiceRules.Operands parts = ChoiceRules.where(mask, each, each, cotangent);
    Tensor near = ArithmeticRules.square(d, ArithmeticRules.div(d, 2 * beta, parts.a()).x());
    ArithmeticRules.Operands operands =
        ArithmeticRules.sub(x, y, near.add(ChoiceRules.abs(d, parts.b())));
    Result result = new Result(value).and("x", operands.a());
    return hasTarget ? result.and("y", operands.b()) : result;
  }

  private static Tensor reduced(Case test, Tensor each) {
    return switch (test.attribute("reduction").getAsString()) {
      case "mean" -> each.mean();
      case "sum" -> each.sum();
      default -> each;
    };
  }

  private static Tensor spread(Case test, Tensor each, Tensor cotangent) {
    return switch (test.attribute("reduction").getAsString()) {
      case "mean" -> SumRules.mean(each, new int[0], cotangent);
      case "sum" -> SumRules.sum(each, new int[0], cotangent);
      default -> cotangent;
    };
  }

  /** From log-probabilities, with a weight for each row: 0 where the label is to be ignored. */
  private static Result crossEntropy(Case test) {
    Tensor x = test.input("x");
    int[] labels = Reference.ints(test.attribute("label"));
    double[] weights = new double[labels.length];
    JsonElement classes = test.attribute("weight");
    for (int i = 0; i < labels.length; i++) {
      weights[i] = classes == null ? 1 : Reference.tensor(classes).get(Math.max(labels[i], 0));
      weights[i] = labels[i] < 0 ? 0 : weights[i];
      labels[i] = Math.max(labels[i], 0);
    }
    Tensor weight = Tensor.of(weights, weights.length);
    JsonElement reduction = test.attribute("reduction");
    boolean mean = reduction == null || reduction.getAsString().equals("mean");
    if (mean) {
      weight = weight.div(weight.sum());
    }
    Tensor logarithms = x.logSoftmax(1);
    Tensor each = Indexing.gather(logarithms, 1, labels).mul(weight).neg();
    boolean single = mean || reduction.getAsString().equals("sum");
    Tensor cotangent = test.cotangent();
    Tensor spread = single ? SumRules.sum(each, new int[0], cotangent) : cotangent;
    Tensor chosen = spread.neg().mul(weight);
    return new Result(single ? each.sum() : each)
        .and(
            "x",
            SoftmaxRules.logSoftmax(x, 1, IndexingRules.gather(logarithms, 1, labels, chosen)));
  }

  /** softplus(x) - x · target. */
  private static Result binaryCrossEntropy(Case test) {
    Tensor x = test.input("x");
    Tensor target = Reference.tensor(test.attribute("target"));
    Tensor each = Activations.softplus(x).sub(x.mul(target));
    Tensor cotangent = spread(test, each, test.cotangent());
    Tensor first = ActivationRules.softplus(x, cotangent);
    Tensor second = ArithmeticRules.mul(x, target, cotangent).a();
    return new Result(reduced(test, each)).and("x", first.sub(second));
  }

  private static Result linear(Case test) {
    Tensor x = test.input("x");
    Tensor w = test.input("w");
    Tensor b = test.input("b");
    Tensor product = Products.matmulTransposed(x, w);
    ArithmeticRules.Operands sum = ArithmeticRules.add(product, b, test.cotangent());
    ProductRules.Operands d = ProductRules.matmulTransposed(x, w, sum.a());
    return new Result(product.add(b)).and("x", d.a()).and("w", d.b()).and("b", sum.b());
  }

  private static Result region(Case test) {
    Tensor x = test.input("x");
    Tensor cotangent = test.cotangent();
    Tensor batched = cotangent.reshape(prepend(cotangent.shape()));
    int[] out = test.attribute("out") == null ? null : Reference.ints(test.attribute("out"));
    Tensor value;
    Tensor d;
    if (test.name().equals("roi_max_pool")) {
      Boxes boxes = boxes(test, "box_inclusive_feature_coords");
      value = Regions.maxPool(x, boxes, out[0], out[1]);
      d = RegionRules.maxPool(x, boxes, out[0], out[1], batched);
    } else if (test.name().equals("roi_align")) {
      Boxes boxes = boxes(test, "box");
      int ratio = test.number("sampling_ratio", 0);
      value = Regions.align(x, boxes, out[0], out[1], ratio);
      d = RegionRules.align(x, boxes, out[0], out[1], ratio, batched);
    } else {
      Boxes boxes = boxes(test, "box_exclusive");
      value = Regions.positionSensitive(x, boxes, 3);
      d = RegionRules.positionSensitive(x, boxes, 3, batched);
    }
    return new Result(Shapes.squeeze(value, 0)).and("x", d);
  }

  private static Boxes boxes(Case test, String attribute) {
    double[] corners = Reference.tensor(test.attribute(attribute)).toDoubles();
    return new Boxes(new int[] {0}, new double[][] {corners});
  }

  private static int[] prepend(int[] shape) {
    int[] result = new int[shape.length + 1];
    result[0] = 1;
    System.arraycopy(shape, 0, result, 1, shape.length);
    return result;
  }

  private static Result function(Case test) {
    Tensor x = test.input("x");
    Tensor c = test.cotangent();
    return switch (test.name()) {
      case "softmax" -> new Result(x.softmax(1)).and("x", SoftmaxRules.softmax(x, 1, c));
      case "log_softmax" -> new Result(x.logSoftmax(1)).and("x", SoftmaxRules.logSoftmax(x, 1, c));
      case "act_relu" -> new Result(x.relu()).and("x", ActivationRules.relu(x, c));
      case "act_leaky_relu_0.2" ->
          new Result(Activations.leakyRelu(x, 0.2))
              .and("x", ActivationRules.leakyRelu(x, 0.2, c).x());
      case "act_tanh" -> new Result(x.tanh()).and("x", FunctionRules.tanh(x, c));
      case "act_sigmoid" -> new Result(x.sigmoid()).and("x", FunctionRules.sigmoid(x, c));
      case "act_softplus" ->
          new Result(Activations.softplus(x)).and("x", ActivationRules.softplus(x, c));
      case "act_gelu" -> new Result(Activations.gelu(x)).and("x", ActivationRules.gelu(x, c));
      case "act_elu" ->
          new Result(Activations.elu(x, 1)).and("x", ActivationRules.elu(x, 1, c).x());
      case "act_logsigmoid" ->
          new Result(Activations.logSigmoid(x)).and("x", ActivationRules.logSigmoid(x, c));
      case "act_abs" -> new Result(x.abs()).and("x", ChoiceRules.abs(x, c));
      case "act_exp" -> new Result(x.exp()).and("x", FunctionRules.exp(x, c));
      default -> throw new AssertionError("a case that nobody tests: " + test);
    };
  }
}
