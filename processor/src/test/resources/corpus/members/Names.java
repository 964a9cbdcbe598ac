package corpus.members;

import dev.gradc.Differentiable;

/** Names that leaves of records share with each other, and with what is generated. */
final class Names {

  private Names() {}

  // sample: model.w length 2, w length 2
  @Differentiable
  static double clashes(Layer model, double[] w, double seed, double into) {
    Both both = Callees.both(model, w, seed, into, new To(seed * 2));
    return both.to().string() * both.toString_() + both.value() * both.values()[0] + both.self();
  }

  // sample: layer.w length 2, n in [0, 3]
  @Differentiable
  static double recursive(Layer layer, double x, int n) {
    return nested(layer, x, n) * x;
  }

  private static double nested(Layer self, double selfValue, int n) {
    return n == 0
        ? self.value() * selfValue
        : nested(new Layer(self.w(), selfValue), self.value() * self.w()[n % 2], n - 1) + n;
  }

  // sample: x length 2
  @Differentiable
  static double ofObjects(double[] x, Models models) {
    double sum = 0;
    for (int i = 0; i < models.layers().size(); i++) {
      sum += models.layers().get(i).values(x) * x[i];
    }
    return sum;
  }

  record Layer(double[] w, double value) {}

  record To(double string) {}

  record Both(To to, double toString_, double value, double[] values, double self) {}
}

// file: Models.java
package corpus.members;

import java.util.List;

/** Models that are constants. */
final class Models {

  private final List<Model> layers =
      List.of(new Model(new double[] {1, 2}, 3), new Model(new double[] {-1, 0.5}, 2));

  private Models() {}

  static Models example() {
    return new Models();
  }

  List<Model> layers() {
    return layers;
  }
}

// file: Model.java
package corpus.members;

import dev.gradc.Differentiable;

/** A record with a method whose class would be called as what is generated. */
record Model(double[] primal, double gradient) {

  @Differentiable
  double values(double[] into) {
    return primal[0] * into[0] + primal[1] * into[1] * gradient;
  }
}

// file: Callees.java
package corpus.members;

import dev.gradc.Differentiable;

/** The methods. */
final class Callees {

  private Callees() {}

  @Differentiable
  static Names.Both both(
      Names.Layer model, double[] modelW, double value, double self, Names.To to) {
    double[] values = {model.w()[0] * modelW[1], model.value()};
    return new Names.Both(
        new Names.To(to.string() * value), self * model.w()[1], value * value, values, self);
  }
}
