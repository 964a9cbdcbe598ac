package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

final class NoGradient {

  record Pair(double x, double unused) {}

  @Differentiable
  // warning: [GC0401] 'steps': it ends at 'int n = (int) steps;' (NoGradient.java:
  static double converted(double x, double steps) {
    int n = (int) steps;
    return x * n;
  }

  @Differentiable
  // warning: [GC0401] 'y': nothing reads it
  static double unread(double x, double y) {
    return x;
  }

  @Differentiable
  // warning: [GC0401] 'y': it ends at '@Detach double cut = y * y;'
  static double detached(double x, double y) {
    @Detach double cut = y * y;
    return x * cut;
  }

  @Differentiable
  // warning: [GC0401] 'y': the result does not depend on it
  static double overwritten(double x, double y) {
    double z = y;
    z = x;
    return z;
  }

  @Differentiable
  // warning: [GC0401] 'a': it ends at 'return x * Math.floor(a[0]);'
  static double rounded(double x, double[] a) {
    return x * Math.floor(a[0]);
  }

  @Differentiable
  // warning: [GC0401] 'a': the result does not depend on it
  static double replaced(double[][] a, double x) {
    a[0] = new double[] {1, 2, 3};
    return x * x;
  }

  @Differentiable
  static double ofRecord(Pair pair) {
    return pair.x();
  }

  @Differentiable
  // warning: [GC0401] 'y': it ends at '@Detach double cut = y * y;'
  static double indexBeforeDetach(double x, double y) {
    int n = (int) y;
    double rounded = Math.rint(y);
    @Detach double cut = y * y;
    return x * n + cut * rounded;
  }
}
