package dev.gradc.samples.benchmarks;

import dev.gradc.samples.gradbench.Clusters;

/** The gradient of {@code kmeans} as one would write it: of the nearest centroid alone. */
final class ClustersByHand {

  private ClustersByHand() {}

  /** Adds to the gradient by the centroids, and gives the value. */
  static double addGradient(double[][] points, double[][] centroids, double[][] gradient) {
    int[] nearest = Clusters.nearest(points, centroids);
    double cost = 0;
    for (int p = 0; p < points.length; p++) {
      cost += add(points[p], centroids[nearest[p]], gradient[nearest[p]]);
    }
    return cost;
  }

  private static double add(double[] point, double[] centroid, double[] gradient) {
    double distance = 0;
    for (int i = 0; i < point.length; i++) {
      double difference = centroid[i] - point[i];
      distance += difference * difference;
      gradient[i] += 2 * difference;
    }
    return distance;
  }
}
