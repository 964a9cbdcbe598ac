package dev.gradc.samples.gradbench;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;

/** The objective of {@code kmeans}. */
public final class Clusters {

  private Clusters() {}

  /**
   * The sum of the squared distances of all points to the nearest centroid.
   *
   * @param points n x d
   * @param centroids k x d
   */
  @Differentiable(modes = Mode.HESSIAN)
  public static double cost(@Detach double[][] points, double[][] centroids) {
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
