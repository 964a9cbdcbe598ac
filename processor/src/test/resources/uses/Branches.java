package uses;

/** Conditions, and what they tell apart. */
class Branches {

  enum Mode {
    ONE,
    OTHER
  }

  record Setting(boolean joint, int steps) {}

  private final boolean isJoint;
  private boolean isOpen;

  Branches(boolean isJoint) {
    this.isJoint = isJoint;
  }

  static boolean random() {
    return Math.random() > 0.5;
  }

  static void mayHaveRun() {
    var tape = LossesGrad.Freed.forward(1, 2);
    if (random()) {
      tape.backward();
    }
    // warning: [GC0408] may have run before it
    tape.backward();
  }

  static void eitherWay() {
    var tape = LossesGrad.Freed.forward(1, 2);
    if (random()) {
      tape.backward();
    } else {
      tape.backward(2.0);
    }
    // error: [GC0407] 'tape'
    tape.backward();
  }

  static void oneOfTwo() {
    var tape = LossesGrad.Freed.forward(1, 2);
    if (random()) {
      tape.backward();
    } else {
      tape.backward(2.0);
    }
  }

  static double early() {
    var tape = LossesGrad.Freed.forward(1, 2);
    if (random()) {
      return tape.backward().x();
    }
    return tape.backward().y();
  }

  static void correlated(boolean joint) {
    var tape = LossesGrad.Freed.forward(1, 2);
    if (joint) {
      tape.backward();
    }
    System.out.println();
    if (!joint) {
      tape.backward(2.0);
    }
  }

  static void correlatedBySettings(Setting setting, Mode mode) {
    var tape = LossesGrad.Freed.forward(1, 2);
    if (setting.joint() && mode == Mode.ONE) {
      tape.backward();
    }
    if (!setting.joint()) {
      tape.backward(2.0);
    } else if (mode != Mode.ONE && setting.steps() > 2) {
      tape.backward(3.0);
    }
  }

  void correlatedByAField() {
    var tape = LossesGrad.Freed.forward(1, 2);
    if (isJoint) {
      tape.backward();
    }
    if (!this.isJoint) {
      tape.backward();
    }
  }

  void notByAFieldThatChanges() {
    var tape = LossesGrad.Freed.forward(1, 2);
    if (isOpen) {
      tape.backward();
    }
    isOpen = random();
    if (!isOpen) {
      // warning: [GC0408] 'tape'
      tape.backward();
    }
  }

  static void noLongerCorrelated(boolean joint) {
    var tape = LossesGrad.Freed.forward(1, 2);
    if (joint) {
      tape.backward();
    }
    joint = random();
    if (!joint) {
      // warning: [GC0408] 'tape'
      tape.backward();
    }
  }

  static void flag() {
    var tape = LossesGrad.Freed.forward(1, 2);
    boolean isDone = false;
    if (random()) {
      tape.backward();
      isDone = true;
    }
    if (!isDone) {
      tape.backward();
    }
  }

  static void recordedInBranches() {
    LossesGrad.Freed.Tape tape;
    if (random()) {
      tape = LossesGrad.Freed.forward(1, 2);
    } else {
      tape = LossesGrad.Freed.forward(3, 4);
    }
    tape.backward();
    // error: [GC0407] 'tape'
    tape.backward();
  }

  static void chosen() {
    var one = LossesGrad.Freed.forward(1, 2);
    var other = LossesGrad.Freed.forward(3, 4);
    var tape = random() ? one : other;
    tape.backward();
    // warning: [GC0408] 'one'
    one.backward();
  }

  static void maybeNull() {
    LossesGrad.Freed.Tape tape = null;
    if (random()) {
      tape = LossesGrad.Freed.forward(1, 2);
      tape.backward();
    }
    if (tape == null) {
      tape = LossesGrad.Freed.forward(3, 4);
      tape.backward();
    }
  }

  static void recordedWhereRun() {
    var tape = LossesGrad.Freed.forward(1, 2);
    if (random()) {
      tape.backward();
      tape.forward(2, 3);
    }
    tape.backward();
  }

  static void switched(int how) {
    var tape = LossesGrad.Freed.forward(1, 2);
    switch (how) {
      case 0:
        tape.backward();
        break;
      case 1:
        tape.backward(1.0);
      // falls through
      case 2:
        // warning: [GC0408] 'tape'
        tape.backward(2.0);
        break;
      default:
        throw new IllegalArgumentException();
    }
    // error: [GC0407] 'tape'
    tape.backward();
  }

  static double arrows(Mode mode) {
    var tape = LossesGrad.Freed.forward(1, 2);
    double slope =
        switch (mode) {
          case ONE -> tape.backward().x();
          case OTHER -> {
            double y = tape.backward().y();
            yield y;
          }
        };
    // error: [GC0407] 'tape'
    return slope + tape.backward().x();
  }

  static void shortCircuit() {
    var tape = LossesGrad.Freed.forward(1, 2);
    if (random() && tape.backward().x() > 0) {
      // error: [GC0407] 'tape'
      tape.backward();
    }
  }

  static final boolean DEBUG = false;

  static void neverRun() {
    var tape = LossesGrad.Freed.forward(1, 2);
    if (DEBUG) {
      tape.backward();
    }
    tape.backward();
  }
}
