package dev.gradc.tensor.compiled;

import dev.gradc.Checkpoint;
import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;
import dev.gradc.tensor.Products;
import dev.gradc.tensor.Tensor;

/** Methods over arrays of tensors, and of records of them, as parameters and results. */
final class TensorArrays {

  private TensorArrays() {}

  record Linear(Tensor weight, Tensor bias) {
    Tensor apply(Tensor x) {
      return Products.matmulTransposed(x, weight).add(bias);
    }
  }

  record Network(Linear[] layers, Tensor[] scales, Linear last, double[] slope) {
    Tensor apply(Tensor x) {
      Tensor h = x;
      for (int i = 0; i < layers.length; i++) {
        h = layers[i].apply(h).tanh().mul(scales[i]).mul(slope[0]);
      }
      return last.apply(h);
    }
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double straight(Tensor x, Tensor[] weights) {
    return x.matmul(weights[0]).tanh().matmul(weights[1]).square().sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double loop(Tensor x, Tensor[] weights) {
    Tensor h = x;
    for (Tensor weight : weights) {
      h = h.matmul(weight).tanh();
    }
    return h.sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double layers(@Detach Tensor x, Linear[] layers) {
    Tensor h = x;
    for (Linear layer : layers) {
      h = layer.apply(h).tanh();
    }
    return h.square().mean().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double network(Network network, @Detach Tensor x) {
    return network.apply(x).square().sum().item();
  }

  /** What reaches the first element is the data itself, and nothing reaches the second. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double itself(Tensor[] weights, Tensor x) {
    return weights[0].mul(x).add(weights[2]).sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double rows(Tensor[][] weights, int skipped) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < weights[i].length; j++) {
        if (i != skipped) {
          sum += weights[i][j].exp().sum().item() * (i + 1);
        }
      }
    }
    return sum;
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor[] states(Tensor x, Tensor[] weights) {
    Tensor[] states = new Tensor[weights.length + 1];
    states[0] = x;
    for (int i = 0; i < weights.length; i++) {
      states[i + 1] = states[i].matmul(weights[i]).tanh();
    }
    return states;
  }

  /** Rows of the result that are filled under names of their own. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor[][] filledRows(Tensor x) {
    Tensor[][] states = new Tensor[2][2];
    Tensor[] first = states[0];
    first[0] = x.mul(2);
    first[1] = first[0].tanh();
    for (int i = 0; i < 2; i++) {
      states[1][i] = first[i].exp();
    }
    return states;
  }

  /** What is put into a row is in the array. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor[][] grid(Tensor x, Tensor[] weights) {
    Tensor[][] grid = new Tensor[weights.length][2];
    for (int i = 0; i < weights.length; i++) {
      grid[i][0] = weights[i].mul(x);
      grid[i][1] = grid[i][0].exp();
    }
    return grid;
  }

  /** Elements of the result that are elements of the parameter, or constants. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor[] given(Tensor[] weights, @Detach Tensor constant) {
    return new Tensor[] {weights[1], constant, weights[0].exp(), weights[1]};
  }

  record Found(Tensor[] states, double last, Linear[] layers) {}

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Found mixedResult(Tensor x, Linear[] layers) {
    Tensor[] states = new Tensor[layers.length];
    Tensor h = x;
    for (int i = 0; i < layers.length; i++) {
      h = layers[i].apply(h).tanh();
      states[i] = h;
    }
    Linear[] others = {new Linear(h.exp(), x), layers[0]};
    return new Found(states, h.sum().item(), others);
  }

  record Losses(double l1, double l2) {}

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Losses outputs(Tensor[] one, Tensor[] other, Tensor x) {
    Tensor h = x.mul(one[0]).tanh();
    return new Losses(h.mul(one[1]).sum().item(), h.mul(other[0]).exp().sum().item());
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double twice(Tensor[] weights, Tensor x) {
    Tensor[] same = weights;
    Tensor shared = same[0];
    return shared.mul(weights[0]).mul(x).sum().item() + same[1].square().mean().item();
  }

  private static double deep(Tensor[] weights, Tensor h, int i) {
    if (i == weights.length) {
      return h.sum().item();
    }
    return deep(weights, h.mul(weights[i]).tanh(), i + 1) + weights[i].square().sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double recursive(Tensor[] weights, Tensor x) {
    return deep(weights, x, 0);
  }

  /** Calls a method that is evaluated again on the way back, and adds to arrays of its caller. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double lent(Tensor[] weights, Tensor x) {
    Tensor[] others = {weights[0], x, weights[0]};
    return OtherArrays.deep(others, x, 0) * OtherArrays.deep(others, x.exp(), 1)
        + OtherArrays.deep(weights, others[1].mul(others[2]), 0);
  }

  /** Lends one array for two. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double lentTwice(Tensor[] weights, Tensor x) {
    return OtherArrays.product(weights, weights, x)
        + OtherArrays.product(weights, weights, x.exp());
  }

  /** Each iteration lends the same array to the same call, which writes its tensors again. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double lentInLoop(Tensor[] weights, Tensor x) {
    double sum = 0;
    Tensor h = x;
    for (int i = 0; i < 3; i++) {
      sum += OtherArrays.product(weights, weights, h) * (i + 1);
      h = h.tanh();
    }
    return sum;
  }

  @Checkpoint
  private static Tensor step(Tensor[] weights, int i, Tensor h) {
    return h.mul(weights[i]).tanh().add(weights[0]);
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double checkpointed(Tensor[] weights, Tensor x) {
    return step(weights, 1, step(weights, 2, x)).sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double checkpointedLoop(Tensor[] weights, Tensor x, int n) {
    Tensor h = x;
    for (@Checkpoint int i = 0; i < n; i++) {
      h = h.mul(weights[i % weights.length]).tanh().add(weights[0]);
    }
    return h.sum().item();
  }

  sealed interface Layer permits Weighted, Leaky {}

  record Weighted(Tensor weight, Linear[] parts) implements Layer {}

  record Leaky(double slope) implements Layer {}

  /** Of layers that have no weights their place in the array of weights is empty. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double cases(Layer[] layers, Tensor x) {
    Tensor h = x;
    for (Layer layer : layers) {
      if (layer instanceof Weighted weighted) {
        h = weighted.parts()[0].apply(h.matmul(weighted.weight())).tanh();
      } else if (layer instanceof Leaky leaky) {
        h = h.mul(leaky.slope());
      }
    }
    return h.square().sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor[] constants(@Detach Tensor[] constants, Tensor[] weights, Tensor x) {
    Tensor[] products = new Tensor[weights.length];
    for (int i = 0; i < products.length; i++) {
      products[i] = weights[i].mul(constants[i]).add(x);
    }
    return products;
  }

  /** Puts others in the places of an array of its own. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double changed(Tensor[] weights, Tensor x) {
    Tensor[] copy = weights.clone();
    copy[0] = copy[0].mul(copy[1]).tanh();
    copy[1] = copy[0].mul(x);
    double first = copy[1].square().sum().item();
    copy[1] = weights[1].exp();
    return first + copy[1].mul(weights[0]).sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double callsItsLike(Tensor x, Tensor[] weights) {
    Tensor[] halves = new Tensor[weights.length];
    for (int i = 0; i < halves.length; i++) {
      halves[i] = weights[i].mul(0.5);
    }
    return loop(x, halves) + loop(x.mul(2), weights) + OtherArrays.norm(weights);
  }

  /** A gradient penalty: derivatives of the derivatives by arrays. */
  @Differentiable
  static double penalty(Tensor[] weights, @Detach Tensor x) {
    Tensor[] gradient = TensorArraysGrad.Itself.gradient(weights, x).weights();
    double sum = 0;
    for (Tensor each : gradient) {
      sum += each.square().sum().item();
    }
    Linear[] layers = {new Linear(weights[0], x)};
    Linear[] inner = TensorArraysGrad.Layers.gradient(x, layers).layers();
    return sum + inner[0].weight().square().sum().item() + inner[0].bias().sum().item();
  }

  @Differentiable
  static double made(Tensor h, Tensor x) {
    Tensor[] rows = {h.mul(x), h.exp()};
    return rows[0].mul(rows[1]).mul(rows[0]).add(rows[1]).sum().item();
  }

  /** The arrays in which the inner derivatives add up cotangents are made in each iteration. */
  @Differentiable
  static double penaltiesInALoop(Tensor[] weights, Tensor x) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      Tensor[] halves = {weights[0].mul(0.5), weights[1].mul(weights[0]), weights[2]};
      Tensor[] gradient = TensorArraysGrad.Itself.gradient(halves, x).weights();
      sum += gradient[0].mul(gradient[1]).sum().item();
      sum += TensorArraysGrad.Made.gradient(halves[i % 2], x).h().square().sum().item();
    }
    return sum;
  }

  @Differentiable
  static double penaltyByTape(Tensor[] weights, Tensor x) {
    var tape = TensorArraysGrad.Loop.forward(x, weights);
    var gradient = tape.backward(2);
    return gradient.weights()[1].square().sum().item() + gradient.x().sum().item();
  }

  @Differentiable
  static double filled(Tensor x, int n) {
    Tensor[] steps = new Tensor[n + 1];
    steps[0] = x;
    for (int i = 0; i < n; i++) {
      steps[i + 1] = steps[i].mul(x).add(steps[i / 2]);
    }
    return steps[n].mul(steps[n / 2]).sum().item();
  }

  record Term(Tensor factor, double power) {}

  @Differentiable
  static double terms(Tensor x) {
    Term[] terms = {new Term(x.square(), 2), new Term(x, 3)};
    return terms[0].factor().mul(terms[1].factor()).mul(terms[1].power()).sum().item();
  }

  /** The adjoints of arrays that a method makes, on a tape that is differentiated itself. */
  @Differentiable
  static double madeByTape(Tensor h, Tensor x, int n) {
    double sum = 0;
    for (int i = 0; i < 2; i++) {
      try (var tape = TensorArraysGrad.Made.forward(h, x)) {
        sum += tape.backward(2).h().square().sum().item();
      }
      var filled = TensorArraysGrad.Filled.forward(h, n + i);
      sum += filled.backward().x().sum().item() * filled.value();
      sum += TensorArraysGrad.Terms.forward(x).backward().x().sum().item();
    }
    return sum;
  }

  /** Rows that stay where they are made. */
  @Differentiable
  static double matrix(Tensor x, int n, int width) {
    Tensor[][] steps = new Tensor[n][width];
    int[][] chosen = new int[n][2];
    for (int i = 0; i < n; i++) {
      chosen[i][i % 2] = i % width;
      steps[i][0] = x.mul(i + 1);
      for (int j = 1; j < width; j++) {
        steps[i][j] = steps[i][j - 1].tanh().mul(x);
      }
    }
    Tensor sum = x;
    for (int i = 0; i < n; i++) {
      sum = sum.mul(steps[i][chosen[i][0]]).add(steps[n - 1 - i][chosen[i][1]]);
    }
    return sum.sum().item();
  }

  /** Rows that change their places, and one that is in two. */
  @Differentiable
  static double movedRows(Tensor x, int n) {
    Tensor[][] steps = new Tensor[n][2];
    for (int i = 0; i < n; i++) {
      steps[i][0] = x.mul(i + 1);
      steps[i][1] = steps[i][0].tanh();
    }
    Tensor[] first = steps[0];
    steps[0] = steps[n - 1];
    steps[n - 1] = first;
    steps[1] = first;
    first[0] = x.exp();
    return steps[0][0].mul(steps[1][0]).add(steps[n - 1][1]).sum().item();
  }

  /** The adjoints of rows, on the way back of a derivative. */
  @Differentiable
  static double penaltyOfMatrix(Tensor x, int n) {
    double sum = 0;
    for (int i = 1; i < n; i++) {
      sum += TensorArraysGrad.Matrix.gradient(x, i, 2).x().square().sum().item();
    }
    return sum;
  }

  /** Nothing is asked of what the calls give, or not always: only of what they write. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double noted(Tensor x, boolean isAsked) {
    Tensor[] row = {x.square()};
    double[] numbers = {x.mean().item()};
    double sum = row[0].sum().item() * numbers[0];
    Tensor one = OtherArrays.noted(row, numbers, x);
    sum += row[0].mul(x).sum().item() + numbers[0] * numbers[0];
    if (isAsked) {
      sum += one.sum().item();
    }
    Tensor other = OtherArrays.noted(row, numbers, x.tanh());
    return sum + row[0].mul(x).sum().item() * numbers[0] + other.detach().max().item() * 0;
  }

  private static Tensor notedDeep(Tensor[] row, Tensor x, int n) {
    if (n > 0) {
      return notedDeep(row, x.mul(2), n - 1);
    }
    row[0] = row[0].mul(x);
    return x.mul(5);
  }

  /** The same of a method that calls itself. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double notedByRecursion(Tensor x, int n) {
    Tensor[] row = {x.square()};
    notedDeep(row, x, n);
    return row[0].mul(x).sum().item();
  }

  private static Tensor placed(int[] one, int[] other, Tensor[] row, Tensor x, int n) {
    Tensor a = n > 0 ? placed(other, one, row, row[one[0]].mul(x), n - 1) : x;
    other[0] = 2 - other[0];
    row[one[0]] = row[one[0]].square().mul(a);
    return a.mul(row[other[0]]);
  }

  /** Places in an array that are written by a method which calls itself. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double placesTwice(Tensor x, boolean isOneTwice) {
    int[] one = {0, 1, 2};
    int[] other = isOneTwice ? one : one.clone();
    Tensor[] row = {x, x.tanh(), x.exp()};
    Tensor a = placed(one, other, row, x, 2);
    return row[0].mul(row[1]).add(row[one[0]].mul(a)).sum().item();
  }
}
