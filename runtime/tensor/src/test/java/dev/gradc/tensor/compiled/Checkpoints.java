package dev.gradc.tensor.compiled;

import dev.gradc.Checkpoint;
import dev.gradc.DerivativeOf;
import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Methods with checkpointed parts and methods that call themselves: each with one beside it, of the
 * same numbers, that has no such part.
 */
final class Checkpoints {

  static final List<Tensor> REMEMBERED = new ArrayList<>();

  private Checkpoints() {}

  /** A layer. */
  record Layer(Tensor weight, Tensor bias) {
    Tensor apply(Tensor x) {
      return x.matmul(weight).add(bias);
    }
  }

  /** Two tensors. */
  record Pair(Tensor one, Tensor other) {}

  @Checkpoint
  private static Tensor block(Layer layer, Tensor x) {
    return layer.apply(x.tanh()).relu().square();
  }

  private static Tensor plainBlock(Layer layer, Tensor x) {
    return layer.apply(x.tanh()).relu().square();
  }

  @Differentiable
  static double call(Layer layer, Tensor x) {
    return block(layer, x.mul(2)).mul(x).sum().item();
  }

  @Differentiable
  static double callPlain(Layer layer, Tensor x) {
    return plainBlock(layer, x.mul(2)).mul(x).sum().item();
  }

  @Differentiable
  static double layers(Layer[] layers, @Detach Tensor x) {
    Tensor h = x;
    for (Layer layer : layers) {
      h = block(layer, h);
    }
    return h.square().mean().item();
  }

  @Differentiable
  static double layersPlain(Layer[] layers, @Detach Tensor x) {
    Tensor h = x;
    for (Layer layer : layers) {
      h = plainBlock(layer, h);
    }
    return h.square().mean().item();
  }

  /** One call after the other, of layers of any width. */
  @Differentiable
  static double straight(Layer[] layers, Tensor x) {
    Tensor h = block(layers[0], x);
    h = block(layers[1], h);
    h = block(layers[2], h);
    h = block(layers[3], h);
    h = block(layers[4], h.mul(0.5)).add(h);
    h = block(layers[5], h);
    return h.square().mean().item();
  }

  @Differentiable
  static double straightPlain(Layer[] layers, Tensor x) {
    Tensor h = plainBlock(layers[0], x);
    h = plainBlock(layers[1], h);
    h = plainBlock(layers[2], h);
    h = plainBlock(layers[3], h);
    h = plainBlock(layers[4], h.mul(0.5)).add(h);
    h = plainBlock(layers[5], h);
    return h.square().mean().item();
  }

  /** The result is the caller's. */
  @Differentiable
  static Tensor given(Layer[] layers, Tensor x) {
    Tensor h = x;
    for (Layer layer : layers) {
      h = block(layer, h);
    }
    return h;
  }

  @Differentiable
  static Tensor givenPlain(Layer[] layers, Tensor x) {
    Tensor h = x;
    for (Layer layer : layers) {
      h = plainBlock(layer, h);
    }
    return h;
  }

  @Differentiable
  static double segments(Layer layer, Tensor x, int n) {
    Tensor h = x;
    for (@Checkpoint int i = 0; i < n; i++) {
      h = layer.apply(h.tanh()).add(h.mul(0.5));
    }
    return h.square().mean().item();
  }

  @Differentiable
  static double segmentsPlain(Layer layer, Tensor x, int n) {
    Tensor h = x;
    for (int i = 0; i < n; i++) {
      h = layer.apply(h.tanh()).add(h.mul(0.5));
    }
    return h.square().mean().item();
  }

  /** With a number that is summed up, and layers in an array. */
  @Differentiable
  static double segmentsOfLayers(Layer[] layers, Tensor x) {
    Tensor h = x;
    double penalty = 0;
    for (@Checkpoint int i = 0; i < layers.length; i++) {
      h = layers[i].apply(h).tanh();
      penalty += h.square().mean().item();
    }
    return h.sum().item() + penalty;
  }

  @Differentiable
  static double segmentsOfLayersPlain(Layer[] layers, Tensor x) {
    Tensor h = x;
    double penalty = 0;
    for (int i = 0; i < layers.length; i++) {
      h = layers[i].apply(h).tanh();
      penalty += h.square().mean().item();
    }
    return h.sum().item() + penalty;
  }

  /** Two states that change places, so that a cotangent that goes in comes out as another one's. */
  @Differentiable
  static double swapped(Tensor x, Tensor y, int n) {
    Tensor one = x;
    Tensor other = y;
    for (@Checkpoint(segments = 3) int i = 0; i < n; i++) {
      Tensor last = one;
      one = other;
      other = i % 2 == 0 ? last.tanh() : last;
    }
    return one.mul(3).sub(other.square()).sum().item();
  }

  @Differentiable
  static double swappedPlain(Tensor x, Tensor y, int n) {
    Tensor one = x;
    Tensor other = y;
    for (int i = 0; i < n; i++) {
      Tensor last = one;
      one = other;
      other = i % 2 == 0 ? last.tanh() : last;
    }
    return one.mul(3).sub(other.square()).sum().item();
  }

  @Differentiable
  static double schedule(Layer layer, Tensor x, int n) {
    Tensor h = x;
    for (@Checkpoint(snapshots = 2) int i = 0; i < n; i++) {
      h = layer.apply(h.tanh()).add(h.mul(0.5));
    }
    return h.square().mean().item();
  }

  @Differentiable
  static double schedulePlain(Layer layer, Tensor x, int n) {
    Tensor h = x;
    for (int i = 0; i < n; i++) {
      h = layer.apply(h.tanh()).add(h.mul(0.5));
    }
    return h.square().mean().item();
  }

  @Checkpoint
  private static Tensor outer(Layer layer, Tensor x, int n) {
    Tensor h = x;
    for (int i = 0; i < n; i++) {
      h = block(layer, h.mul(0.5)).add(h);
    }
    return h.tanh();
  }

  private static Tensor plainOuter(Layer layer, Tensor x, int n) {
    Tensor h = x;
    for (int i = 0; i < n; i++) {
      h = plainBlock(layer, h.mul(0.5)).add(h);
    }
    return h.tanh();
  }

  @Differentiable
  static double nested(Layer layer, Tensor x, int n) {
    Tensor h = x;
    for (int i = 0; i < n; i++) {
      h = outer(layer, h, 2).add(h);
    }
    return h.sum().item();
  }

  @Differentiable
  static double nestedPlain(Layer layer, Tensor x, int n) {
    Tensor h = x;
    for (int i = 0; i < n; i++) {
      h = plainOuter(layer, h, 2).add(h);
    }
    return h.sum().item();
  }

  /** Gives its argument, a view of it, or neither. */
  @Checkpoint
  private static Tensor same(Tensor x, int kind) {
    if (kind == 0) {
      return x;
    }
    return kind == 1 ? x.detach() : x.tanh();
  }

  private static Tensor plainSame(Tensor x, int kind) {
    if (kind == 0) {
      return x;
    }
    return kind == 1 ? x.detach() : x.tanh();
  }

  @Differentiable
  static double arguments(Tensor x, int first, int second) {
    Tensor one = same(x, first);
    Tensor other = same(one.mul(2), second);
    return one.mul(other).add(same(one, second)).sum().item();
  }

  @Differentiable
  static double argumentsPlain(Tensor x, int first, int second) {
    Tensor one = plainSame(x, first);
    Tensor other = plainSame(one.mul(2), second);
    return one.mul(other).add(plainSame(one, second)).sum().item();
  }

  /** The argument itself may come back, which a caller can see. */
  @Differentiable
  static Tensor argument(Tensor x, int kind) {
    return same(x, kind);
  }

  static final Tensor CONSTANT = Tensor.of(new double[] {1, 2, 3}, 3);

  @Checkpoint
  private static Tensor constantOr(Tensor x, int kind) {
    return kind == 0 ? CONSTANT : x.tanh();
  }

  /** A tensor that callers know may come back, too. */
  @Differentiable
  static Tensor constant(Tensor x, int kind) {
    return constantOr(x, kind);
  }

  @Checkpoint
  private static Pair twice(Tensor x) {
    Tensor made = x.tanh();
    return new Pair(made, made);
  }

  /** One tensor in two places. */
  @Differentiable
  static Pair pair(Tensor x) {
    return twice(x);
  }

  @Checkpoint
  private static Tensor itselfOr(Tensor x, int kind) {
    return kind == 0 ? x : x.tanh();
  }

  private static Tensor plainItselfOr(Tensor x, int kind) {
    return kind == 0 ? x : x.tanh();
  }

  private static Tensor down(Tensor x, int n) {
    return n == 0 ? x : down(x, n - 1);
  }

  /** Looks whether tensors are those that it knows. */
  @Differentiable
  static double identities(Tensor x, int n) {
    Tensor part = itselfOr(x, n);
    double sum = part == x ? part.mul(3).sum().item() : part.sum().item();
    Tensor same = down(x, n);
    sum += same == x ? same.square().sum().item() : same.sum().item();
    Tensor state = x;
    for (@Checkpoint int i = 0; i < n + 1; i++) {
      if (state == x) {
        sum += state.mul(5).sum().item();
      }
      state = i == 1 ? state.tanh() : state;
    }
    return sum + (state == x ? 100 * state.sum().item() : 0);
  }

  @Differentiable
  static double identitiesPlain(Tensor x, int n) {
    Tensor part = plainItselfOr(x, n);
    double sum = part == x ? part.mul(3).sum().item() : part.sum().item();
    sum += x.square().sum().item();
    Tensor state = x;
    for (int i = 0; i < n + 1; i++) {
      if (state == x) {
        sum += state.mul(5).sum().item();
      }
      state = i == 1 ? state.tanh() : state;
    }
    return sum + (state == x ? 100 * state.sum().item() : 0);
  }

  @Checkpoint
  private static Pair both(Tensor x, Tensor y) {
    return new Pair(y.mul(x), x);
  }

  private static Pair plainBoth(Tensor x, Tensor y) {
    return new Pair(y.mul(x), x);
  }

  @Differentiable
  static double records(Tensor x, Tensor y, int n) {
    Pair pair = new Pair(x, y);
    for (int i = 0; i < n; i++) {
      pair = both(pair.one(), pair.other().tanh());
    }
    return both(x, x).one().sub(pair.one()).add(pair.other()).sum().item();
  }

  @Differentiable
  static double recordsPlain(Tensor x, Tensor y, int n) {
    Pair pair = new Pair(x, y);
    for (int i = 0; i < n; i++) {
      pair = plainBoth(pair.one(), pair.other().tanh());
    }
    return plainBoth(x, x).one().sub(pair.one()).add(pair.other()).sum().item();
  }

  private static Tensor repeated(Layer layer, Tensor x, int n) {
    return n == 0 ? x : repeated(layer, layer.apply(x).tanh(), n - 1);
  }

  @Differentiable
  static double recursion(Layer layer, Tensor x, int n) {
    return repeated(layer, x.mul(2), n).sum().item();
  }

  @Differentiable
  static double recursionPlain(Layer layer, Tensor x, int n) {
    Tensor h = x.mul(2);
    for (int i = 0; i < n; i++) {
      h = layer.apply(h).tanh();
    }
    return h.sum().item();
  }

  /** Two calls at each depth, and two methods that call each other. */
  private static Tensor tree(Tensor x, int n) {
    return n == 0 ? x : branch(x.tanh(), n).mul(tree(x.mul(0.5), n - 1)).add(tree(x, n - 1));
  }

  private static Tensor branch(Tensor x, int n) {
    return tree(x.mul(1.5), n - 1).square();
  }

  @Differentiable
  static double calls(Tensor x, int n) {
    return tree(x.mul(0.5), n).add(branch(x, 2)).sum().item();
  }

  @Checkpoint
  private static Tensor limited(Layer layer, Tensor x, @Detach double limit) {
    Tensor y = layer.apply(x.tanh());
    if (y.square().sum().item() > limit) {
      throw new IllegalStateException("more than " + limit);
    }
    return y.mul(y).tanh();
  }

  @Differentiable
  static double failing(Layer[] layers, Tensor x, @Detach double limit) {
    Tensor h = x.mul(2);
    for (Layer layer : layers) {
      h = limited(layer, h, limit);
    }
    return h.sum().item();
  }

  static Tensor mine(Tensor x) {
    return x.mul(x);
  }

  /** A rule that remembers what it was given, as nothing forbids. */
  @DerivativeOf(type = Checkpoints.class, method = "mine")
  static Tensor mineRule(Tensor x, Tensor cotangent) {
    REMEMBERED.add(x);
    REMEMBERED.add(cotangent);
    return x.mul(2).mul(cotangent);
  }

  @Checkpoint
  private static Tensor remembering(Tensor x) {
    return mine(x.tanh()).add(mine(x));
  }

  @Differentiable
  static double remembered(Tensor x, int n) {
    Tensor h = x.mul(2);
    for (int i = 0; i < n; i++) {
      h = remembering(h.mul(0.5));
    }
    return h.mul(remembering(h.mul(0.5))).sum().item();
  }

  /** States in an array that a part reads and that is written between its calls. */
  @Differentiable
  static double states(Layer layer, Tensor x, int n) {
    Tensor[] states = new Tensor[n + 1];
    states[0] = x.mul(2);
    for (int i = 0; i < n; i++) {
      states[i + 1] = fromStates(layer, states, i);
    }
    return fromStates(layer, states, n).mul(states[n]).sum().item();
  }

  @Checkpoint
  private static Tensor fromStates(Layer layer, Tensor[] states, int n) {
    Tensor sum = states[n];
    for (int i = 0; i < n; i++) {
      sum = sum.add(states[i].mul(0.5));
    }
    return layer.apply(sum).tanh();
  }

  @Differentiable
  static double statesPlain(Layer layer, Tensor x, int n) {
    Tensor[] states = new Tensor[n + 1];
    states[0] = x.mul(2);
    for (int i = 0; i < n; i++) {
      states[i + 1] = plainFromStates(layer, states, i);
    }
    return plainFromStates(layer, states, n).mul(states[n]).sum().item();
  }

  private static Tensor plainFromStates(Layer layer, Tensor[] states, int n) {
    Tensor sum = states[n];
    for (int i = 0; i < n; i++) {
      sum = sum.add(states[i].mul(0.5));
    }
    return layer.apply(sum).tanh();
  }

  @Checkpoint
  private static Tensor next(Tensor x, Tensor y) {
    return x.mul(1.5).add(y.square()).tanh();
  }

  private static Tensor plainNext(Tensor x, Tensor y) {
    return x.mul(1.5).add(y.square()).tanh();
  }

  /** An iteration needs what the last two have made. */
  @Differentiable
  static double twoBack(Tensor x, int n) {
    Tensor last = x;
    Tensor one = x.mul(2);
    for (int i = 0; i < n; i++) {
      Tensor made = next(one, last);
      last = one;
      one = made;
    }
    return one.mul(last).sum().item();
  }

  @Differentiable
  static double twoBackPlain(Tensor x, int n) {
    Tensor last = x;
    Tensor one = x.mul(2);
    for (int i = 0; i < n; i++) {
      Tensor made = plainNext(one, last);
      last = one;
      one = made;
    }
    return one.mul(last).sum().item();
  }

  /** Some iterations keep what they make for later ones. */
  @Differentiable
  static double sometimes(Tensor x, int n) {
    Tensor h = x.mul(2);
    Tensor kept = x;
    for (int i = 0; i < n; i++) {
      Tensor made = next(h, kept);
      if (i % 3 == 1) {
        kept = made;
      } else {
        h = made;
      }
    }
    return h.sub(kept).square().sum().item();
  }

  @Differentiable
  static double sometimesPlain(Tensor x, int n) {
    Tensor h = x.mul(2);
    Tensor kept = x;
    for (int i = 0; i < n; i++) {
      Tensor made = plainNext(h, kept);
      if (i % 3 == 1) {
        kept = made;
      } else {
        h = made;
      }
    }
    return h.sub(kept).square().sum().item();
  }

  @Differentiable
  static double everyOther(Tensor x, int n) {
    Tensor h = x.mul(2);
    for (int i = 0; i < n; i++) {
      Tensor made = next(h, x);
      h = i % 2 == 0 ? made : h;
    }
    return h.mul(next(h, x)).sum().item();
  }

  @Differentiable
  static double everyOtherPlain(Tensor x, int n) {
    Tensor h = x.mul(2);
    for (int i = 0; i < n; i++) {
      Tensor made = plainNext(h, x);
      h = i % 2 == 0 ? made : h;
    }
    return h.mul(plainNext(h, x)).sum().item();
  }

  @Differentiable
  static double segmentsWithMemory(Tensor x, int n) {
    Tensor last = x;
    Tensor one = x.mul(2);
    Tensor largest = x;
    for (@Checkpoint int i = 0; i < n; i++) {
      Tensor made = one.mul(1.5).add(last.square()).tanh();
      last = one;
      one = made;
      if (i % 4 == 1) {
        largest = one;
      }
    }
    return one.mul(last).add(largest).sum().item();
  }

  @Differentiable
  static double segmentsWithMemoryPlain(Tensor x, int n) {
    Tensor last = x;
    Tensor one = x.mul(2);
    Tensor largest = x;
    for (int i = 0; i < n; i++) {
      Tensor made = one.mul(1.5).add(last.square()).tanh();
      last = one;
      one = made;
      if (i % 4 == 1) {
        largest = one;
      }
    }
    return one.mul(last).add(largest).sum().item();
  }

  @Differentiable
  static double scheduleWithMemory(Tensor x, int n) {
    Tensor last = x;
    Tensor one = x.mul(2);
    for (@Checkpoint(snapshots = 2) int i = 0; i < n; i++) {
      Tensor made = one.mul(1.5).add(last.square()).tanh();
      last = one;
      one = i % 3 == 1 ? one : made;
    }
    return one.mul(last).sum().item();
  }

  @Differentiable
  static double scheduleWithMemoryPlain(Tensor x, int n) {
    Tensor last = x;
    Tensor one = x.mul(2);
    for (int i = 0; i < n; i++) {
      Tensor made = one.mul(1.5).add(last.square()).tanh();
      last = one;
      one = i % 3 == 1 ? one : made;
    }
    return one.mul(last).sum().item();
  }

  /** Which layers are followed by what. */
  enum Kind {
    SMOOTH,
    LINEAR
  }

  /** To ask which constant it is, is not to ask which tensor. */
  @Differentiable
  static double kinds(Layer layer, Tensor x, Kind kind) {
    Tensor h = block(layer, block(layer, x));
    if (kind == Kind.SMOOTH) {
      h = h.tanh();
    }
    switch (kind) {
      case LINEAR -> h = block(layer, h);
      case SMOOTH -> h = h.add(x);
    }
    return h.sum().item();
  }

  @Differentiable
  static double kindsPlain(Layer layer, Tensor x, Kind kind) {
    Tensor h = plainBlock(layer, plainBlock(layer, x));
    if (kind == Kind.SMOOTH) {
      h = h.tanh();
    }
    switch (kind) {
      case LINEAR -> h = plainBlock(layer, h);
      case SMOOTH -> h = h.add(x);
    }
    return h.sum().item();
  }

  /** Keeps tensors in an array, of which derivatives of its derivative ask what is there. */
  @Differentiable
  static double score(Tensor x, Tensor weight, int n) {
    Tensor[] kept = new Tensor[n];
    for (int i = 0; i < n; i++) {
      kept[i] = x.mul(weight).tanh();
    }
    return kept[0].mul(kept[n - 1]).sum().item();
  }

  @Differentiable
  static double scores(Tensor x, Tensor weight, int n) {
    Tensor h = x;
    for (@Checkpoint int i = 0; i < n; i++) {
      h = CheckpointsGrad.Score.gradient(h, weight, 2).x();
    }
    return h.sum().item();
  }

  @Differentiable
  static double scoresPlain(Tensor x, Tensor weight, int n) {
    Tensor h = x;
    for (int i = 0; i < n; i++) {
      h = CheckpointsGrad.Score.gradient(h, weight, 2).x();
    }
    return h.sum().item();
  }
}
