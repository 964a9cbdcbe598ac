package dev.gradc.samples.benchmarks;

import dev.gradc.samples.gradbench.Clusters;
import dev.gradc.samples.gradbench.ClustersGrad;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hipparchus.analysis.differentiation.Gradient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** GradBench's {@code kmeans}. */
public class ClustersBenchmark {

  /** Points, some of which are the centroids too, and where gradients go. */
  @State(Scope.Thread)
  public static class Input {

    /** Centroids, points and dimensions. */
    @Param({"5, 100, 4", "100, 10000, 16"})
    String sizes;

    private double[][] points;
    private double[][] centroids;
    private ClustersGrad.Cost.Gradient gradient;
    private double[][] gradientByHand;

    @Setup
    public void prepare() {
      int[] parsed = Sizes.of(sizes);
      points = points(parsed[1], parsed[2]);
      centroids = centroids(points, parsed[0]);
      gradient = ClustersGrad.Cost.Gradient.zeros(points, centroids);
      gradientByHand = new double[parsed[0]][parsed[2]];
    }
  }

  /** What is small enough for derivatives that every number carries. */
  @State(Scope.Thread)
  public static class Small {

    /** Centroids, points and dimensions. */
    @Param("5, 100, 4")
    String sizes;

    private double[][] points;
    private Gradient[] centroids;

    @Setup
    public void prepare() {
      int[] parsed = Sizes.of(sizes);
      points = points(parsed[1], parsed[2]);
      double[][] chosen = centroids(points, parsed[0]);
      centroids =
          HipparchusObjectives.variables(
              Arrays.stream(chosen).flatMapToDouble(Arrays::stream).toArray());
    }
  }

  private static double[][] points(int count, int dimensions) {
    SplittableRandom random = new SplittableRandom(1);
    return Stream.generate(() -> random.doubles(dimensions).toArray())
        .limit(count)
        .toArray(double[][]::new);
  }

  private static double[][] centroids(double[][] points, int count) {
    return Arrays.stream(points, points.length - count, points.length)
        .map(double[]::clone)
        .toArray(double[][]::new);
  }

  @Benchmark
  public double primal(Input in) {
    return Clusters.cost(in.points, in.centroids);
  }

  @Benchmark
  public double[][] gradc(Input in) {
    in.gradient.setZero();
    ClustersGrad.Cost.addGradient(in.points, in.centroids, in.gradient);
    return in.gradient.centroids();
  }

  @Benchmark
  public double[][] byHand(Input in) {
    for (double[] row : in.gradientByHand) {
      Arrays.fill(row, 0);
    }
    ClustersByHand.addGradient(in.points, in.centroids, in.gradientByHand);
    return in.gradientByHand;
  }

  /** The gradient row by row. */
  @Benchmark
  public double[] hipparchus(Small in) {
    return HipparchusObjectives.cost(in.points, in.centroids).getGradient();
  }
}
