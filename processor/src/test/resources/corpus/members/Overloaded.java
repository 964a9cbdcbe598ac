package corpus.members;

import dev.gradc.Differentiable;

/** Value and derivative are those of the method that the source means. */
final class Overloaded {

  private Overloaded() {}

  @Differentiable
  static double called(double x, String text) {
    Object any = text;
    return Powers.of(any, x) + 3 * Powers.of(text, x);
  }
}

// file: Powers.java
package corpus.members;

import dev.gradc.Differentiable;

/** The methods called. */
final class Powers {

  private Powers() {}

  @Differentiable
  static double of(Object any, double x) {
    return x * x;
  }

  @Differentiable(name = "OfText")
  static double of(String text, double x) {
    return x * x * x;
  }
}
