package corpus.objects;

import dev.gradc.Differentiable;
import dev.gradc.Mode;

/** Fields that are arrays of records, of static classes and of objects. */
final class ArraysOfRecords {

  record Weight(double w) {}

  sealed interface Shape permits Disk, Box {}

  record Disk(double r) implements Shape {}

  record Box(double a, double b) implements Shape {}

  static final Weight[] WEIGHTS = {new Weight(2), new Weight(3)};
  static final Weight[][] TABLE = {{new Weight(2)}, {new Weight(3), new Weight(0.5)}};
  static final Shape[] SHAPES = {new Disk(2), new Box(3, 4)};

  final Weight[] own = {new Weight(5)};

  static ArraysOfRecords example() {
    return new ArraysOfRecords();
  }

  // sample: x in [0.5, 1.5]
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double inLoop(double x) {
    double sum = 0;
    for (Weight weight : WEIGHTS) {
      sum += x * x * weight.w();
    }
    return sum * WEIGHTS.length + TABLE[1][1].w() * x;
  }

  // sample: x in [0.5, 1.5], i in [0, 1]
  @Differentiable
  static double ofShapes(double x, int i) {
    Shape shape = SHAPES[i];
    return shape instanceof Disk disk ? x * x * disk.r() : x * ((Box) SHAPES[1]).b();
  }

  // sample: x in [0.5, 1.5]
  @Differentiable
  double ofObject(double x) {
    return x * x * own[0].w() + WEIGHTS.clone()[1].w() * x;
  }

  // sample: x in [0.5, 1.5], n in [0, 1]
  @Differentiable
  static double recursive(double x, int n) {
    return x * power(x, n);
  }

  private static double power(double x, int n) {
    return n == 0 ? x : power(x * x * WEIGHTS[n].w(), n - 1);
  }
}
