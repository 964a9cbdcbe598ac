package dev.gradc.samples.benchmarks;

/** The gradient of {@code kmeans} as one would write it: of the nearest centroid alone. */
final class ClustersByHand {

  private ClustersByHand() {}

  /** Adds to the gradient by the centroids, and gives the value. */
  static double addGradient(double[][] points, double[][] centroids, double[][] gradient) {
    double cost = 0;
    for (double[] point : points) {
      double least = Double.POSITIVE_INFINITY;
      int nearest = 0;
      for (int c = 0; c < centroids.length; c++) {
        double distance = distance(point, centroids[c]);
        if (distance < least) {
          least = distance;
          nearest = c;
        }
      }
      cost += least;
      add(point, centroids[nearest], gradient[nearest]);
    }
    return cost;
  }

  private static double distance(double[] point, double[] centroid) {
    double distance = 0;
    for (int i = 0; i < point.length; i++) {
      double difference = centroid[i] - point[i];
      distance += difference * difference;
    }
    return distance;
  }

  private static void add(double[] point, double[] centroid, double[] gradient) {
    for (int i = 0; i < point.length; i++) {
      gradient[i] += 2 * (centroid[i] - point[i]);
    }
  }
}
