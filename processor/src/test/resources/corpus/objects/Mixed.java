package corpus.objects;

import dev.gradc.Differentiable;
import java.util.Arrays;
import java.util.Objects;

/** Records that hold objects, and records that go to where they are not taken apart. */
final class Mixed {

  private Mixed() {}

  enum Unit {
    METRE,
    MILE
  }

  record Length(double value, Unit unit, String note) {}

  record Range(int low, int high) {
    int width() {
      return high - low;
    }
  }

  record Box(Range range, double[] sides) {}

  static final Range LIMITS = new Range(1, 4);

  static Range[] none() {
    return new Range[0];
  }

  @Differentiable
  static double metres(Length length) {
    double factor = length.unit() == Unit.MILE ? 1609.344 : 1;
    return factor * length.value() * length.note().length();
  }

  @Differentiable
  static Length doubled(Length length, double by) {
    return new Length(2 * length.value() * by, length.unit(), "twice " + length.note());
  }

  @Differentiable
  static double hashed(double x, Range range) {
    Range shifted = new Range(range.low() + 1, range.high() + 1);
    Object any = shifted;
    int code = Objects.hash(shifted, LIMITS);
    double y = x * (code % 7) + x * x * LIMITS.width();
    return any.equals(new Range(range.low() + 1, range.high() + 1)) ? y : -y;
  }

  @Differentiable
  static double sorted(double x, int[] order) {
    int[] copy = order.clone();
    Arrays.sort(copy);
    double y = 0;
    for (int i = 0; i < copy.length; i++) {
      y = y * x + copy[i];
    }
    return y + (Integer.valueOf(copy[0]) + 1) * x;
  }

  // sample: x in [1, 2]
  @Differentiable
  static double made(double x, int n) {
    Box box = boxOf(n);
    double y = x * box.range().width();
    for (double side : box.sides()) {
      y += side * x * x;
    }
    return y;
  }

  static Box boxOf(int n) {
    return new Box(new Range(n, 2 * n + 1), new double[] {n, 0.5});
  }
}
