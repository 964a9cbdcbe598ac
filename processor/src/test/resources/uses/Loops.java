package uses;

/** The same call again. */
class Loops {

  static void forgotten(int n) {
    var tape = LossesGrad.Freed.forward(1, 2);
    for (int i = 0; i < n; i++) {
      // warning: [GC0408] one in an earlier iteration, at this very call, may have run
      tape.backward();
    }
  }

  static void surelyTwice() {
    var tape = LossesGrad.Freed.forward(1, 2);
    for (int i = 0; i < 3; i++) {
      // error: [GC0407] one in an earlier iteration, at this very call, has run
      tape.backward();
    }
  }

  static void onceOnly() {
    var tape = LossesGrad.Freed.forward(1, 2);
    for (int i = 0; i < 1; i++) {
      tape.value();
    }
    tape.backward();
  }

  static void recordedEachTime(int n) {
    var tape = new LossesGrad.Freed.Tape();
    for (int i = 0; i < n; i++) {
      tape.forward(i, 2);
      tape.backward();
    }
  }

  static void madeEachTime(int n) {
    for (int i = 0; i < n; i++) {
      try (var tape = LossesGrad.Freed.forward(i, 2)) {
        tape.backward();
      }
    }
  }

  static void leftAfterwards(int n) {
    var tape = LossesGrad.Freed.forward(1, 2);
    for (int i = 0; i < n; i++) {
      if (i * i > n) {
        tape.backward();
        break;
      }
    }
  }

  static double returnedFrom(double[] values) {
    var tape = LossesGrad.Freed.forward(1, 2);
    for (double value : values) {
      if (value > 0) {
        return tape.backward(value).x();
      }
    }
    return tape.backward().x();
  }

  static void atTheEnd(int n) {
    var tape = LossesGrad.Freed.forward(1, 2);
    for (int i = 0; i < n; i++) {
      tape.value();
      if (i == n - 1) {
        tape.backward();
      }
    }
  }

  static void beforeTheLoopAndInIt(int n) {
    var tape = LossesGrad.Freed.forward(1, 2);
    tape.backward();
    while (n-- > 0) {
      // error: [GC0407] 'tape'
      tape.backward();
    }
  }

  static void whileNotDone(double[] values) {
    var tape = LossesGrad.Freed.forward(1, 2);
    boolean isDone = false;
    int i = 0;
    while (!isDone) {
      if (values[i++] > 0) {
        tape.backward();
        isDone = true;
      }
    }
  }

  static void doOnce(int n) {
    var tape = LossesGrad.Freed.forward(1, 2);
    do {
      // warning: [GC0408] 'tape'
      tape.backward();
    } while (n-- > 0);
    // error: [GC0407] 'tape'
    tape.backward();
  }

  static void continued(int n) {
    var tape = LossesGrad.Freed.forward(1, 2);
    outer:
    for (int i = 0; i < n; i++) {
      tape.forward(i, i);
      for (int j = 0; j < n; j++) {
        if (j > i) {
          tape.backward();
          continue outer;
        }
      }
      tape.backward();
    }
  }

  static void previous(int n) {
    var tape = LossesGrad.Freed.forward(1, 2);
    for (int i = 0; i < n; i++) {
      var next = LossesGrad.Freed.forward(i, 2);
      tape.backward();
      tape = next;
    }
  }

  static void innerTwice(int n) {
    var tape = new LossesGrad.Freed.Tape();
    for (int i = 0; i < n; i++) {
      tape.forward(1, 2);
      for (int j = 0; j <= 1; j++) {
        // error: [GC0407] 'tape'
        tape.backward();
      }
    }
  }
}
