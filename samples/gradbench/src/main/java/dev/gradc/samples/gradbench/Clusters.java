package dev.gradc.samples.gradbench;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;
import java.util.Arrays;

/** The objective of {@code kmeans}. */
public final class Clusters {

  /** So many points at once, innermost: what is done to each of them vectorises. */
  private static final int BLOCK = 64;

  private Clusters() {}

  /**
   * The sum of the squared distances of all points to the nearest centroid. Which one that is
   * carries no derivative; its distance does.
   *
   * @param points n x d
   * @param centroids k x d
   */
  @Differentiable(modes = Mode.HESSIAN)
  public static double cost(@Detach double[][] points, double[][] centroids) {
    double cost = 0;
    int[] nearest = nearest(points, centroids);
    for (int p = 0; p < points.length; p++) {
      double[] point = points[p];
      double[] centroid = centroids[nearest[p]];
      for (int i = 0; i < point.length; i++) {
        double difference = centroid[i] - point[i];
        cost += difference * difference;
      }
    }
    return cost;
  }

  /** For each point the position of its centroid, the first one of several that are as near. */
  public static int[] nearest(double[][] points, double[][] centroids) {
    int[] nearest = new int[points.length];
    int d = points[0].length;
    double[][] block = new double[d][BLOCK];
    double[] least = new double[BLOCK];
    double[] distances = new double[BLOCK];
    for (int start = 0; start < points.length; start += BLOCK) {
      int size = Math.min(BLOCK, points.length - start);
      for (int p = 0; p < size; p++) {
        for (int i = 0; i < d; i++) {
          block[i][p] = points[start + p][i];
        }
      }
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      for (int c = 0; c < centroids.length; c++) {
        Arrays.fill(distances, 0);
        for (int i = 0; i < d; i++) {
          add(centroids[c][i], block[i], distances);
        }
        for (int p = 0; p < size; p++) {
          if (distances[p] < least[p]) {
            least[p] = distances[p];
            nearest[start + p] = c;
          }
        }
      }
    }
    return nearest;
  }

  /** Adds the squared distances of one coordinate. */
  private static void add(double centroid, double[] points, double[] distances) {
    for (int p = 0; p < distances.length; p++) {
      double difference = centroid - points[p];
      distances[p] += difference * difference;
    }
  }
}
