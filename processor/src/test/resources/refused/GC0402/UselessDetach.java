package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

final class UselessDetach {

  record Layer(
      double w,
      // warning: [GC0402] 'size'
      @Detach int size,
      @Detach double frozen) {}

  @Differentiable
  static double local(double x, @Detach double y) {
    // warning: [GC0402] @Detach double factor = 2 * y;
    @Detach double factor = 2 * y;
    return x * factor;
  }

  @Differentiable
  static double onLines(double x, @Detach double y) {
    // warning: [GC0402] '@Detach double factor = 2 * y;'
    @Detach double factor
        = 2
            * y;
    return x * factor;
  }

  @Differentiable
  static double cast(double x, @Detach double y) {
    // warning: [GC0402] '(@Detach double) y'
    return x * (@Detach double) y;
  }

  @Differentiable
  // warning: [GC0402] 'n'
  static double integer(double x, @Detach int n) {
    return x * n;
  }

  @Differentiable
  static double helped(double x, @Detach double y) {
    return helper(x, 2 * y);
  }

  private static double helper(double x, @Detach double y) {
    return x * y;
  }

  @Differentiable
  static double useful(double x) {
    @Detach double cut = x;
    return x * cut;
  }

  @Differentiable
  static double casts(double x) {
    // warning: [GC0402] '(@Detach int) 3.0'
    double a = x * (@Detach int) 3.0;
    // warning: [GC0402] '(@Detach double) 3'
    return a * (@Detach double) 3 * (@Detach double) x;
  }

  @Differentiable
  static double integers(double x) {
    // warning: [GC0402] '@Detach int twice = 2;'
    @Detach int twice = 2;
    // warning: [GC0402] '@Detach var text = "x";'
    @Detach var text = "x";
    return x * twice * count(twice) * text.length();
  }

  @Detach
  // warning: [GC0402] 'count'
  private static int count(
      // warning: [GC0402] 'n'
      @Detach int n) {
    return n + 1;
  }

  @Differentiable
  static double layer(Layer layer) {
    return layer.w * layer.size * layer.frozen;
  }
}
