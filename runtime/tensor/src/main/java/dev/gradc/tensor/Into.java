package dev.gradc.tensor;

/**
 * The operations of {@link Tensor} in the form that writes the result into a tensor that is there
 * already, so that whoever runs the same step again and again allocates nothing. The first argument
 * is the tensor whose method it is. The last one, {@code into}, may be null; if it has the shape
 * and type of the result it is overwritten and given back, else a new tensor is. It may be an
 * argument of operations on each element, and of no others, which throw then.
 *
 * <p>Operations that are static methods have such a form beside them, with {@code into} as one more
 * parameter.
 */
public final class Into {

  private static final int[] NO_AXES = {};

  private Into() {}

  public static Tensor full(DType dtype, double number, int[] shape, Tensor into) {
    Tensor result = Tensor.reuse(into, dtype, shape);
    result.storage().fill(number);
    return result;
  }

  public static Tensor zeros(DType dtype, int[] shape, Tensor into) {
    return full(dtype, 0, shape, into);
  }

  public static Tensor of(double[] numbers, int[] shape, Tensor into) {
    Tensor.checkFills(numbers.length, shape);
    Tensor result = Tensor.reuse(into, DType.DOUBLE, shape);
    System.arraycopy(numbers, 0, result.storage().doubles(), 0, numbers.length);
    return result;
  }

  public static Tensor of(float[] numbers, int[] shape, Tensor into) {
    Tensor.checkFills(numbers.length, shape);
    Tensor result = Tensor.reuse(into, DType.FLOAT, shape);
    System.arraycopy(numbers, 0, result.storage().floats(), 0, numbers.length);
    return result;
  }

  public static Tensor scalar(double number, Tensor into) {
    return full(DType.DOUBLE, number, NO_AXES, into);
  }

  public static Tensor copy(Tensor x, Tensor into) {
    Tensor result = Tensor.reuse(into, x.dtype(), x.dimensions());
    x.storage().copyTo(0, result.storage(), 0, x.size());
    return result;
  }

  public static Tensor to(Tensor x, DType dtype, Tensor into) {
    if (dtype == x.dtype()) {
      return copy(x, into);
    }
    Tensor result = Tensor.reuse(into, dtype, x.dimensions());
    for (int i = 0; i < x.size(); i++) {
      result.storage().set(i, x.storage().get(i));
    }
    return result;
  }

  public static Tensor add(Tensor a, Tensor b, Tensor into) {
    return Elementwise.binary("add", ArithmeticKernel.ADD, a, b, into);
  }

  public static Tensor add(Tensor x, double number, Tensor into) {
    return Elementwise.withNumber(ArithmeticKernel.ADD, x, number, into);
  }

  public static Tensor sub(Tensor a, Tensor b, Tensor into) {
    return Elementwise.binary("sub", ArithmeticKernel.SUB, a, b, into);
  }

  public static Tensor sub(Tensor x, double number, Tensor into) {
    return Elementwise.withNumber(ArithmeticKernel.SUB, x, number, into);
  }

  public static Tensor mul(Tensor a, Tensor b, Tensor into) {
    return Elementwise.binary("mul", ArithmeticKernel.MUL, a, b, into);
  }

  public static Tensor mul(Tensor x, double number, Tensor into) {
    return Elementwise.withNumber(ArithmeticKernel.MUL, x, number, into);
  }

  public static Tensor div(Tensor a, Tensor b, Tensor into) {
    return Elementwise.binary("div", ArithmeticKernel.DIV, a, b, into);
  }

  public static Tensor div(Tensor x, double number, Tensor into) {
    return Elementwise.withNumber(ArithmeticKernel.DIV, x, number, into);
  }

  public static Tensor neg(Tensor x, Tensor into) {
    return Elementwise.withNumber(ArithmeticKernel.MUL, x, -1, into);
  }

  public static Tensor pow(Tensor x, double exponent, Tensor into) {
    return Elementwise.map(
        (v, power, none) -> ElementFunctions.pow(v, power), x, exponent, 0, into);
  }

  public static Tensor maximum(Tensor a, Tensor b, Tensor into) {
    return Elementwise.binary("maximum", ArithmeticKernel.MAX, a, b, into);
  }

  public static Tensor minimum(Tensor a, Tensor b, Tensor into) {
    return Elementwise.binary("minimum", ArithmeticKernel.MIN, a, b, into);
  }

  public static Tensor clamp(Tensor x, double low, double high, Tensor into) {
    if (!(low <= high)) {
      throw new IllegalArgumentException("clamp: no number is from " + low + " to " + high);
    }
    return Elementwise.map((v, from, to) -> Math.min(Math.max(v, from), to), x, low, high, into);
  }

  public static Tensor exp(Tensor x, Tensor into) {
    return Elementwise.map(Math::exp, x, into);
  }

  public static Tensor log(Tensor x, Tensor into) {
    return Elementwise.map(Math::log, x, into);
  }

  public static Tensor sqrt(Tensor x, Tensor into) {
    return Elementwise.map(Math::sqrt, x, into);
  }

  public static Tensor square(Tensor x, Tensor into) {
    return Elementwise.binary("square", ArithmeticKernel.MUL, x, x, into);
  }

  public static Tensor abs(Tensor x, Tensor into) {
    return Elementwise.map(Math::abs, x, into);
  }

  public static Tensor tanh(Tensor x, Tensor into) {
    return Elementwise.map(Math::tanh, x, into);
  }

  public static Tensor sigmoid(Tensor x, Tensor into) {
    return Elementwise.map(ElementFunctions::sigmoid, x, into);
  }

  public static Tensor relu(Tensor x, Tensor into) {
    return Elementwise.withNumber(ArithmeticKernel.MAX, x, 0, into);
  }

  public static Tensor sum(Tensor x, int[] axes, Tensor into) {
    return Reductions.sum(x, false, axes, into);
  }

  public static Tensor mean(Tensor x, int[] axes, Tensor into) {
    return Reductions.mean(x, false, axes, into);
  }

  public static Tensor max(Tensor x, int[] axes, Tensor into) {
    return Reductions.max(x, false, axes, into);
  }

  public static Tensor min(Tensor x, int[] axes, Tensor into) {
    return Reductions.min(x, false, axes, into);
  }

  public static Tensor softmax(Tensor x, int axis, Tensor into) {
    return SoftmaxKernel.softmax(x, axis, into);
  }

  public static Tensor logSoftmax(Tensor x, int axis, Tensor into) {
    return SoftmaxKernel.logSoftmax(x, axis, into);
  }

  public static Tensor matmul(Tensor a, Tensor b, Tensor into) {
    return MatrixProduct.of("matmul", a, false, b, false, into);
  }

  public static Tensor transpose(Tensor x, Tensor into) {
    return Shapes.swapLast(x, into);
  }

  public static Tensor reshape(Tensor x, int[] newShape, Tensor into) {
    int[] kept = Scratch.of(into).ints(Scratch.RESHAPED, newShape.length);
    int[] shape = Dimensions.completed(newShape, x.dimensions(), kept);
    Tensor result = Tensor.reuse(into, x.dtype(), shape);
    x.storage().copyTo(0, result.storage(), 0, x.size());
    return result;
  }

  public static Tensor slice(Tensor x, int axis, int from, int to, Tensor into) {
    return Shapes.cut(x, axis, from, to, into);
  }
}
