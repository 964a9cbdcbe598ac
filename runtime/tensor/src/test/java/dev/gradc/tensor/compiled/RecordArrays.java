package dev.gradc.tensor.compiled;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.nn.Linear;
import dev.gradc.nn.Losses;
import dev.gradc.tensor.Tensor;

/** Models whose layers are in arrays, which generated code takes apart into arrays of tensors. */
final class RecordArrays {

  private RecordArrays() {}

  record Block(Linear[] layers, Tensor scale) {}

  record Point(double x, double y) {}

  sealed interface Layer permits Affine, Scaled {}

  record Affine(Tensor weight, Tensor bias) implements Layer {}

  record Scaled(Tensor factor) implements Layer {}

  @Differentiable
  static double layers(Linear[] layers, @Detach Tensor data) {
    Tensor state = data;
    for (Linear layer : layers) {
      state = layer.apply(state).tanh();
    }
    return state.square().mean().item();
  }

  /** Too long for one method: generated code is cut into parts. */
  @Differentiable
  static double long20(Linear[] layers, @Detach Tensor data) {
    Tensor state = data;
    state = layers[0].apply(state).relu();
    state = layers[1].apply(state).tanh();
    state = layers[2].apply(state).sigmoid();
    state = layers[3].apply(state).relu();
    state = layers[0].apply(state).tanh();
    state = layers[1].apply(state).sigmoid();
    state = layers[2].apply(state).relu();
    state = layers[3].apply(state).tanh();
    state = layers[0].apply(state).sigmoid();
    state = layers[1].apply(state).relu();
    state = layers[2].apply(state).tanh();
    state = layers[3].apply(state).sigmoid();
    state = layers[0].apply(state).relu();
    state = layers[1].apply(state).tanh();
    state = layers[2].apply(state).sigmoid();
    state = layers[3].apply(state).relu();
    state = layers[0].apply(state).tanh();
    state = layers[1].apply(state).sigmoid();
    state = layers[2].apply(state).relu();
    state = layers[3].apply(state).tanh();
    return state.square().mean().item();
  }

  @Differentiable
  static double scores(Linear[] layers, Tensor x) {
    Tensor state = x;
    for (Linear layer : layers) {
      state = layer.apply(state).tanh();
    }
    return state.sum().item();
  }

  /** The derivative of a method with a loop over layers. */
  @Differentiable
  static double penalty(Linear[] layers, @Detach Tensor data) {
    return Losses.gradientPenalty(RecordArraysGrad.Scores.gradient(layers, data).x());
  }

  /** That of a loop without arrays. */
  @Differentiable
  static double repeated(Tensor weight, Tensor x, int count) {
    Tensor state = x;
    for (int i = 0; i < count; i++) {
      state = state.mul(weight).tanh();
    }
    return state.sum().item();
  }

  @Differentiable
  static double repeatedPenalty(Tensor weight, @Detach Tensor data, int count) {
    return Losses.gradientPenalty(RecordArraysGrad.Repeated.gradient(weight, data, count).x());
  }

  /** States in arrays that the method makes, of tensors and of rows of them. */
  @Differentiable
  static double states(Linear[] layers, @Detach Tensor data) {
    Tensor[] states = new Tensor[layers.length + 1];
    Tensor[][] rows = new Tensor[2][];
    states[0] = data;
    for (int i = 0; i < layers.length; i++) {
      states[i + 1] = layers[i].apply(states[i]).tanh();
      Tensor[] pair = new Tensor[2];
      pair[0] = states[i + 1].square();
      pair[1] = pair[0].mul(states[i + 1]);
      rows[i % 2] = pair;
    }
    Tensor sum = rows[0][0].add(rows[1][1]);
    for (int i = 1; i < states.length; i++) {
      sum = sum.add(states[i]);
    }
    return sum.square().mean().item();
  }

  /** Arrays in the records of an array, whose tensors are in arrays of arrays. */
  @Differentiable
  static double blocks(Block[] blocks, @Detach Tensor data) {
    Tensor state = data;
    for (Block block : blocks) {
      for (Linear layer : block.layers()) {
        state = layer.apply(state).tanh();
      }
      state = state.mul(block.scale());
    }
    return state.square().mean().item();
  }

  @Differentiable
  static double kinds(Layer[] layers, @Detach Tensor data) {
    Tensor state = data;
    for (Layer layer : layers) {
      if (layer instanceof Affine affine) {
        state = state.mul(affine.weight()).add(affine.bias());
      } else if (layer instanceof Scaled scaled) {
        state = state.mul(scaled.factor());
      }
      state = state.tanh();
    }
    return state.square().mean().item();
  }

  /** Numbers in records, some of which are exchanged on the way. */
  @Differentiable
  static double points(Point[] points) {
    double sum = 0;
    for (int i = 0; i + 1 < points.length; i++) {
      sum += points[i].x() * points[i + 1].y() + Math.sin(points[i].y());
    }
    return sum;
  }

  /** Of the rows that its arrays hold one is as long as the other; only the first one is read. */
  record Rows(double[] read, double[] ignored) {}

  /** Arrays of numbers in records, and rows of records. */
  @Differentiable
  static double rows(Rows[] rows, Point[][] points) {
    double sum = 0;
    for (Rows row : rows) {
      for (int i = 0; i < row.read().length; i++) {
        sum += Math.sin(row.read()[i]) * (i + 2);
      }
    }
    for (Point[] row : points) {
      for (Point point : row) {
        sum += point.x() * point.y() * point.y();
      }
    }
    return sum;
  }

  sealed interface Term permits Polynomial, Bilinear, Power {}

  record Polynomial(double[] coefficients) implements Term {}

  record Bilinear(double[][] rows) implements Term {}

  record Power(double exponent) implements Term {}

  private static double valueOf(Term term, double x) {
    double value = 0;
    if (term instanceof Polynomial polynomial) {
      for (double coefficient : polynomial.coefficients()) {
        value = value * x + coefficient;
      }
    } else if (term instanceof Bilinear bilinear) {
      for (double[] row : bilinear.rows()) {
        for (double entry : row) {
          value += Math.sin(entry * x);
        }
      }
    } else if (term instanceof Power power) {
      value = Math.exp(power.exponent() * x);
    }
    return value;
  }

  /** Cases of which some have arrays. */
  @Differentiable
  static double terms(Term first, Term[] others, double x) {
    double value = valueOf(first, x);
    for (Term other : others) {
      value += valueOf(other, 0.5 * x) * x;
    }
    return value;
  }

  /** Puts another one into an array of its own. */
  @Differentiable
  static double replaced(Block[] blocks, @Detach Tensor data) {
    Block[] own = blocks.clone();
    own[0] = new Block(blocks[1].layers(), blocks[0].scale().square());
    return blocks(own, data);
  }
}
