package corpus.members;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

// golden
/** Models in files of their own: methods of records, and a method that returns a record. */
final class Models {

  private Models() {}

  // sample: model1.w length 3;4, model1.b length 3, model2.w length 3;3, model2.b length 3,
  // data length 4, label length 1 in [0, 2]
  // detached
  @Differentiable
  static Losses step(Linear model1, Linear model2, @Detach double[] data, int[] label) {
    double[] a = model1.apply(data);
    @Detach double[] cut = a;
    double[] b = model2.apply(cut);
    return new Losses(Layers.crossEntropy(a, label), Layers.crossEntropy(b, label));
  }

  // sample: model.w length 2;2, model.b length 2, x length 2, steps in [0, 4]
  @Differentiable
  static double chain(Linear model, double[] x, int steps) {
    double[] state = x;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      state = model.apply(state);
      Losses losses = Layers.both(state, model, i);
      sum += losses.l1() * state[0] + losses.l2();
    }
    return sum;
  }
}

// file: Losses.java
package corpus.members;

/** What a step gives. */
record Losses(double l1, double l2) {}

// file: Linear.java
package corpus.members;

import dev.gradc.Differentiable;

/** A layer. */
record Linear(double[][] w, double[] b) {

  @Differentiable
  double[] apply(double[] x) {
    double[] y = b.clone();
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += w[i][j] * x[j];
      }
    }
    return y;
  }
}

// file: Layers.java
package corpus.members;

import dev.gradc.Differentiable;

/** Losses. */
final class Layers {

  private Layers() {}

  @Differentiable
  static double crossEntropy(double[] logits, int[] label) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    return Math.log(sum) - logits[label[0]];
  }

  @Differentiable
  static Losses both(double[] x, Linear model, int i) {
    return new Losses(Math.sin(x[i % x.length]) * model.w()[0][0], x[0] * model.b()[0]);
  }
}
