package dev.gradc.samples.gradbench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Inputs of the sizes that GradBench sends, with random numbers of our own: by these it is timed,
 * by the suite's own it is validated.
 */
final class Workloads {

  private Workloads() {}

  /** An input that takes microseconds. */
  static JsonElement small(String module) {
    return switch (module) {
      case "hello" -> new JsonPrimitive(1.5);
      case "llsq" -> of(module, 16, 16);
      case "lse" -> of(module, 1000);
      case "ode" -> of(module, 100, 5);
      case "det" -> of(module, 5);
      case "gmm" -> of(module, 4, 5, 10);
      case "lstm" -> of(module, 2, 20);
      case "kmeans" -> of(module, 5, 50, 4);
      default -> throw new IllegalArgumentException("no such module: " + module);
    };
  }

  /** The sizes of the suite's default workloads, in its order; what they mean says {@link #of}. */
  static List<int[]> defaults(String module) {
    return switch (module) {
      case "llsq" ->
          products(new int[][] {{128}, {16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8196, 16392}});
      case "lse" -> IntStream.range(0, 10).mapToObj(i -> new int[] {2500 << i}).toList();
      case "ode" -> products(new int[][] {{1000, 10_000, 100_000}, {1, 10, 100}});
      case "det" -> IntStream.rangeClosed(5, 11).mapToObj(ell -> new int[] {ell}).toList();
      case "gmm" -> products(new int[][] {{2, 10, 20, 32, 64}, {5, 10, 25, 50, 100}, {1000}});
      case "lstm" -> products(new int[][] {{2, 4, 6}, {1024, 4096, 8192}});
      case "kmeans" -> products(new int[][] {{10, 100, 1000}, {1000, 10_000}, {8, 16}});
      default -> throw new IllegalArgumentException("no such module: " + module);
    };
  }

  /** One of each, by rising product, as the suite orders them. */
  private static List<int[]> products(int[][] choices) {
    Stream<int[]> chosen = Stream.of(new int[0]);
    for (int[] next : choices) {
      chosen =
          chosen.flatMap(
              some ->
                  Arrays.stream(next)
                      .mapToObj(
                          one -> {
                            int[] more = Arrays.copyOf(some, some.length + 1);
                            more[some.length] = one;
                            return more;
                          }));
    }
    return chosen
        .sorted(
            Comparator.comparingLong(
                sizes -> Arrays.stream(sizes).asLongStream().reduce(1, (a, b) -> a * b)))
        .toList();
  }

  /**
   * An input.
   *
   * @param sizes of llsq m and n; of lse n; of ode n and s; of det ell; of gmm d, k and n; of lstm
   *     L and c; of kmeans k, n and d
   */
  static JsonObject of(String module, int... sizes) {
    SplittableRandom random = new SplittableRandom(31337);
    DoubleSupplier uniform = random::nextDouble;
    JsonObject input = new JsonObject();
    switch (module) {
      case "llsq" -> {
        input.add("x", Json.of(vector(sizes[0], uniform)));
        input.addProperty("n", sizes[1]);
      }
      case "lse" -> input.add("x", Json.of(vector(sizes[0], uniform)));
      case "ode" -> {
        input.add("x", Json.of(vector(sizes[0], uniform)));
        input.addProperty("s", sizes[1]);
      }
      case "det" -> {
        input.add("A", Json.of(vector(sizes[0] * sizes[0], uniform)));
        input.addProperty("ell", sizes[0]);
      }
      case "gmm" -> gmm(input, random, sizes[0], sizes[1], sizes[2]);
      case "lstm" -> lstm(input, random, sizes[0], sizes[1]);
      case "kmeans" -> {
        double[][] points = matrix(sizes[1], sizes[2], uniform);
        double[][] centroids = new double[sizes[0]][];
        System.arraycopy(points, sizes[1] - sizes[0], centroids, 0, sizes[0]);
        input.add("points", Json.of(points));
        input.add("centroids", Json.of(centroids));
      }
      default -> throw new IllegalArgumentException("no such module: " + module);
    }
    return input;
  }

  private static void gmm(JsonObject input, SplittableRandom random, int d, int k, int n) {
    DoubleSupplier uniform = random::nextDouble;
    // Sums of twelve uniform numbers are normal enough to take time by.
    DoubleSupplier normal =
        () -> {
          double sum = -6;
          for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
          }
          return sum;
        };
    input.add("x", Json.of(matrix(n, d, normal)));
    input.add("alpha", Json.of(vector(k, normal)));
    input.add("mu", Json.of(matrix(k, d, uniform)));
    input.add("q", Json.of(matrix(k, d, normal)));
    input.add("l", Json.of(matrix(k, d * (d - 1) / 2, normal)));
    input.addProperty("gamma", 1.0);
    input.addProperty("m", 0);
  }

  private static void lstm(JsonObject input, SplittableRandom random, int layers, int characters) {
    int bits = 14;
    DoubleSupplier uniform = random::nextDouble;
    input.add("main_params", Json.of(matrix(2 * layers, 4 * bits, uniform)));
    input.add("extra_params", Json.of(matrix(3, bits, uniform)));
    input.add("state", Json.of(matrix(2 * layers, bits, uniform)));
    input.add("sequence", Json.of(matrix(characters, bits, () -> random.nextInt(2))));
  }

  private static double[] vector(int length, DoubleSupplier numbers) {
    double[] vector = new double[length];
    for (int i = 0; i < length; i++) {
      vector[i] = numbers.getAsDouble();
    }
    return vector;
  }

  private static double[][] matrix(int rows, int columns, DoubleSupplier numbers) {
    double[][] matrix = new double[rows][];
    for (int i = 0; i < rows; i++) {
      matrix[i] = vector(columns, numbers);
    }
    return matrix;
  }
}
