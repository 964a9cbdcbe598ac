// golden
package corpus.hessians;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;

final class Clusters {

  private Clusters() {}

  // sample: points length 4;2, centroids length 3;2
  // kinks
  @Differentiable(modes = Mode.HESSIAN)
  static double cost(@Detach double[][] points, double[][] centroids) {
    double cost = 0;
    for (double[] point : points) {
      double nearest = Double.POSITIVE_INFINITY;
      for (double[] centroid : centroids) {
        double distance = 0;
        for (int i = 0; i < point.length; i++) {
          double difference = centroid[i] - point[i];
          distance += difference * difference;
        }
        nearest = Math.min(nearest, distance);
      }
      cost += nearest;
    }
    return cost;
  }
}
