package refused;

import dev.gradc.Differentiable;

final class Fields {

  record Weight(double w) {}

  sealed interface Shape permits Disk {}

  record Disk(double r) implements Shape {}

  static final Weight[] WEIGHTS = {new Weight(2), new Weight(3)};
  static final Shape[][] SHAPES = {{new Disk(2)}};

  final Weight[] own = {new Weight(5)};

  @Differentiable
  static double inLoop(double x) {
    double sum = 0;
    // error: [GC0148] 'WEIGHTS' is, or holds, an array of records
    //                   ^
    for (Weight weight : WEIGHTS) {
      sum += x * weight.w();
    }
    return sum;
  }

  @Differentiable
  static double length(double x) {
    // error: [GC0148] 'SHAPES' is, or holds, an array of records
    //         ^
    return x * SHAPES.length;
  }

  @Differentiable
  double ofObject(double x) {
    // error: [GC0148] 'own' is, or holds, an array of records
    //         ^
    return x * own[0].w();
  }
}
