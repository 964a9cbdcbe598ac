package corpus.straight;

import dev.gradc.Differentiable;

/** The distance of two places on the globe. */
final class Haversine {

  private Haversine() {}

  // sample: lat1 in [-1, 1], lon1 in [-3, -1], lat2 in [-1, 1], lon2 in [0, 1]
  @Differentiable
  static double kilometres(double lat1, double lon1, double lat2, double lon2) {
    double u = Math.sin((lat2 - lat1) / 2);
    double v = Math.sin((lon2 - lon1) / 2);
    double h = u * u + Math.cos(lat1) * Math.cos(lat2) * v * v;
    return 2 * 6371.0088 * Math.asin(Math.sqrt(h));
  }
}
