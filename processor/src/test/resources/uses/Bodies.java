package uses;

/** Wherever code can stand. */
class Bodies {

  final double slope;

  Bodies() {
    var tape = LossesGrad.Freed.forward(1, 2);
    slope = tape.backward().x();
    // error: [GC0407] 'tape'
    tape.backward();
  }

  static {
    var tape = LossesGrad.Freed.forward(1, 2);
    tape.backward();
    // error: [GC0407] 'tape'
    tape.backward();
  }

  {
    var tape = LossesGrad.Freed.forward(1, 2);
    tape.backward();
    // error: [GC0407] 'tape'
    tape.backward();
  }

  static final Runnable LATER =
      () -> {
        var tape = LossesGrad.Freed.forward(1, 2);
        tape.backward();
        // error: [GC0407] 'tape'
        tape.backward();
      };

  static class Inner {
    Object anonymous() {
      return new Object() {
        @Override
        public String toString() {
          class Local {
            double run() {
              var tape = LossesGrad.Freed.forward(1, 2);
              double x = tape.backward().x();
              // error: [GC0407] 'tape'
              return x + tape.backward().x();
            }
          }
          return "" + new Local().run();
        }
      };
    }
  }

  record Point(double x) {
    Point {
      var tape = LossesGrad.Freed.forward(x, 2);
      tape.backward();
      // error: [GC0407] 'tape'
      tape.backward();
    }
  }
}
