package dev.gradc.junit;

import dev.gradc.Companion;

/** What gradc would generate for {@link Cubes}, by hand. */
final class CubesGrad {

  private CubesGrad() {}

  record Gradient(double value, double x) {}

  @Companion(abi = 4, parts = "x")
  static final class Right {

    static Gradient gradient(double x) {
      return new Gradient(x * x * x, 3 * x * x);
    }
  }

  @Companion(
      abi = 4,
      parts = {"x", ""})
  static final class Wrong {

    static Gradient gradient(double x, int error) {
      return new Gradient(x * x * x, 3 * x * x + error);
    }
  }
}
