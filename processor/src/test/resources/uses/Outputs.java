package uses;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Retain;

/** Several outputs, each with a backward pass of its own. */
class Outputs {

  record Losses(double l1, double l2) {}

  record Kept(@Retain double l1, double l2) {}

  @Differentiable
  static Losses shared(double w, double x) {
    double a = w * x;
    return new Losses(a * a, Math.sin(a));
  }

  @Differentiable
  static Losses detached(double w, double v, double x) {
    double a = w * x;
    @Detach double cut = a;
    return new Losses(a * a, Math.sin(v * cut));
  }

  @Differentiable
  static Kept kept(double w, double x) {
    double a = w * x;
    return new Kept(a * a, Math.sin(a));
  }

  @Differentiable
  static Losses added(double w, double x) {
    double a = w + x;
    return new Losses(a * a, Math.sin(a));
  }

  static void stepByStep() {
    var tape = OutputsGrad.Shared.forward(1, 2);
    tape.l2().backward();
    // error: [GC0407] 'tape.l1()' (output 'l1') fails: the one of output 'l2' at Outputs.java:
    tape.l1().backward();
  }

  static void cures() {
    var tape = OutputsGrad.Shared.forward(1, 2);
    var first = tape.l1();
    first.backward();
    // error: [GC0407] 'record Losses(@Retain double l1, double l2)'
    tape.l2().backward(2.0);
  }

  static void recordedAnew() {
    var tape = OutputsGrad.Shared.forward(1, 2);
    tape.l2().backward();
    tape.forward(1, 2).l1().backward();
  }

  static void cutApart() {
    var tape = OutputsGrad.Detached.forward(1, 2, 3);
    tape.l2().backward();
    tape.l1().backward();
    // error: [GC0407] (output 'l1')
    tape.l1().backward();
  }

  static void retained() {
    var tape = OutputsGrad.Kept.forward(1, 2);
    tape.l1().backward();
    tape.l2().backward();
    tape.l1().backward();
  }

  static void nothingInTheSharedStep() {
    var tape = OutputsGrad.Added.forward(1, 2);
    tape.l1().backward();
    tape.l2().backward();
  }

  static void oneSweep() {
    var tape = OutputsGrad.Shared.forward(1, 2);
    tape.backward(new Losses(1, 1));
    // error: [GC0407] the one of all outputs in one sweep
    tape.l1().backward();
  }

  static void sweepAfterOne() {
    var tape = OutputsGrad.Shared.forward(1, 2);
    tape.l1().backward();
    // error: [GC0407] 'tape' (all outputs in one sweep) fails
    tape.backward(new Losses(1, 1));
  }

  static void inALoop(int n) {
    for (int i = 0; i < n; i++) {
      try (var tape = OutputsGrad.Shared.forward(1, i)) {
        if (i % 2 == 0) {
          tape.l1().backward();
        } else {
          tape.l2().backward();
        }
      }
    }
  }

  static void handleOfAnotherRecording() {
    var tape = OutputsGrad.Shared.forward(1, 2);
    var second = tape.l2();
    second.backward();
    tape.forward(1, 2);
    second.backward();
  }

  static void handleOfTheSameRecording() {
    var tape = OutputsGrad.Shared.forward(1, 2);
    var second = tape.l2();
    second.backward();
    // error: [GC0407] 'second' (output 'l2')
    second.backward();
  }

  static void chained() {
    OutputsGrad.Shared.forward(1, 2).l1().backward();
    OutputsGrad.Shared.forward(1, 2).l2().backward();
  }

  static void handlesThatEscape() {
    var tape = OutputsGrad.Shared.forward(1, 2);
    var all = java.util.List.of(tape.l1());
    tape.l2().backward();
    try {
      all.get(0).backward();
    } catch (dev.gradc.TapeFreedException freed) {
      tape.forward(1, 2);
    }
    tape.l2().backward();
  }

  @Differentiable
  static Losses arrays(double[] w, double[] x, double y) {
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] * x[i];
    }
    return new Losses(sum, Math.sin(y));
  }

  static void onlyWhatReadsIt() {
    double[] w = {1, 2};
    var tape = OutputsGrad.Arrays.forward(w, new double[] {3, 4}, 5);
    w[0] = 1.5;
    tape.l2().backward();
    // warning: [GC0410] the array 'w'
    tape.l1().backward();
  }
}
