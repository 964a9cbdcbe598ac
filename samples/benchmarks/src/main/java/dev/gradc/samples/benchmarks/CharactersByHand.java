package dev.gradc.samples.benchmarks;

import dev.gradc.samples.gradbench.CharacterInput;
import java.util.Arrays;

/**
 * The gradient of {@code lstm} as one would write it: seven numbers are kept for each unit and
 * character, one array for each of them.
 */
final class CharactersByHand {

  private final CharacterInput in;
  private final int layers;
  private final int b;
  private final double[][] forget;
  private final double[][] input;
  private final double[][] output;
  private final double[][] change;
  private final double[][] cell;
  private final double[][] cellTanh;
  private final double[][] hidden;
  private final double[][] first;
  private final double[] logits;
  private final double[][] share;
  private final double[][] hiddenAdjoint;
  private final double[][] cellAdjoint;
  private final double[] below;

  /** Keeps what it needs from call to call. */
  CharactersByHand(CharacterInput in) {
    this.in = in;
    layers = in.main().length / 2;
    b = in.extra()[0].length;
    int steps = in.sequence().length - 1;
    forget = new double[steps * layers][b];
    input = new double[steps * layers][b];
    output = new double[steps * layers][b];
    change = new double[steps * layers][b];
    cell = new double[steps * layers][b];
    cellTanh = new double[steps * layers][b];
    hidden = new double[steps * layers][b];
    first = new double[steps][b];
    logits = new double[b];
    share = new double[steps][b];
    hiddenAdjoint = new double[layers][b];
    cellAdjoint = new double[layers][b];
    below = new double[b];
  }

  /**
   * Adds to the gradient, and gives the value.
   *
   * @param main the gradient by the weights and biases of the layers
   * @param extra the gradient by the three rows of extra parameters
   */
  double addGradient(double[][] main, double[][] extra) {
    int steps = share.length;
    double total = 0;
    for (int t = 0; t < steps; t++) {
      total += forward(t);
    }
    for (int r = 0; r < layers; r++) {
      Arrays.fill(hiddenAdjoint[r], 0);
      Arrays.fill(cellAdjoint[r], 0);
    }
    double scale = -1.0 / (b * steps);
    for (int t = steps - 1; t >= 0; t--) {
      backward(t, scale, main, extra);
    }
    return scale * total;
  }

  private double forward(int t) {
    double[] character = in.sequence()[t];
    double[] weightIn = in.extra()[0];
    double[] u = first[t];
    for (int j = 0; j < b; j++) {
      u[j] = character[j] * weightIn[j];
    }
    for (int r = 0; r < layers; r++) {
      int at = t * layers + r;
      layer(r, at, u, hiddenBefore(t, r), cellBefore(t, r));
      u = hidden[at];
    }
    return score(t, u);
  }

  private double[] hiddenBefore(int t, int r) {
    return t == 0 ? in.state()[2 * r] : hidden[(t - 1) * layers + r];
  }

  private double[] cellBefore(int t, int r) {
    return t == 0 ? in.state()[2 * r + 1] : cell[(t - 1) * layers + r];
  }

  private void layer(int r, int at, double[] u, double[] hiddenBefore, double[] cellBefore) {
    double[] weight = in.main()[2 * r];
    double[] bias = in.main()[2 * r + 1];
    for (int j = 0; j < b; j++) {
      double forgotten = sigmoid(u[j] * weight[j] + bias[j]);
      double taken = sigmoid(hiddenBefore[j] * weight[b + j] + bias[b + j]);
      double given = sigmoid(u[j] * weight[2 * b + j] + bias[2 * b + j]);
      double changed = Math.tanh(hiddenBefore[j] * weight[3 * b + j] + bias[3 * b + j]);
      double now = cellBefore[j] * forgotten + taken * changed;
      double tanh = Math.tanh(now);
      forget[at][j] = forgotten;
      input[at][j] = taken;
      output[at][j] = given;
      change[at][j] = changed;
      cell[at][j] = now;
      cellTanh[at][j] = tanh;
      hidden[at][j] = given * tanh;
    }
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /** The log-likelihood of the next character, and the shares that its derivative needs. */
  private double score(int t, double[] u) {
    double[] weight = in.extra()[1];
    double[] bias = in.extra()[2];
    double[] next = in.sequence()[t + 1];
    double[] powers = share[t];
    double sum = 2;
    for (int j = 0; j < b; j++) {
      logits[j] = u[j] * weight[j] + bias[j];
      powers[j] = Math.exp(logits[j]);
      sum += powers[j];
    }
    double z = Math.log(sum);
    double total = 0;
    double bits = 0;
    for (int j = 0; j < b; j++) {
      total += next[j] * (logits[j] - z);
      bits += next[j];
    }
    double scale = bits / sum;
    for (int j = 0; j < b; j++) {
      powers[j] *= scale;
    }
    return total;
  }

  private void backward(int t, double scale, double[][] main, double[][] extra) {
    double[] next = in.sequence()[t + 1];
    double[] top = hidden[t * layers + layers - 1];
    for (int j = 0; j < b; j++) {
      double adjoint = scale * (next[j] - share[t][j]);
      extra[1][j] += adjoint * top[j];
      extra[2][j] += adjoint;
      below[j] = adjoint * in.extra()[1][j];
    }
    for (int r = layers - 1; r >= 0; r--) {
      layerBackward(t, r, main[2 * r], main[2 * r + 1]);
    }
    double[] character = in.sequence()[t];
    for (int j = 0; j < b; j++) {
      extra[0][j] += below[j] * character[j];
    }
  }

  /** From the adjoint of the layer's output, in {@code below}, to that of its input. */
  private void layerBackward(int t, int r, double[] weightAdjoint, double[] biasAdjoint) {
    int at = t * layers + r;
    double[] u = r == 0 ? first[t] : hidden[at - 1];
    double[] hiddenBefore = hiddenBefore(t, r);
    double[] cellBefore = cellBefore(t, r);
    double[] weight = in.main()[2 * r];
    for (int j = 0; j < b; j++) {
      double forgotten = forget[at][j];
      double taken = input[at][j];
      double given = output[at][j];
      double changed = change[at][j];
      double tanh = cellTanh[at][j];
      double ofHidden = below[j] + hiddenAdjoint[r][j];
      double ofCell = cellAdjoint[r][j] + ofHidden * given * (1 - tanh * tanh);
      double ofForget = ofCell * cellBefore[j] * forgotten * (1 - forgotten);
      double ofInput = ofCell * changed * taken * (1 - taken);
      double ofOutput = ofHidden * tanh * given * (1 - given);
      double ofChange = ofCell * taken * (1 - changed * changed);
      weightAdjoint[j] += ofForget * u[j];
      weightAdjoint[b + j] += ofInput * hiddenBefore[j];
      weightAdjoint[2 * b + j] += ofOutput * u[j];
      weightAdjoint[3 * b + j] += ofChange * hiddenBefore[j];
      biasAdjoint[j] += ofForget;
      biasAdjoint[b + j] += ofInput;
      biasAdjoint[2 * b + j] += ofOutput;
      biasAdjoint[3 * b + j] += ofChange;
      below[j] = ofForget * weight[j] + ofOutput * weight[2 * b + j];
      hiddenAdjoint[r][j] = ofInput * weight[b + j] + ofChange * weight[3 * b + j];
      cellAdjoint[r][j] = ofCell * forgotten;
    }
  }
}
