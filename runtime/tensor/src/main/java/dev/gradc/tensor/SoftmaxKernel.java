package dev.gradc.tensor;

/** Softmax along one axis, from the largest element down, so that nothing overflows. */
final class SoftmaxKernel {

  private SoftmaxKernel() {}

  static Tensor softmax(Tensor x, int axis, Tensor into) {
    return run("softmax", x, axis, false, into);
  }

  static Tensor logSoftmax(Tensor x, int axis, Tensor into) {
    return run("logSoftmax", x, axis, true, into);
  }

  private static Tensor run(String operation, Tensor x, int axis, boolean log, Tensor into) {
    int[] shape = x.dimensions();
    int along = Dimensions.axis(operation, axis, shape);
    int length = shape[along];
    int inner = Dimensions.product(shape, along + 1, shape.length);
    int rows = length == 0 ? 0 : x.size() / length;
    Tensor result = Tensor.reuse(into, x.dtype(), shape);
    double[] row = Workspace.accumulators(0, length);
    for (int i = 0; i < rows; i++) {
      int start = i / inner * length * inner + i % inner;
      for (int k = 0; k < length; k++) {
        row[k] = x.storage().get(start + k * inner);
      }
      change(row, length, log);
      for (int k = 0; k < length; k++) {
        result.storage().set(start + k * inner, row[k]);
      }
    }
    return result;
  }

  private static void change(double[] row, int length, boolean log) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < length; k++) {
      largest = Math.max(largest, row[k]);
    }
    double sum = 0;
    for (int k = 0; k < length; k++) {
      row[k] -= largest;
      double power = Math.exp(row[k]);
      sum += power;
      row[k] = log ? row[k] : power;
    }
    double logarithm = log ? Math.log(sum) : 0;
    for (int k = 0; k < length; k++) {
      row[k] = log ? row[k] - logarithm : row[k] / sum;
    }
  }
}
