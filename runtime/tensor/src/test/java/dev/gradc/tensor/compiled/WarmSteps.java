package dev.gradc.tensor.compiled;

import dev.gradc.Checkpoint;
import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.nn.BatchNorm;
import dev.gradc.nn.ClassWeights;
import dev.gradc.nn.Conv2d;
import dev.gradc.nn.ConvTranspose2d;
import dev.gradc.nn.FocalLosses;
import dev.gradc.nn.GroupNorm;
import dev.gradc.nn.LayerNorm;
import dev.gradc.nn.Linear;
import dev.gradc.nn.Losses;
import dev.gradc.tensor.Boxes;
import dev.gradc.tensor.Convolution;
import dev.gradc.tensor.Indexing;
import dev.gradc.tensor.Normalization;
import dev.gradc.tensor.Pooling;
import dev.gradc.tensor.Reductions;
import dev.gradc.tensor.Regions;
import dev.gradc.tensor.Shapes;
import dev.gradc.tensor.Sliding;
import dev.gradc.tensor.Tensor;
import dev.gradc.tensor.Upsampling;

/** Losses of steps that are run again and again, of batches of any size. */
final class WarmSteps {

  private WarmSteps() {}

  record Layer(Tensor weight, Tensor bias) {
    Tensor apply(Tensor x) {
      return x.matmul(weight).add(bias);
    }
  }

  @Differentiable
  static double crossEntropy(Layer layer, @Detach Tensor data, @Detach Tensor targets) {
    return Losses.binaryCrossEntropy(layer.apply(data), targets);
  }

  @Differentiable
  static double focal(Layer layer, @Detach Tensor data, @Detach Tensor targets) {
    return FocalLosses.balancedFocal(layer.apply(data), targets, 0.25, 2).mean().item();
  }

  @Differentiable
  static double smooth(Layer layer, @Detach Tensor data, @Detach Tensor targets) {
    return Losses.smoothL1(layer.apply(data), targets, 0.5).mean().item();
  }

  /** What one iteration gives, the next one and the last statement need. */
  @Differentiable
  static double loop(Layer layer, @Detach Tensor data, @Detach Tensor targets, int depth) {
    Tensor state = data;
    for (int i = 0; i < depth; i++) {
      state = layer.apply(state).tanh().add(state);
    }
    return state.sub(targets).square().mean().item();
  }

  @Differentiable
  static double oneHot(Tensor logits, int[] labels) {
    Tensor own = Indexing.oneHot(logits.dtype(), logits.dim(1), labels);
    return logits.softmax(1).mul(own).sum().item();
  }

  @Differentiable
  static double labelled(Tensor logits, int[] labels) {
    return Losses.crossEntropy(logits, labels);
  }

  record Two(double one, double other) {}

  @Differentiable
  static Two labelledTwice(Tensor one, Tensor other, int[] labels) {
    return new Two(
        -Indexing.gather(one.logSoftmax(1), 1, labels).mean().item(),
        -Indexing.gather(other.logSoftmax(1), 1, labels).mean().item());
  }

  @Differentiable
  static double weighted(Tensor logits, int[] labels, ClassWeights weights) {
    return Losses.crossEntropy(logits, labels, weights);
  }

  @Differentiable
  static double weightedEach(Tensor logits, int[] labels, ClassWeights weights) {
    return Losses.crossEntropies(logits, labels, weights).square().mean().item();
  }

  @Differentiable
  static double weightedSum(Tensor logits, int[] labels, ClassWeights weights) {
    return Losses.crossEntropySum(logits, labels, weights);
  }

  @Differentiable
  static double softmaxFocal(Tensor logits, int[] labels) {
    return FocalLosses.balancedSoftmaxFocal(logits, labels, 0.25, 2).mean().item();
  }

  @Differentiable
  static double hardest(Tensor logits, int[] labels) {
    Tensor losses = Losses.crossEntropies(logits, labels);
    return Losses.hardest(losses, labels.length / 4).mean().item();
  }

  @Differentiable
  static double pooled(Tensor pictures) {
    return Pooling.maxPool2d(pictures, 3, 3, Sliding.by(2).padding(1)).square().mean().item();
  }

  @Differentiable
  static double pooledRegions(Tensor pictures, Boxes boxes) {
    return Regions.maxPool(pictures, boxes, 2, 3).square().mean().item();
  }

  /** A convolution of which the matrix is written, and one that reads it in the pictures. */
  @Differentiable
  static double convolved(Tensor pictures, Tensor kernels, Tensor points, Tensor bias) {
    Tensor windows = Convolution.conv2d(pictures, kernels, bias, Sliding.by(2).padding(1));
    return Convolution.conv2d(windows.tanh(), points, Sliding.by(1)).square().mean().item();
  }

  @Differentiable
  static double enlarged(Tensor pictures, Tensor kernels, Tensor bias) {
    Tensor large = Convolution.convTranspose2d(pictures, kernels, bias, Sliding.by(2), 1);
    return large.square().mean().item();
  }

  record PictureNet(
      Conv2d first,
      BatchNorm norm,
      ConvTranspose2d larger,
      GroupNorm groups,
      LayerNorm all,
      Linear last) {}

  /** One of each kind of layer. */
  @Differentiable
  static double pictures(PictureNet net, @Detach Tensor pictures, int[] labels) {
    Tensor small =
        Pooling.maxPool2d(
            net.norm().apply(net.first().apply(pictures)).relu(), 2, 2, Sliding.by(2));
    Tensor large = net.groups().apply(net.larger().apply(small)).tanh();
    Tensor flat = large.reshape(large.dim(0), large.size() / large.dim(0));
    return Losses.crossEntropy(net.last().apply(net.all().apply(flat)), labels);
  }

  @Differentiable
  static double products(Tensor a, Tensor b) {
    return a.matmul(b).square().mean().item();
  }

  /** Maps of planes that follow from sizes. */
  @Differentiable
  static double resized(Tensor pictures) {
    Tensor mean = Pooling.averagePool2d(pictures, 3, 3, Sliding.by(2).padding(1));
    Tensor smooth = Upsampling.bilinear(mean.square(), 4, 7, false);
    return Upsampling.nearest(smooth, 5, 5).square().mean().item();
  }

  /** Maps of planes that follow from boxes. */
  @Differentiable
  static double regions(Tensor pictures, Tensor classes, Boxes boxes) {
    Tensor aligned = Regions.align(pictures, boxes, 2, 3, 2);
    Tensor voted = Regions.positionSensitive(classes, boxes, 2);
    return aligned.square().mean().item() + voted.square().mean().item();
  }

  @Differentiable
  static double normalized(Tensor x, Tensor scale) {
    Tensor layer = Normalization.layerNorm(x, scale, scale, 1e-5);
    return Normalization.groupNorm(layer, 2, scale, scale, 1e-5).tanh().sum().item();
  }

  /** Layers in an array, the first one of which is used twice. */
  @Differentiable
  static double layers(Layer[] layers, @Detach Tensor data) {
    Tensor state = layers[0].apply(data).tanh();
    for (Layer layer : layers) {
      state = layer.apply(state).tanh();
    }
    return state.square().mean().item();
  }

  record Deep(Linear[] hidden, Linear last) {}

  /** A network with layers in an array. */
  @Differentiable
  static double deeper(Deep net, @Detach Tensor data, int[] labels) {
    Tensor state = data;
    for (Linear layer : net.hidden()) {
      state = layer.apply(state).relu();
    }
    return Losses.crossEntropy(net.last().apply(state), labels);
  }

  /** Layers of several widths: each iteration has other shapes. */
  @Differentiable
  static double widths(Layer[] layers, @Detach Tensor data) {
    Tensor state = data;
    for (Layer layer : layers) {
      state = layer.apply(state).tanh();
    }
    return state.square().mean().item();
  }

  /**
   * Loops in loops, branches, indices, and tensors that grow; what is summed up goes back at once.
   */
  @Differentiable
  static double shapesInLoops(Tensor[] rows, @Detach Tensor table, int depth) {
    double sum = 0;
    for (int i = 0; i < depth; i++) {
      Tensor grown = rows[0];
      for (int k = 0; k < rows.length; k++) {
        Tensor column = Shapes.unsqueeze(rows[k].square(), 1);
        Tensor part = column.mul(rows[k]).add(rows[k].mul(0.5 + i)).sum(1);
        if (k % 2 == i % 2) {
          int[] places = Reductions.largestPlaces(part, part.size() - i);
          part = Indexing.take(part, places, part.size() - i);
        }
        grown = Shapes.concat(grown.tanh(), part, 0);
        sum += part.exp().sum().item();
      }
      sum += grown.mul(table.slice(0, 0, grown.size())).sum().item();
    }
    return sum;
  }

  /** Pictures that become smaller. */
  @Differentiable
  static double pyramid(Tensor pictures, Tensor kernels, Tensor bias, Sliding sliding) {
    Tensor state = pictures;
    double sum = 0;
    while (state.dim(2) > 2) {
      Tensor windows = Convolution.conv2d(state, kernels, bias, sliding);
      sum += windows.square().mean().item();
      state = Pooling.maxPool2d(windows, 2, 2, sliding).tanh();
    }
    return sum + state.sum().item();
  }

  @Differentiable
  static double score(Layer layer, Tensor x) {
    return layer.apply(x).tanh().sum().item();
  }

  /** A derivative inside of a derivative. */
  @Differentiable
  static double penalty(Layer layer, @Detach Tensor data) {
    return Losses.gradientPenalty(WarmStepsGrad.Score.gradient(layer, data).x());
  }

  /** That of a method of another class. */
  @Differentiable
  static double otherPenalty(Tensor weight, @Detach Tensor data) {
    return Losses.gradientPenalty(OthersGrad.Total.gradient(data, weight).x());
  }

  /** A method of another class, which is not compiled in. */
  @Differentiable
  static double called(Tensor weight, @Detach Tensor data) {
    return Others.scaled(data.mul(weight), weight).square().mean().item();
  }

  record Chosen(Tensor values, int[] places) {}

  /** Indices that are a result. */
  @Differentiable
  static Chosen chosen(Tensor x, int count) {
    int[] places = Reductions.largestPlaces(x, count);
    return new Chosen(Indexing.take(x, places, count), places);
  }

  record Shaped(Tensor squares, int[] shape) {}

  /** A shape that is a result, two that are changed, and axes that are. */
  @Differentiable
  static Shaped changedShapes(Tensor x) {
    int[] given = x.shape();
    int[] turned = x.shape();
    int[] alias = turned;
    alias[0] = given[1];
    turned[1] = given[0];
    int[] one = {0};
    Tensor columns = x.sum(one);
    one[0] = 1;
    Tensor rows = x.sum(one).square();
    int[] shape = x.shape();
    for (int i = 0; i < 2; i++) {
      int[] along = {1};
      along[0] -= i;
      shape[i] += (int) Math.rint(x.sum(along).size());
    }
    Tensor scaled = x.mul(columns).mul(shape[0] + 10.0 * shape[1]);
    return new Shaped(scaled.reshape(turned).square().mul(rows.sum().item()), given);
  }

  /** Shapes and axes that nobody changes. */
  @Differentiable
  static double sameShapes(Tensor x) {
    Tensor state = x;
    for (int i = 0; i < 3; i++) {
      Tensor centred = state.sub(Reductions.mean(state, true, 0));
      state = centred.reshape(x.shape()).tanh().add(x);
    }
    return state.sum(1).square().mean().item() + x.max().item();
  }

  /** Indices that each iteration makes, and that the backward pass needs. */
  @Differentiable
  static double chosenInLoop(Tensor x, int depth) {
    Tensor state = x;
    for (int i = 0; i < depth; i++) {
      int[] places = Reductions.largestPlaces(state, state.size());
      state = state.add(Indexing.take(state, places, state.size()).tanh().mul(0.5));
    }
    return state.square().sum().item();
  }

  /** Indices that are changed, and that another array holds. */
  @Differentiable
  static double changedPlaces(Tensor x) {
    int[] first = Reductions.argMax(x, 1);
    int[] second = Reductions.argMax(x.neg(), 1);
    int[][] both = {first, second};
    both[0][0] = second[0];
    Tensor large = Indexing.gather(x, 1, both[0]);
    first[0] = 0;
    return Indexing.gather(x, 1, first).mul(large).sum().item()
        - Indexing.gather(x, 1, both[1]).square().sum().item();
  }

  /** A constant for differentiation, in a loop and outside of it. */
  @Differentiable
  static double detached(Tensor x, Tensor y, int n) {
    Tensor target = x.mul(y).detach();
    Tensor h = y;
    for (int i = 0; i < n; i++) {
      h = h.mul(x).tanh().sub(h.detach()).add(target);
    }
    return h.mul(target.detach()).sum().item();
  }

  /** Asks whether what is detached is another object, which it is. */
  @Differentiable
  static double detachedIsAnother(Tensor x) {
    Tensor constant = x.detach();
    Tensor h = constant == x ? x : x.mul(constant);
    return h.sum().item();
  }

  /** Its own gradient and tape call it on memory that is kept. */
  @Differentiable
  static double itself(Tensor x, Tensor w, int n) {
    return n == 0
        ? x.tanh().sum().item()
        : itself(x.mul(w).tanh(), w, n - 1) + x.mul(w).mean().item();
  }

  @Differentiable
  static double there(Tensor x, Tensor w, int n) {
    return n == 0 ? x.square().sum().item() : back(x.mul(w).tanh(), w, n - 1) * 1.5;
  }

  @Differentiable
  static double back(Tensor x, Tensor w, int n) {
    return n == 0 ? w.sum().item() : there(x.add(w), w, n - 1) + w.mul(x).sum().item();
  }

  @Differentiable
  @Checkpoint
  static double whole(Tensor x, Tensor w, int n) {
    Tensor y = x;
    for (int i = 0; i < n; i++) {
      y = y.mul(w).add(x).tanh();
    }
    return y.sum().item();
  }
}
