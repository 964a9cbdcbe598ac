// option: -Agradc.sharedGraph=warn
package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Retain;

final class SharedGraph {

  record Losses(double l1, double l2) {}

  record KeptLosses(double l1, @Retain double l2) {}

  @Differentiable
  static Losses shared(double x, double y) {
    // warning: [GC0406] 'l1' (SharedGraph.java:19) and 'l2' (SharedGraph.java:19) share the graph behind 'a'
    double a = Math.exp(x * y);
    double c = x + y;
    return new Losses(a * c, Math.sin(a) * c);
  }

  @Differentiable
  static Losses parted(double x, double y) {
    double a = Math.exp(x * y);
    @Detach double cut = a;
    return new Losses(a * x, Math.sin(cut) * y);
  }

  @Differentiable
  static KeptLosses kept(double x, double y) {
    double a = Math.exp(x * y);
    return new KeptLosses(a * x, Math.sin(a) * y);
  }

  @Differentiable
  static Losses keptLocal(double x, double y) {
    @Retain double a = Math.exp(x * y);
    return new Losses(a * x, Math.sin(a) * y);
  }

  /** What is shared stores nothing. */
  @Differentiable
  static Losses sum(double x, double y) {
    double a = x + 2 * y;
    return new Losses(a * a, Math.sin(a));
  }

  @Differentiable
  static Losses chained(double x, double y) {
    // warning: [GC0406] record Losses(@Retain double l1, double l2)
    double l1 = Math.tanh(x * y);
    return new Losses(l1, Math.log(2 + l1));
  }

  /** What a gradient cannot pass through is no place to part them at. */
  @Differentiable
  static Losses counted(double x, int n) {
    double y = x;
    for (int i = 0; i < n; i++) {
      // warning: [GC0406] share the graph behind 'y'
      y = Math.sin(y);
    }
    int k = (int) y;
    return new Losses(y * k, Math.cos(y));
  }

  /** Without a local variable, the value itself is named. */
  @Differentiable
  // warning: [GC0406] share the graph behind
  static Losses written(double[] a, double x) {
    for (int i = 1; i < a.length; i++) {
      a[i] = Math.sin(a[i] * a[i - 1]);
    }
    return new Losses(a[1] * x, a[2]);
  }

  /** What is first read for the sake of another variable is not behind that one. */
  @Differentiable
  static Losses readBefore(double x, double y, int n) {
    double h = x;
    for (int i = 0; i < n; i++) {
      // warning: [GC0406] share the graph behind 'h'
      h = Math.sin(h * y);
    }
    double g = Math.exp(h) * y;
    return new Losses(Math.cos(h), Math.sin(g));
  }

  /** What is another variable as it is parts as that does. */
  @Differentiable
  static Losses copied(double x, double y, int n) {
    double h = x;
    for (int i = 0; i < n; i++) {
      h = Math.sin(h * y);
    }
    // warning: [GC0406] share the graph behind 'g'
    double g = h;
    return new Losses(Math.cos(g), Math.sin(g));
  }
}
