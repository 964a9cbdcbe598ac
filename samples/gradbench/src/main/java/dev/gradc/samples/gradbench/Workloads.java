package dev.gradc.samples.gradbench;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Inputs of the sizes that GradBench sends, with random numbers of our own: by these it is timed,
 * by the suite's own it is validated.
 */
public final class Workloads {

  private static final int[][] BUNDLES = {
    {49, 7776, 31_843},
    {21, 11_315, 36_455},
    {161, 48_126, 182_072},
    {372, 47_423, 204_472},
    {257, 65_132, 225_911},
    {539, 65_220, 277_273},
    {93, 61_203, 287_451},
    {88, 64_298, 383_937},
    {810, 88_814, 393_775},
    {1197, 126_327, 563_734},
    {1723, 156_502, 678_718},
    {253, 163_691, 899_155},
    {245, 198_739, 1_091_386},
    {356, 226_730, 1_255_268}
  };

  private static final int[] CORRESPONDENCES = {
    100, 192, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 51_200, 100_000
  };

  /** Of the hand. */
  private static final int VERTICES = 10_000;

  private static final int BONES = 22;

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
      case "ba" -> of(module, 3, 20, 100);
      case "ht" -> of(module, 10, 50);
      case "particle", "saddle" -> of(module);
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
      case "ba" -> List.of(BUNDLES);
      case "particle", "saddle" -> List.of(new int[0]);
      case "ht" -> Arrays.stream(CORRESPONDENCES).mapToObj(n -> new int[] {n, VERTICES}).toList();
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
   * An input, the same whenever it is asked for.
   *
   * @param module the name of the eval
   * @param sizes of llsq m and n; of lse n; of ode n and s; of det ell; of gmm d, k and n; of lstm
   *     L and c; of kmeans k, n and d; of ba n, m and p; of ht correspondences and vertices
   * @throws IllegalArgumentException if there is no such eval
   */
  public static JsonObject of(String module, int... sizes) {
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
      case "ba" -> {
        input.addProperty("n", sizes[0]);
        input.addProperty("m", sizes[1]);
        input.addProperty("p", sizes[2]);
        input.add("cam", Json.of(vector(11, uniform)));
        input.add("x", Json.of(vector(3, () -> 2 + random.nextDouble())));
        input.addProperty("w", random.nextDouble());
        input.add("feat", Json.of(vector(2, uniform)));
      }
      case "ht" -> hand(input, random, sizes[0], sizes[1]);
      case "particle" -> input.addProperty("w", 0.0);
      case "saddle" -> input.add("start", Json.of(new double[] {1, 1}));
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
    input.addProperty("d", d);
    input.addProperty("k", k);
    input.addProperty("n", n);
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

  /** Bones as the suite's: a wrist, five fingers of four each, a forearm; a triangle a vertex. */
  private static void hand(JsonObject input, SplittableRandom random, int n, int vertices) {
    DoubleSupplier uniform = random::nextDouble;
    JsonObject model = new JsonObject();
    model.add("parents", ints(BONES, i -> i == 0 ? -1 : i % 4 == 1 ? 0 : i - 1));
    model.add("base_relatives", list(BONES, i -> motion(uniform)));
    model.add("inverse_base_absolutes", list(BONES, i -> motion(uniform)));
    model.add("base_positions", list(vertices, i -> Json.of(point(uniform))));
    model.add("weights", Json.of(matrix(vertices, BONES, uniform)));
    model.add("triangles", list(vertices, i -> ints(3, j -> random.nextInt(vertices))));
    model.addProperty("is_mirrored", false);
    JsonObject data = new JsonObject();
    data.add("model", model);
    data.add("correspondences", ints(n, i -> random.nextInt(vertices)));
    data.add("points", Json.of(matrix(n, 3, uniform)));
    input.add("theta", Json.of(vector(26, uniform)));
    input.add("us", Json.of(matrix(n, 2, uniform)));
    input.add("data", data);
  }

  /** A matrix that keeps the fourth coordinate of a point 1. */
  private static JsonArray motion(DoubleSupplier numbers) {
    JsonArray motion = Json.of(matrix(3, 4, numbers));
    motion.add(Json.of(new double[] {0, 0, 0, 1}));
    return motion;
  }

  /** With a fourth coordinate. */
  private static double[] point(DoubleSupplier numbers) {
    double[] point = vector(4, numbers);
    point[3] = 1;
    return point;
  }

  private static JsonArray list(int size, IntFunction<JsonArray> elements) {
    JsonArray list = new JsonArray(size);
    IntStream.range(0, size).mapToObj(elements).forEach(list::add);
    return list;
  }

  private static JsonArray ints(int size, IntUnaryOperator elements) {
    JsonArray list = new JsonArray(size);
    IntStream.range(0, size).map(elements).forEach(list::add);
    return list;
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
