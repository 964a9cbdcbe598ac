package uses;

import dev.gradc.TapeFreedException;

/** Calls that fail, and that are meant to. */
class Exceptions {

  interface Code {
    void run();
  }

  static void assertThrows(Class<?> type, Code code) {
    try {
      code.run();
    } catch (RuntimeException e) {
      if (!type.isInstance(e)) {
        throw e;
      }
    }
  }

  static void fail() {
    throw new AssertionError();
  }

  static void step() {
    System.out.println();
  }

  static String message() {
    var tape = LossesGrad.Freed.forward(1, 2);
    tape.backward();
    try {
      tape.backward();
      return "";
    } catch (TapeFreedException freed) {
      return freed.getMessage();
    }
  }

  static void anything() {
    try (var tape = LossesGrad.Freed.forward(1, 2)) {
      tape.backward();
      tape.backward();
    } catch (RuntimeException any) {
      step();
    }
  }

  static void asserted() {
    assertThrows(
        TapeFreedException.class,
        () -> {
          var tape = LossesGrad.Freed.forward(1, 2);
          tape.backward();
          tape.backward();
        });
  }

  static void assertedOfATapeOutside() {
    var tape = LossesGrad.Freed.forward(1, 2);
    tape.backward();
    assertThrows(TapeFreedException.class, () -> tape.backward());
    assertThrows(TapeFreedException.class, tape::backward);
  }

  static void somethingElse() throws java.io.IOException {
    var tape = LossesGrad.Freed.forward(1, 2);
    try {
      tape.backward();
      if (tape.value() > 3) {
        throw new java.io.IOException();
      }
    } catch (java.io.IOException e) {
      // warning: [GC0408] 'tape'
      tape.backward();
    }
  }

  static void mayHaveThrownBefore() {
    var tape = LossesGrad.Freed.forward(1, 2);
    try {
      step();
      tape.backward();
    } catch (ArithmeticException e) {
      tape.value();
    }
    // warning: [GC0408] 'tape'
    tape.backward();
  }

  static void anotherSeed(double[] seeds) {
    var tape = LossesGrad.Freed.forward(1, 2);
    try {
      tape.backward(seeds[7]);
    } catch (ArrayIndexOutOfBoundsException e) {
      tape.backward(1);
    }
  }

  static void finallyAgain() {
    var tape = LossesGrad.Freed.forward(1, 2);
    try {
      tape.backward();
    } finally {
      // warning: [GC0408] 'tape'
      tape.backward();
    }
  }

  static void afterFinally() {
    var tape = LossesGrad.Freed.forward(1, 2);
    try {
      tape.backward();
    } finally {
      step();
    }
    // error: [GC0407] 'tape'
    tape.backward();
  }

  static void recordedInFinally(int n) {
    var tape = LossesGrad.Freed.forward(1, 2);
    for (int i = 0; i < n; i++) {
      try {
        tape.backward();
      } finally {
        tape.forward(i, 2);
      }
    }
  }

  static void mustFail() {
    var tape = LossesGrad.Freed.forward(1, 2);
    try {
      tape.backward(-1);
      fail();
    } catch (IllegalArgumentException expected) {
      step();
    }
    tape.backward();
  }
}
