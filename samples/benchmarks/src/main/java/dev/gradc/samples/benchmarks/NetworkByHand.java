package dev.gradc.samples.benchmarks;

import dev.gradc.nn.Linear;
import dev.ludovic.netlib.blas.BLAS;
import java.util.Arrays;

/**
 * Value and gradient of {@link Network#loss} as one would write them over arrays: matrix products
 * by the library that tensors use too, and everything else in loops.
 */
final class NetworkByHand {

  private static final BLAS LIBRARY = BLAS.getInstance();

  private final int batch;
  private final int in;
  private final int units;
  private final int classes;
  private final float[] examples;
  private final int[] labels;
  private final Layer hidden;
  private final Layer scores;
  private final Layer hiddenGradient;
  private final Layer scoresGradient;
  private final float[] hiddenOutput;
  private final float[] hiddenAdjoint;
  private final float[] output;

  /** Weights row by row, and biases. */
  record Layer(float[] weight, float[] bias) {

    static Layer of(Linear layer) {
      return new Layer(
          Floats.narrow(layer.weight().toDoubles()), Floats.narrow(layer.bias().toDoubles()));
    }

    Layer zeros() {
      return new Layer(new float[weight.length], new float[bias.length]);
    }
  }

  /** Keeps what it needs from call to call. */
  NetworkByHand(NetworkInput input) {
    batch = input.examples().dim(0);
    in = input.examples().dim(1);
    hidden = Layer.of(input.network().hidden());
    scores = Layer.of(input.network().scores());
    units = hidden.bias.length;
    classes = scores.bias.length;
    examples = Floats.narrow(input.examples().toDoubles());
    labels = input.labels();
    hiddenGradient = hidden.zeros();
    scoresGradient = scores.zeros();
    hiddenOutput = new float[batch * units];
    hiddenAdjoint = new float[batch * units];
    output = new float[batch * classes];
  }

  /** The gradient by the first layer, of the last step. */
  Layer hiddenGradient() {
    return hiddenGradient;
  }

  /** The gradient by the second layer, of the last step. */
  Layer scoresGradient() {
    return scoresGradient;
  }

  /** Writes the gradient, and gives the value. */
  double step() {
    rowsTimesRows(examples, hidden.weight, batch, in, units, hiddenOutput);
    for (int i = 0; i < batch; i++) {
      for (int j = 0; j < units; j++) {
        int at = i * units + j;
        hiddenOutput[at] = Math.max(hiddenOutput[at] + hidden.bias[j], 0);
      }
    }
    rowsTimesRows(hiddenOutput, scores.weight, batch, units, classes, output);
    double loss = softmax();
    columnsTimesColumns(output, hiddenOutput, classes, batch, units, scoresGradient.weight);
    sumRows(output, classes, scoresGradient.bias);
    product(output, scores.weight, batch, classes, units, hiddenAdjoint);
    for (int at = 0; at < hiddenAdjoint.length; at++) {
      hiddenAdjoint[at] = hiddenOutput[at] > 0 ? hiddenAdjoint[at] : 0;
    }
    columnsTimesColumns(hiddenAdjoint, examples, units, batch, in, hiddenGradient.weight);
    sumRows(hiddenAdjoint, units, hiddenGradient.bias);
    return loss;
  }

  /** From products to the adjoints of scores, in place; gives the mean loss. */
  private double softmax() {
    double loss = 0;
    for (int i = 0; i < batch; i++) {
      int row = i * classes;
      float largest = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < classes; j++) {
        output[row + j] += scores.bias[j];
        largest = Math.max(largest, output[row + j]);
      }
      double own = output[row + labels[i]] - largest;
      double sum = 0;
      for (int j = 0; j < classes; j++) {
        double power = Math.exp(output[row + j] - largest);
        output[row + j] = (float) power;
        sum += power;
      }
      loss += Math.log(sum) - own;
      float scale = (float) (1 / (sum * batch));
      for (int j = 0; j < classes; j++) {
        output[row + j] *= scale;
      }
      output[row + labels[i]] -= 1f / batch;
    }
    return loss / batch;
  }

  private static void sumRows(float[] matrix, int columns, float[] sums) {
    Arrays.fill(sums, 0);
    for (int row = 0; row < matrix.length; row += columns) {
      for (int j = 0; j < columns; j++) {
        sums[j] += matrix[row + j];
      }
    }
  }

  // BLAS has columns where there are rows here: to it every matrix is its transpose.

  /** c = a · b, a is [m, k]. */
  private static void product(float[] a, float[] b, int m, int k, int n, float[] c) {
    LIBRARY.sgemm("N", "N", n, m, k, 1, b, n, a, k, 0, c, n);
  }

  /** c = a · bᵀ, a is [m, k]. */
  private static void rowsTimesRows(float[] a, float[] b, int m, int k, int n, float[] c) {
    LIBRARY.sgemm("T", "N", n, m, k, 1, b, k, a, k, 0, c, n);
  }

  /** c = aᵀ · b, a is [k, m]. */
  private static void columnsTimesColumns(float[] a, float[] b, int m, int k, int n, float[] c) {
    LIBRARY.sgemm("N", "T", n, m, k, 1, b, n, a, m, 0, c, n);
  }
}
