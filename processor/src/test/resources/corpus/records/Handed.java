package corpus.records;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import java.util.Arrays;
import java.util.Objects;

/** Records that other code is given, and what is there in any case. */
// golden
final class Handed {

  private Handed() {}

  record Place(double place, double weight) {}

  record Map(Place[] places, double scale) {}

  @Differentiable
  static double writtenOut(double x, @Detach double y) {
    return Math.sin(x * Arrays.asList(new Place(y, 2), new Place(3, y)).indexOf(new Place(3, y)));
  }

  // sample: a length 3, map.places.place length 3, map.places.weight length 3
  @Differentiable
  static double required(double[] a, Map map, @Detach Place[] places) {
    Objects.requireNonNull(places);
    Map same = Objects.requireNonNull(map, "map");
    return Math.sin(a[0] * a[1]) * same.scale() * same.places()[1].weight();
  }

  // sample: x in [0.5, 1.5], map.places.place length 3, map.places.weight length 3
  @Differentiable
  static double inText(double x, @Detach Map map) {
    if (x < 0) {
      throw new IllegalArgumentException("for " + map);
    }
    return Math.sin(x * map.scale());
  }
}
