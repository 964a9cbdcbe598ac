package uses;

/** One call after another. */
class Sequences {

  static void twice() {
    var tape = LossesGrad.Freed.forward(1, 2);
    tape.backward();
    // error: [GC0407] 'tape'
    tape.backward();
  }

  static double recordedBetween() {
    var tape = LossesGrad.Freed.forward(1, 2);
    double x = tape.backward().x();
    tape.forward(2, 3);
    return x + tape.backward(2.0).x();
  }

  static void nothingToFree() {
    var tape = LossesGrad.Sum.forward(1, 2);
    tape.backward();
    tape.backward();
  }

  static void retained() {
    var tape = LossesGrad.Kept.forward(1, 2);
    tape.backward();
    tape.backward();
  }

  static void twoTapes() {
    var one = LossesGrad.Freed.forward(1, 2);
    var other = LossesGrad.Freed.forward(1, 2);
    one.backward();
    other.backward();
  }

  static void alias() {
    LossesGrad.Freed.Tape tape = LossesGrad.Freed.forward(1, 2);
    var same = tape;
    same.backward();
    // error: [GC0407] one at Sequences.java:
    tape.backward(1.0);
  }

  static void aliasOfAnotherType() {
    dev.gradc.Tape general = LossesGrad.Freed.forward(1, 2);
    var tape = (LossesGrad.Freed.Tape) general;
    tape.backward();
    // error: [GC0407] 'tape'
    tape.backward();
  }

  static void empty() {
    var tape = new LossesGrad.Freed.Tape();
    tape.forward(1, 2).backward();
    // error: [GC0407] record anew before this call: 'tape.forward(…)'
    tape.backward();
  }

  static double chained() {
    return LossesGrad.Freed.forward(1, 2).backward().x()
        + LossesGrad.Freed.forward(1, 2).backward().y();
  }

  static void assignedLater() {
    LossesGrad.Freed.Tape tape;
    tape = LossesGrad.Freed.forward(1, 2);
    tape.backward();
    tape = LossesGrad.Freed.forward(3, 4);
    tape.backward();
  }

  static void within(double[] out) {
    try (var tape = LossesGrad.Freed.forward(1, 2)) {
      out[0] = tape.backward().x() + tape.value();
      // error: [GC0407] has freed 'exp' (Losses.java:
      out[1] = tape.backward().x();
    }
  }

  static void closed() {
    var tape = LossesGrad.Freed.forward(1, 2);
    tape.backward();
    tape.close();
    tape.forward(1, 2);
    tape.backward();
  }

  static void intoTheSameGradient() {
    var tape = LossesGrad.Freed.forward(1, 2);
    var gradient = LossesGrad.Freed.Gradient.zeros(1, 2);
    tape.backward(gradient);
    // error: [GC0407] 'tape'
    tape.backward(gradient);
  }

  static void harmless() {
    var tape = LossesGrad.Freed.forward(1, 2);
    System.out.println("tape " + tape + tape.hashCode() + (tape == null));
    java.util.Objects.requireNonNull(tape).backward();
    // error: [GC0407] 'tape'
    tape.backward();
  }
}
