package corpus.records;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import java.util.Arrays;
import java.util.Optional;

/** Arrays of records that other code is given. */
// golden
final class Handed {

  private Handed() {}

  record Place(double place, double weight) {}

  record Map(Place[] places, double scale) {}

  // sample: places.place length 4, places.weight length 4
  @Differentiable
  static double found(double x, @Detach Place[] places) {
    double sum = 0;
    for (Place place : places) {
      sum += Math.sin(place.place() * x) * Arrays.asList(places).indexOf(place);
    }
    return sum;
  }

  // sample: rows.place length 2;3, rows.weight length 2;3
  @Differentiable
  static double ofRows(double x, @Detach Place[][] rows) {
    return Math.sin(x * (Arrays.deepHashCode(rows) % 7)) * rows[1][2].weight();
  }

  // sample: map.places.place length 3, map.places.weight length 3
  @Differentiable
  static double ofMap(double x, @Detach Map map) {
    double scale = x > 0 ? Arrays.asList(map, map).size() : map.scale();
    return Math.sin(x * scale) * (Optional.of(map).isPresent() ? x : 1);
  }

  @Differentiable
  static double writtenOut(double x, @Detach double y) {
    return Math.sin(x * Arrays.asList(new Place(y, 2), new Place(3, y)).indexOf(new Place(3, y)));
  }
}
