package uses;

import java.util.Arrays;
import java.util.List;

/** Arrays that change between forward and backward. */
class Writes {

  static void direct(double[] w, double[] x) {
    var tape = LossesGrad.Dot.forward(w, x);
    w[0] += 1;
    // warning: [GC0410] the array 'w' is changed at Writes.java:11, after 'tape' has recorded it
    tape.backward();
  }

  static void afterwards(double[] w, double[] x) {
    var tape = LossesGrad.Dot.forward(w, x);
    var gradient = tape.backward();
    for (int i = 0; i < w.length; i++) {
      w[i] -= 0.1 * gradient.w()[i];
    }
  }

  static void inALoop(double[] w, double[] x) {
    var tape = new LossesGrad.Dot.Tape();
    for (int step = 0; step < 10; step++) {
      tape.forward(w, x);
      var gradient = tape.backward();
      w[0] -= 0.1 * gradient.w()[0];
    }
  }

  static void anotherArray(double[] w, double[] x, double[] log) {
    var tape = LossesGrad.Dot.forward(w, x);
    log[0] = tape.value();
    tape.backward();
  }

  static void aCopy(double[] w, double[] x) {
    var tape = LossesGrad.Dot.forward(w.clone(), x);
    w[0] = 2;
    tape.backward();
  }

  static void anotherArrayOfThatName(double[] w, double[] x) {
    var tape = LossesGrad.Dot.forward(w, x);
    w = new double[3];
    w[0] = 2;
    tape.backward();
  }

  static void byTheLibrary(double[] w, double[] x) {
    var tape = LossesGrad.Dot.forward(w, x);
    Arrays.fill(x, 0);
    // warning: [GC0410] the array 'x'
    tape.backward();
    tape.forward(w, x);
    System.arraycopy(x, 0, w, 0, 1);
    // warning: [GC0410] the array 'w'
    tape.backward();
  }

  static void read(double[] w, double[] x) {
    var tape = LossesGrad.Dot.forward(w, x);
    System.arraycopy(w, 0, new double[3], 0, 1);
    System.out.println(w[0] + Arrays.toString(x));
    tape.backward();
  }

  static void components(Losses.Linear model, double[] x) {
    var tape = LossesGrad.Model.forward(model, x);
    double[] weights = model.w();
    model.b()[0] = 1;
    tape.backward();
    tape.forward(model, x);
    weights[0] = 1;
    // warning: [GC0410] the array 'model.w'
    tape.backward();
  }

  static void descend(double[] parameter, double[] gradient) {
    for (int i = 0; i < parameter.length; i++) {
      parameter[i] -= 0.1 * gradient[i];
    }
  }

  static double norm(double[] parameter) {
    double sum = 0;
    for (double p : parameter) {
      sum += p * p;
    }
    return sum;
  }

  static void byAMethod(double[] w, double[] x, double[] other) {
    var tape = LossesGrad.Dot.forward(w, x);
    norm(w);
    descend(other, w);
    tape.backward();
    tape.forward(w, x);
    descend(w, other);
    // warning: [GC0410] the array 'w'
    tape.backward();
  }

  /** Remembers what it steps. */
  static final class Sgd {
    private final double[] first;
    private final double[] second;

    Sgd(double[] first, double[] second) {
      this.first = first;
      this.second = second;
    }

    void step(double[] gradient) {
      first[0] -= gradient[0];
    }

    double length() {
      return norm(first);
    }
  }

  static void byAnOptimizer(double[] w, double[] x, double[] other) {
    Sgd sgd = new Sgd(w, x);
    Sgd another = new Sgd(other, w);
    var tape = LossesGrad.Dot.forward(w, x);
    sgd.length();
    another.step(x);
    tape.backward();
    tape.forward(w, x);
    sgd.step(x);
    // warning: [GC0410] the array 'w'
    tape.backward();
  }

  /** Of many arrays, in a list. */
  static final class Adam {
    private final List<double[]> parameters;

    Adam(List<double[]> parameters) {
      this.parameters = List.copyOf(parameters);
    }

    void step(List<double[]> gradients) {
      for (int p = 0; p < parameters.size(); p++) {
        double[] parameter = parameters.get(p);
        double[] gradient = gradients.get(p);
        for (int i = 0; i < parameter.length; i++) {
          parameter[i] -= gradient[i];
        }
      }
    }
  }

  record Networks(double[] weight1, double[] weight2) {
    List<double[]> first() {
      return List.of(weight1);
    }
  }

  private final Networks networks;
  private final Adam adam;

  Writes(Networks networks) {
    this.networks = networks;
    this.adam = new Adam(networks.first());
  }

  void byAnOptimizerInAField(double[] x) {
    Networks n = networks;
    var tape = LossesGrad.Dot.forward(n.weight2(), x);
    adam.step(List.of(x));
    tape.backward();
    tape.forward(n.weight1(), x);
    adam.step(List.of(x));
    // warning: [GC0410] the array 'networks.weight1'
    tape.backward();
  }

  static void given() {
    double[] w = {1, 2};
    double[] x = {3, 4};
    aCopy(w, x);
    afterwards(w, x);
    inALoop(w, x);
    anotherArray(w, x, new double[1]);
    anotherArrayOfThatName(w, x);
    read(w, x);
    nothingReadsIt(w, x);
  }

  static void nothingReadsIt(double[] w, double[] x) {
    var tape = LossesGrad.Model.forward(new Losses.Linear(w, w), x);
    tape.backward();
  }
}
