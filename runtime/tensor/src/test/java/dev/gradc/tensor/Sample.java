package dev.gradc.tensor;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** An operation with arguments to test it at. */
record Sample(Class<?> type, String method, Object... arguments) {

  /** Numbers that are not near to one another or to integers, so that no kink is near. */
  static Tensor tensor(int... shape) {
    Random random = new Random(Arrays.hashCode(shape) + 17L);
    double[] numbers = new double[Dimensions.size(shape)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (random.nextInt(4000) - 2000) / 1000.0 + 0.0005 + i * 1e-6;
    }
    return Tensor.of(numbers, shape);
  }

  static Tensor other(int... shape) {
    return tensor(shape).mul(0.7).add(0.11003);
  }

  static Tensor positive(int... shape) {
    return tensor(shape).abs().add(0.3);
  }

  private static Sample of(Class<?> type, String method, Object... arguments) {
    return new Sample(type, method, arguments);
  }

  private static int[] ints(int... numbers) {
    return numbers;
  }

  static Stream<Sample> all() {
    return Stream.of(
            arithmetic(),
            functions(),
            overAxes(),
            products(),
            shapes(),
            indexing(),
            pictures(),
            normal(),
            conversions())
        .flatMap(samples -> samples);
  }

  private static Stream<Sample> arithmetic() {
    Stream.Builder<Sample> samples = Stream.builder();
    for (String name : new String[] {"add", "sub", "mul", "div", "maximum", "minimum"}) {
      samples.add(of(Tensor.class, name, tensor(2, 3), other(2, 3)));
      samples.add(of(Tensor.class, name, tensor(2, 3), other(3)));
      samples.add(of(Tensor.class, name, tensor(3), other(2, 1)));
      samples.add(of(Tensor.class, name, tensor(2, 1, 4), other(1, 3, 1)));
      samples.add(of(Tensor.class, name, tensor(), other(2, 2)));
      samples.add(of(Tensor.class, name, tensor(0, 3), other(3)));
      samples.add(of(Tensor.class, name, tensor(1), other(0, 1)));
    }
    for (String name : new String[] {"add", "sub", "mul", "div"}) {
      samples.add(of(Tensor.class, name, tensor(2, 3), 1.7));
      samples.add(of(Tensor.class, name, tensor(0), -0.3));
    }
    samples.add(of(Tensor.class, "pow", positive(2, 3), 1.7));
    samples.add(of(Tensor.class, "pow", positive(4), -2.0));
    samples.add(of(Tensor.class, "pow", positive(4), 0.0));
    samples.add(of(Functions.class, "pow", positive(2, 3), tensor(3)));
    samples.add(of(Functions.class, "pow", positive(3), Tensor.of(new double[] {0, 1, 2}, 3)));
    samples.add(of(Tensor.class, "clamp", tensor(3, 4), -0.7, 0.9));
    return samples.build();
  }

  private static Stream<Sample> functions() {
    Stream.Builder<Sample> samples = Stream.builder();
    for (String name : List.of("neg", "exp", "square", "abs", "tanh", "sigmoid", "relu", "copy")) {
      samples.add(of(Tensor.class, name, tensor(2, 3)));
      samples.add(of(Tensor.class, name, tensor()));
      samples.add(of(Tensor.class, name, tensor(2, 0)));
    }
    for (String name : List.of("expm1", "sin", "cos", "erf", "normalDistribution")) {
      samples.add(of(Functions.class, name, tensor(2, 3)));
    }
    for (String name : List.of("gelu", "softplus", "logSigmoid")) {
      samples.add(of(Activations.class, name, tensor(2, 3)));
    }
    samples.add(of(Tensor.class, "log", positive(5)));
    samples.add(of(Tensor.class, "sqrt", positive(5)));
    samples.add(of(Functions.class, "rsqrt", positive(5)));
    samples.add(of(Functions.class, "log1p", positive(5)));
    samples.add(of(Activations.class, "leakyRelu", tensor(3, 3), 0.2));
    samples.add(of(Activations.class, "elu", tensor(3, 3), 1.3));
    Tensor mask = Comparisons.greater(tensor(3), 0);
    samples.add(of(Comparisons.class, "where", mask, tensor(2, 3), other(2, 3)));
    samples.add(of(Comparisons.class, "where", mask, tensor(2, 1), other(3)));
    Tensor large = Comparisons.greater(tensor(2, 2, 1), 0);
    samples.add(of(Comparisons.class, "where", large, tensor(3), other(1)));
    return samples.build();
  }

  private static Stream<Sample> overAxes() {
    Stream.Builder<Sample> samples = Stream.builder();
    Tensor x = tensor(2, 3, 4);
    for (int[] axes : new int[][] {{}, {0}, {1}, {-1}, {0, 2}, {2, 1}}) {
      for (String name : List.of("sum", "mean", "max", "min")) {
        samples.add(of(Tensor.class, name, x, axes));
      }
      for (String name : List.of("sum", "mean", "max", "min", "norm", "logSumExp")) {
        samples.add(of(Reductions.class, name, x, true, axes));
        samples.add(of(Reductions.class, name, x, false, axes));
      }
      samples.add(of(Reductions.class, "variance", x, 0, true, axes));
      samples.add(of(Reductions.class, "variance", x, 1, false, axes));
    }
    for (String name : List.of("sum", "mean")) {
      samples.add(of(Tensor.class, name, tensor(0, 3), ints(1)));
      samples.add(of(Tensor.class, name, tensor(), ints()));
    }
    samples.add(of(Tensor.class, "sum", tensor(0, 3), ints(0)));
    samples.add(of(Tensor.class, "max", tensor(1), ints(0)));
    samples.add(of(Reductions.class, "logSumExp", tensor(3, 0), false, ints(1)));
    for (String name : List.of("softmax", "logSoftmax")) {
      samples.add(of(Tensor.class, name, x, 0));
      samples.add(of(Tensor.class, name, x, 1));
      samples.add(of(Tensor.class, name, x, -1));
      samples.add(of(Tensor.class, name, tensor(0, 3), 1));
      samples.add(of(Tensor.class, name, tensor(3, 0), 1));
    }
    return samples.build();
  }

  private static Stream<Sample> products() {
    return Stream.of(
        of(Tensor.class, "matmul", tensor(3, 4), other(4, 2)),
        of(Tensor.class, "matmul", tensor(2, 3, 4), other(4, 5)),
        of(Tensor.class, "matmul", tensor(2, 3, 4), other(2, 4, 5)),
        of(Tensor.class, "matmul", tensor(3, 4), other(2, 4, 5)),
        of(Tensor.class, "matmul", tensor(2, 1, 3, 4), other(3, 4, 2)),
        of(Tensor.class, "matmul", tensor(1, 1), other(1, 1)),
        of(Tensor.class, "matmul", tensor(2, 0), other(0, 3)),
        of(Tensor.class, "matmul", tensor(0, 2), other(2, 3)),
        of(Tensor.class, "matmul", tensor(0, 2, 2), other(2, 3)),
        of(Products.class, "matmulTransposed", tensor(3, 4), other(2, 4)),
        of(Products.class, "matmulTransposed", tensor(2, 3, 4), other(5, 4)),
        of(Products.class, "matmulTransposed", tensor(3, 4), other(2, 5, 4)),
        of(Products.class, "transposedMatmul", tensor(4, 3), other(4, 2)),
        of(Products.class, "transposedMatmul", tensor(2, 4, 3), other(4, 2)),
        of(Products.class, "transposedMatmul", tensor(4, 3), other(2, 4, 5)));
  }

  private static Stream<Sample> shapes() {
    return Stream.of(
        of(Tensor.class, "transpose", tensor(3, 4)),
        of(Tensor.class, "transpose", tensor(2, 3, 4)),
        of(Tensor.class, "reshape", tensor(2, 6), ints(3, -1)),
        of(Tensor.class, "reshape", tensor(0, 6), ints(0, 2, 3)),
        of(Tensor.class, "reshape", tensor(1, 1), ints()),
        of(Tensor.class, "slice", tensor(3, 4), 0, 1, 3),
        of(Tensor.class, "slice", tensor(3, 4, 2), -2, 0, 3),
        of(Tensor.class, "slice", tensor(3, 4), 1, 2, 2),
        of(Shapes.class, "permute", tensor(2, 3, 4), ints(2, 0, 1)),
        of(Shapes.class, "permute", tensor(2, 3, 4), ints(-2, 0, -1)),
        of(Shapes.class, "permute", tensor(), ints()),
        of(Shapes.class, "broadcastTo", tensor(3, 1), ints(2, 3, 4)),
        of(Shapes.class, "broadcastTo", tensor(), ints(2, 2)),
        of(Shapes.class, "broadcastTo", tensor(1), ints(0)),
        of(Shapes.class, "sumTo", tensor(2, 3, 4), ints(3, 1)),
        of(Shapes.class, "sumTo", tensor(2, 3, 4), ints(2, 3, 4)),
        of(Shapes.class, "sumTo", tensor(0, 3), ints(3)),
        of(Shapes.class, "pad", tensor(2, 3), 1, 1, 2),
        of(Shapes.class, "pad", tensor(2, 3), 0, 0, 1),
        of(Shapes.class, "concat", tensor(2, 3), other(2, 1), 1),
        of(Shapes.class, "concat", tensor(2, 3, 2), other(0, 3, 2), -3),
        of(Shapes.class, "unsqueeze", tensor(2, 3), 2),
        of(Shapes.class, "unsqueeze", tensor(2, 3), 0),
        of(Shapes.class, "squeeze", tensor(2, 1, 3), 1),
        of(Shapes.class, "flatten", tensor(2, 3, 4), 1));
  }

  private static Stream<Sample> indexing() {
    return Stream.of(
        of(Indexing.class, "gather", tensor(3, 4), 1, ints(2, 0, 3)),
        of(Indexing.class, "gather", tensor(3, 4), 0, ints(2, 0, 1, 2)),
        of(Indexing.class, "gather", tensor(2, 3, 2), -2, ints(2, 0, 1, 2)),
        of(Indexing.class, "gather", tensor(0, 4), 1, ints()),
        of(Indexing.class, "scatter", tensor(3), 1, ints(2, 0, 3), 4),
        of(Indexing.class, "scatter", tensor(2, 2), -2, ints(2, 0, 1, 2), 3),
        of(Indexing.class, "indexSelect", tensor(3, 4), 0, ints(2, 0, 2)),
        of(Indexing.class, "indexSelect", tensor(3, 4), 1, ints(3)),
        of(Indexing.class, "indexAdd", tensor(3, 4), 0, ints(2, 0, 2), 5),
        of(Indexing.class, "indexAdd", tensor(2, 3), 1, ints(1, 1, 1), 2),
        of(Indexing.class, "take", tensor(3, 2), ints(5, -1, 0, 5), ints(2, 2)),
        of(Indexing.class, "scatterAdd", tensor(2, 2), ints(5, -1, 0, 5), ints(3, 2)));
  }

  private static Stream<Sample> pictures() {
    Sliding odd = Sliding.by(2, 1).padding(1, 2).dilation(2, 1);
    Boxes boxes = new Boxes(ints(1, 0), new double[][] {{0.7, 1.2, 3.6, 4.1}, {-1, 2, 9, 3}});
    Resampling map = Pooling.averaging(4, 5, 2, 3, odd);
    return Stream.of(
        of(Convolution.class, "conv2d", tensor(2, 3, 6, 5), other(4, 3, 3, 2), odd),
        of(Convolution.class, "conv2d", tensor(2, 3, 4, 5), other(2, 3, 1, 1), Sliding.by(1)),
        of(Convolution.class, "conv2d", tensor(0, 3, 4, 5), other(2, 3, 1, 1), Sliding.by(1)),
        of(Convolution.class, "conv2d", tensor(1, 1, 1, 1), other(1, 1, 1, 1), Sliding.by(3)),
        of(
            Convolution.class,
            "conv2d",
            tensor(2, 3, 6, 5),
            other(4, 3, 3, 2),
            tensor(4),
            Sliding.by(2).padding(1)),
        of(
            Convolution.class,
            "convTranspose2d",
            tensor(2, 3, 3, 4),
            other(3, 2, 3, 2),
            tensor(2),
            Sliding.by(2).padding(1),
            1),
        of(
            Convolution.class,
            "convTranspose2d",
            tensor(1, 2, 2, 2),
            other(2, 1, 1, 1),
            tensor(1),
            Sliding.by(1),
            0),
        of(Convolution.class, "backToPictures", tensor(2, 4, 3, 8), other(4, 3, 3, 2), odd, 7, 5),
        of(Convolution.class, "backToWeight", tensor(2, 3, 7, 5), other(2, 4, 3, 8), odd, 3, 2),
        of(Pooling.class, "maxPool2d", tensor(2, 2, 5, 6), 3, 2, Sliding.by(2).padding(1)),
        of(Pooling.class, "maxPool2d", tensor(1, 1, 5, 5), 2, 2, Sliding.by(1).dilation(2)),
        of(Pooling.class, "averagePool2d", tensor(2, 2, 5, 6), 3, 2, Sliding.by(2).padding(1)),
        of(Resampling.class, "resample", tensor(2, 3, 4, 5), map),
        of(Resampling.class, "resampleBack", tensor(2, 3, 2, 7), map, 2),
        of(Upsampling.class, "nearest", tensor(1, 2, 3, 4), 7, 5),
        of(Upsampling.class, "bilinear", tensor(1, 2, 3, 4), 7, 3, true),
        of(Upsampling.class, "bilinear", tensor(1, 2, 3, 4), 2, 9, false),
        of(Upsampling.class, "bilinear", tensor(1, 1, 1, 1), 1, 3, true),
        of(Regions.class, "maxPool", tensor(2, 2, 5, 6), boxes, 2, 3),
        of(Regions.class, "align", tensor(2, 2, 5, 6), boxes, 2, 3, 2),
        of(Regions.class, "align", tensor(2, 2, 5, 6), boxes, 2, 1, 0),
        of(Regions.class, "positionSensitive", tensor(2, 8, 5, 6), boxes, 2));
  }

  private static Stream<Sample> normal() {
    return Stream.of(
        of(Normalization.class, "standardize", tensor(3, 4), 1e-5, ints(1)),
        of(Normalization.class, "standardize", tensor(3, 2, 2), 0.1, ints(0, 2)),
        of(Normalization.class, "batchNorm", tensor(3, 2, 2, 2), other(2), tensor(2), 1e-5),
        of(Normalization.class, "batchNorm", tensor(4, 2), other(2), tensor(2), 1e-3),
        of(Normalization.class, "groupNorm", tensor(2, 4, 3), 2, other(4), tensor(4), 1e-5),
        of(Normalization.class, "layerNorm", tensor(2, 3, 4), other(4), tensor(4), 1e-5),
        of(Normalization.class, "layerNorm", tensor(2, 3, 4), other(3, 4), tensor(3, 4), 1e-5));
  }

  private static Stream<Sample> conversions() {
    return Stream.of(
        of(Tensor.class, "to", tensor(2, 3), DType.DOUBLE),
        of(Tensor.class, "item", tensor(1, 1)),
        of(Tensor.class, "get", tensor(2, 3), ints(1, 2)),
        of(Tensor.class, "full", DType.DOUBLE, 1.7, ints(2, 3)),
        of(Tensor.class, "scalar", -0.3),
        of(Tensor.class, "toDoubles", tensor(2, 3)),
        of(Tensor.class, "of", tensor(6).toDoubles(), ints(2, 3)));
  }

  /** The rule for the operation of this sample. */
  RuleIndex.Entry entry() {
    return RuleIndex.entries().stream()
        .filter(this::fits)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no rule for " + this));
  }

  private boolean fits(RuleIndex.Entry entry) {
    Method operation = entry.operation();
    if (operation.getDeclaringClass() != type || !operation.getName().equals(method)) {
      return false;
    }
    Class<?>[] parameters = entry.rule().getParameterTypes();
    if (entry.active().length != arguments.length) {
      return false;
    }
    for (int i = 0; i < arguments.length; i++) {
      if (boxed(parameters[i]) != arguments[i].getClass()) {
        return false;
      }
    }
    return true;
  }

  private static Class<?> boxed(Class<?> type) {
    return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(type.getSimpleName()).append('.').append(method);
    for (Object each : arguments) {
      text.append(' ');
      if (each instanceof Tensor tensor) {
        text.append(Arrays.toString(tensor.shape()));
      } else if (each instanceof int[] numbers) {
        text.append(Arrays.toString(numbers));
      } else {
        text.append(each instanceof double[] ? "array" : each.toString().replaceAll("@.*", ""));
      }
    }
    return text.toString();
  }
}
