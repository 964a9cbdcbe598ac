package dev.gradc.tensor.compiled;

import dev.gradc.Checkpoint;
import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;
import dev.gradc.Retain;
import dev.gradc.tensor.Activations;
import dev.gradc.tensor.Comparisons;
import dev.gradc.tensor.Indexing;
import dev.gradc.tensor.Products;
import dev.gradc.tensor.Reductions;
import dev.gradc.tensor.Shapes;
import dev.gradc.tensor.Tensor;
import java.util.List;

/** Methods over tensors, in all statements of the language; each has inputs in {@link Inputs}. */
final class Programs {

  private Programs() {}

  record Linear(Tensor weight, Tensor bias) {
    Tensor apply(Tensor x) {
      return Products.matmulTransposed(x, weight).add(bias);
    }
  }

  record Network(Linear first, Linear second) {
    Tensor apply(Tensor x) {
      return second.apply(first.apply(x).tanh());
    }
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double straight(Tensor x, Tensor w) {
    Tensor y = x.mul(w).exp();
    return y.sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor givesTensor(Tensor x, double k) {
    Tensor y = x.mul(k).tanh();
    return y.mul(x);
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double model(Network net, @Detach Tensor data, int[] labels) {
    Tensor scores = net.apply(data).logSoftmax(1);
    return -Indexing.gather(scores, 1, labels).mean().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double usedTwice(Tensor x) {
    Tensor y = x.sigmoid();
    return y.mul(y).add(x).mul(y).mean().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double numbersBetween(Tensor x, double a) {
    double norm = Math.sqrt(x.square().sum().item());
    Tensor scaled = x.div(norm).mul(a * a);
    return scaled.get(1, 0) * Math.sin(a) + scaled.exp().mean().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double fromNumbers(double a, double[] b) {
    Tensor v = Tensor.of(b, 3);
    Tensor s = Tensor.scalar(a).add(v);
    return s.square().sum().item() * Tensor.full(v.dtype(), a, 2, 2).exp().sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double loop(Tensor x, Tensor w, int n) {
    Tensor h = x;
    for (int i = 0; i < n; i++) {
      h = h.matmul(w).tanh();
    }
    return h.sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double loopWithBranch(Tensor x, Tensor w, int n) {
    Tensor h = x;
    double penalty = 0;
    for (int i = 0; i < n; i++) {
      Tensor before = h;
      if (i % 2 == 0) {
        h = h.matmul(w).tanh();
      } else {
        h = h.add(before.mul(0.5));
        penalty += h.square().mean().item();
      }
    }
    return h.sum().item() + penalty;
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double whileLoop(Tensor x, @Detach double limit) {
    Tensor h = x;
    while (h.square().sum().item() < limit) {
      h = h.mul(1.5).add(x.tanh());
    }
    return h.mean().item();
  }

  record Losses(double l1, double l2) {}

  private static double crossEntropy(Tensor scores, int[] labels) {
    return -Indexing.gather(scores.logSoftmax(1), 1, labels).mean().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Losses twoOutputs(Linear one, Linear two, @Detach Tensor data, int[] labels) {
    Tensor a = one.apply(data);
    @Detach Tensor cut = a;
    Tensor b = two.apply(cut);
    return new Losses(crossEntropy(a, labels), crossEntropy(b, labels));
  }

  record Mixed(Tensor y, double s, int n) {}

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Mixed mixedResult(Tensor x, Tensor w) {
    Tensor y = x.matmul(w);
    return new Mixed(y.tanh(), x.square().mean().item(), y.dim(0));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor sameTwice(Tensor x) {
    Tensor y = x;
    return y.add(x);
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor itself(Tensor x, Tensor y, boolean first) {
    return first ? x : y;
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double branches(Tensor x, Tensor w, int kind) {
    Tensor y;
    if (kind == 0) {
      y = x.mul(w);
    } else if (kind == 1) {
      Tensor z = x.exp();
      y = z.add(z.mul(w));
    } else {
      y = x;
    }
    return y.square().sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double otherBranch(Tensor x, Tensor w, int kind) {
    return switch (kind) {
      case 0 -> x.mul(w).sum().item();
      case 1 -> {
        Tensor z = x.exp();
        yield z.mul(z).mul(w).mean().item();
      }
      default -> w.sum().item() * x.get(0, 1);
    };
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double early(Tensor x, double limit) {
    Tensor y = x.square();
    if (y.sum().item() < limit) {
      return y.mean().item() * limit;
    }
    Tensor z = y.mul(limit).tanh();
    return z.sum().item();
  }

  private static Tensor layers(Tensor x, Tensor w, int depth) {
    if (depth == 0) {
      return x;
    }
    return layers(x.matmul(w).sigmoid(), w, depth - 1);
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double recursive(Tensor x, Tensor w, int depth) {
    return layers(x, w, depth).square().sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor block(Tensor x, Tensor w, double slope) {
    return Activations.leakyRelu(x.matmul(w), slope);
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double callsItsLike(Tensor x, Tensor w) {
    return Others.scaled(block(x, w, 0.2), w).mean().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double masked(Tensor x, Tensor w) {
    Tensor mask = Comparisons.greater(x, 0);
    Tensor chosen = Comparisons.where(mask, x.mul(w), w);
    int n = x.size() + x.dim(1) * x.rank();
    return chosen.sum().item() * n;
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double detachedInside(Tensor x, Tensor w) {
    @Detach Tensor scale = x.exp();
    Tensor held = x.detach().mul(2);
    return x.mul(scale).mul(w).sum().item() + w.mul(held).mean().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double detachedOutside(Tensor x, Tensor w, @Detach Tensor scale, @Detach Tensor held) {
    return x.mul(scale).mul(w).sum().item() + w.mul(held).mean().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double unreached(Network net, @Detach Tensor data) {
    return net.first().apply(data).tanh().sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double axes(Tensor x) {
    int[] all = {0, 1};
    Tensor centred = x.sub(Reductions.mean(x, true, 1));
    Tensor v = centred.square().sum(all).add(1).sqrt();
    Tensor rows = Shapes.concat(x, centred, 0).transpose().reshape(-1).slice(0, 1, 4);
    return v.item() + rows.max().item() + x.sum(0).get(1);
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double nestedLoops(Tensor x, Tensor w, int n) {
    double sum = 0;
    Tensor state = x;
    for (int i = 0; i < n; i++) {
      Tensor inner = state;
      for (int j = 0; j <= i; j++) {
        if (j == 2) {
          continue;
        }
        inner = inner.mul(w).tanh();
        sum += inner.get(0, 0) * (i + 1);
      }
      state = state.add(inner.mul(0.3));
    }
    return sum + state.square().sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double breaks(Tensor x, Tensor w, @Detach double limit) {
    Tensor h = x;
    for (int i = 0; i < 10; i++) {
      h = h.matmul(w).add(x);
      if (h.abs().max().item() > limit) {
        break;
      }
    }
    return h.mean().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double swaps(Tensor a, Tensor b, int n) {
    Tensor x = a;
    Tensor y = b;
    for (int i = 0; i < n; i++) {
      Tensor next = x.mul(y).tanh();
      x = y;
      y = next;
    }
    return x.add(y).sum().item();
  }

  @Retain
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double retained(Tensor x) {
    return x.exp().mul(x).sum().item();
  }

  @Checkpoint
  private static Tensor part(Tensor x, Tensor w) {
    return x.matmul(w).tanh();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double checkpointedCalls(Tensor x, Tensor w) {
    return part(part(x, w), w).sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double checkpointedLoop(Tensor x, Tensor w, int n) {
    Tensor h = x;
    for (@Checkpoint int i = 0; i < n; i++) {
      h = h.matmul(w).tanh();
    }
    return h.sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double budget(Tensor x, Tensor w, int n) {
    Tensor h = x;
    for (@Checkpoint(snapshots = 2) int i = 0; i < n; i++) {
      h = h.matmul(w).tanh();
    }
    return h.sum().item();
  }

  @Checkpoint
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double checkpointedWhole(Tensor x, Tensor w) {
    return x.matmul(w).exp().sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double nulls(Tensor x, boolean isThere) {
    Tensor t = null;
    if (isThere) {
      t = x.exp();
    }
    return t == null ? x.get(0) : t.sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double objects(List<Tensor> all, Object last, Tensor x) {
    double sum = last instanceof Tensor t ? t.mul(x).sum().item() : 0;
    for (int i = 0; i < all.size(); i++) {
      sum += all.get(i).mul(x).mean().item() * i;
    }
    return sum;
  }

  sealed interface Layer permits Weighted, Leaky {}

  record Weighted(Tensor w) implements Layer {}

  record Leaky(double slope) implements Layer {}

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor sealedLayer(Layer layer, Tensor x) {
    if (layer instanceof Weighted weighted) {
      return x.matmul(weighted.w());
    }
    return Activations.leakyRelu(x, ((Leaky) layer).slope());
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double toArray(Tensor x) {
    double sum = 0;
    for (double number : x.exp().toDoubles()) {
      sum += number * number;
    }
    return sum;
  }

  record Pair(Tensor y, Tensor z) {}

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Pair givesWhatItReads(Tensor x) {
    Tensor y = x.exp();
    return new Pair(y, y.square().sum());
  }

  /** Arrays of tensors are shared and change; the tensors in them do not. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double arrays(Tensor x, Tensor w, int n) {
    Tensor[] states = new Tensor[n + 1];
    states[0] = x;
    for (int i = 0; i < n; i++) {
      states[i + 1] = states[i].matmul(w).tanh();
      if (i > 0) {
        states[i] = states[i].add(states[i - 1].mul(0.5));
      }
    }
    Tensor[] same = states;
    same[0] = w;
    double sum = 0;
    for (Tensor state : states) {
      sum += state.square().sum().item();
    }
    return sum;
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double arraysOfRecords(Linear one, Linear two, @Detach Tensor data) {
    Linear[] layers = {one, two, one};
    Tensor h = data;
    for (Linear layer : layers) {
      h = layer.apply(h).tanh();
    }
    return h.sum().item();
  }

  private static Tensor sumOf(Tensor[] all) {
    Tensor sum = all[0];
    for (int i = 1; i < all.length; i++) {
      sum = sum.add(all[i]);
    }
    return sum;
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor rows(Tensor x) {
    Tensor[][] rows = new Tensor[2][];
    rows[0] = new Tensor[] {x, x.exp()};
    rows[1] = new Tensor[] {x.mul(2)};
    return sumOf(rows[0]).mul(sumOf(rows[1]));
  }

  /** The backward pass branches on a constant that is given two classes away, in a loop. */
  @Differentiable
  static double twoClassesDeep(Tensor x, Tensor y, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += SplitLosses.smoothed(x, y.mul(i + 1));
    }
    return sum;
  }
}
