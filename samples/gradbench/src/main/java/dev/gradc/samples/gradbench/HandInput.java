package dev.gradc.samples.gradbench;

import com.google.gson.JsonElement;
import java.util.Arrays;

/**
 * The input of {@code ht}.
 *
 * @param theta 26
 * @param us two for each of n, or null of the simple variant
 * @param places vertices or triangles, n
 * @param points three coordinates for each of n
 */
record HandInput(double[] theta, double[] us, int[] places, double[] points, Hand.Model model) {

  private static final int THETAS = 26;
  private static final int BONES = 22;

  HandInput {
    Json.require(theta.length == THETAS, "theta has not " + THETAS + " elements");
    Json.require(points.length == 3 * places.length, "points are not n x 3");
    Json.require(us == null || us.length == 2 * places.length, "us is not n x 2");
    int end = us == null ? model.rest()[0].length : model.triangles().length / 3;
    for (int place : places) {
      Json.require(place < end, "a correspondence is beyond the model");
    }
  }

  static HandInput of(JsonElement input) {
    JsonElement data = Json.member(input, "data");
    JsonElement us = Json.member(input, "us");
    boolean simple = us.isJsonArray() && us.getAsJsonArray().isEmpty();
    return new HandInput(
        Json.vector(Json.member(input, "theta")),
        simple ? null : flat(Json.matrix(us), 2),
        Json.integers(Json.member(data, "correspondences"), 0),
        flat(Json.matrix(Json.member(data, "points")), 3),
        model(Json.member(data, "model")));
  }

  private static Hand.Model model(JsonElement model) {
    double[][] rest = Json.transposed(Json.matrix(Json.member(model, "base_positions")));
    Json.require(rest.length == 4, "base_positions is not V x 4");
    for (double scale : rest[3]) {
      Json.require(scale == 1, "a base position has not 1 as its fourth coordinate");
    }
    double[][] weights = Json.transposed(Json.matrix(Json.member(model, "weights")));
    Json.require(weights.length == BONES, "weights is not V x " + BONES);
    Json.require(weights[0].length == rest[0].length, "not as many weights as vertices");
    return new Hand.Model(
        parents(Json.integers(Json.member(model, "parents"), -1)),
        motions(Json.member(model, "base_relatives")),
        motions(Json.member(model, "inverse_base_absolutes")),
        new double[][] {rest[0], rest[1], rest[2]},
        weights,
        triangles(Json.member(model, "triangles"), rest[0].length),
        Json.truth(Json.member(model, "is_mirrored")));
  }

  private static int[] parents(int[] parents) {
    Json.require(parents.length == BONES, "parents has not " + BONES + " elements");
    for (int i = 0; i < parents.length; i++) {
      Json.require(parents[i] < i, "a bone comes before its parent");
    }
    return parents;
  }

  /** Matrices that keep the fourth coordinate 1, without their last row. */
  private static double[][][] motions(JsonElement element) {
    double[][][] motions = new double[BONES][][];
    Json.require(
        element.isJsonArray() && element.getAsJsonArray().size() == BONES,
        "not a matrix for each of " + BONES + " bones");
    for (int i = 0; i < motions.length; i++) {
      double[][] matrix = Json.matrix(element.getAsJsonArray().get(i));
      Json.require(matrix.length == 4 && matrix[0].length == 4, "not a 4 x 4 matrix");
      double[] last = matrix[3];
      Json.require(
          last[0] == 0 && last[1] == 0 && last[2] == 0 && last[3] == 1, "not a motion of space");
      motions[i] = new double[][] {matrix[0], matrix[1], matrix[2]};
    }
    return motions;
  }

  private static int[] triangles(JsonElement element, int vertices) {
    Json.require(element.isJsonArray(), "triangles is not a list");
    int[] triangles = new int[3 * element.getAsJsonArray().size()];
    for (int i = 0; i < triangles.length; i += 3) {
      int[] corners = Json.integers(element.getAsJsonArray().get(i / 3), 0);
      Json.require(corners.length == 3, "a triangle has not three corners");
      for (int corner : corners) {
        Json.require(corner < vertices, "a triangle has a corner that is no vertex");
      }
      System.arraycopy(corners, 0, triangles, i, 3);
    }
    return triangles;
  }

  private static double[] flat(double[][] rows, int width) {
    Json.require(rows[0].length == width, "rows have not " + width + " elements");
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  /** Three errors for each correspondence. */
  double[] errors() {
    return us == null
        ? Hand.fromVertices(theta, points, places, model)
        : Hand.fromTriangles(new double[2], theta, us, points, places, model);
  }

  /** A matrix for {@link #jacobian}, which may be kept from run to run. */
  double[][] matrix() {
    return new double[3 * places.length][(us == null ? 0 : 2) + theta.length];
  }

  /**
   * A row for each error; columns are the two us of its own, if there are any, and theta.
   *
   * @param matrix which is overwritten
   * @return it
   */
  double[][] jacobian(double[][] matrix) {
    for (double[] row : matrix) {
      Arrays.fill(row, 0);
    }
    if (us == null) {
      HandGrad.FromVertices.addJacobian(theta, points, places, model, matrix);
    } else {
      double[] shift = new double[2];
      HandGrad.FromTriangles.addJacobian(shift, theta, us, points, places, model, matrix);
    }
    return matrix;
  }
}
