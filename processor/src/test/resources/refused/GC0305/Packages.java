package refused;

import dev.gradc.Differentiable;

final class Packages {

  @Differentiable(name = "java")
  // error: [GC0305] a class generated for 'f' would be named 'java', a name that the generated code uses itself
  static double f(double x) {
    return x;
  }
}
