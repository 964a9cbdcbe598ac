package dev.gradc.samples.gradbench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;

/**
 * The runs of {@code ba}: observation i is camera i mod n's of point i mod m.
 *
 * @param cameras n x 11
 * @param points m x 3
 * @param weights p
 * @param features p x 2
 */
record Observations(double[][] cameras, double[][] points, double[] weights, double[][] features) {

  private static final int CAMERA = 11;
  private static final int POINT = 3;

  /** What the derivatives of one component of an observation's error are by. */
  private static final int INPUTS = CAMERA + POINT + 1;

  /** The suite sends one camera, point, weight and feature; here each has storage of its own. */
  static Observations of(JsonElement input) {
    double[] camera = vector(input, "cam", CAMERA);
    double[] point = vector(input, "x", POINT);
    double[] feature = vector(input, "feat", 2);
    int n = Json.integer(Json.member(input, "n"), 1);
    int m = Json.integer(Json.member(input, "m"), 1);
    int p = Json.integer(Json.member(input, "p"), 1);
    long columns = (long) CAMERA * n + (long) POINT * m + p;
    Json.require(
        columns <= Integer.MAX_VALUE && p < Integer.MAX_VALUE / (2 * INPUTS + 1),
        "the matrix is too large for arrays");
    double[] weights = new double[p];
    Arrays.fill(weights, Json.number(Json.member(input, "w")));
    return new Observations(repeated(camera, n), repeated(point, m), weights, repeated(feature, p));
  }

  private static double[] vector(JsonElement input, String name, int length) {
    double[] vector = Json.vector(Json.member(input, name));
    Json.require(vector.length == length, "'" + name + "' has not " + length + " elements");
    return vector;
  }

  private static double[][] repeated(double[] row, int times) {
    double[][] rows = new double[times][];
    for (int i = 0; i < times; i++) {
      rows[i] = row.clone();
    }
    return rows;
  }

  /** Errors of reprojection, two for an observation, and of weights. */
  record Errors(double[] reprojection, double[] weight) {

    /** The first of each kind, and how many there are: all the suite looks at. */
    JsonObject compressed() {
      JsonObject output = new JsonObject();
      JsonObject first = repeated(weight.length);
      first.add("elements", Json.of(new double[] {reprojection[0], reprojection[1]}));
      output.add("reproj_error", first);
      JsonObject second = repeated(weight.length);
      second.add("element", new JsonPrimitive(weight[0]));
      output.add("w_err", second);
      return output;
    }

    private static JsonObject repeated(int times) {
      JsonObject object = new JsonObject();
      object.addProperty("repeated", times);
      return object;
    }
  }

  Errors errors() {
    int p = weights.length;
    double[] reprojection = new double[2 * p];
    double[] weight = new double[p];
    for (int i = 0; i < p; i++) {
      Bundle.Residual residual = Bundle.reprojection(camera(i), point(i), weights[i], features[i]);
      reprojection[2 * i] = residual.u();
      reprojection[2 * i + 1] = residual.v();
    }
    for (int i = 0; i < p; i++) {
      weight[i] = Bundle.weightError(weights[i]);
    }
    return new Errors(reprojection, weight);
  }

  private double[] camera(int observation) {
    return cameras[observation % cameras.length];
  }

  private double[] point(int observation) {
    return points[observation % points.length];
  }

  /** A matrix for {@link #jacobian}, as large as it is. */
  SparseMatrix matrix() {
    int p = weights.length;
    return new SparseMatrix(3 * p, (2 * INPUTS + 1) * p);
  }

  /**
   * A row for each element of the errors; columns are cameras, points and weights in turn.
   *
   * @param matrix that is written, all of it
   */
  SparseMatrix jacobian(SparseMatrix matrix) {
    int p = weights.length;
    int blocks = 2 * INPUTS * p;
    reprojections(matrix);
    double[] values = matrix.values();
    var gradient = BundleGrad.WeightError.Gradient.zeros(0);
    for (int i = 0; i < p; i++) {
      gradient.setZero();
      BundleGrad.WeightError.addGradient(weights[i], gradient);
      matrix.rows()[2 * p + i] = blocks + i;
      matrix.columns()[blocks + i] = weightColumn(i);
      values[blocks + i] = gradient.weight();
    }
    matrix.rows()[3 * p] = blocks + p;
    return matrix;
  }

  /** Two rows for each observation, by two backward passes over one tape. */
  private void reprojections(SparseMatrix matrix) {
    double[] dCamera = new double[CAMERA];
    double[] dPoint = new double[POINT];
    var gradient = BundleGrad.Reprojection.Gradient.of(dCamera, dPoint);
    try (var tape = new BundleGrad.Reprojection.Tape()) {
      for (int i = 0; i < weights.length; i++) {
        tape.forward(camera(i), point(i), weights[i], features[i]);
        gradient.setZero();
        tape.u().backward(gradient);
        row(matrix, i, 2 * i, dCamera, dPoint, gradient.weight());
        gradient.setZero();
        tape.v().backward(gradient);
        row(matrix, i, 2 * i + 1, dCamera, dPoint, gradient.weight());
      }
    }
  }

  private void row(
      SparseMatrix matrix,
      int observation,
      int row,
      double[] dCamera,
      double[] dPoint,
      double dWeight) {
    int start = INPUTS * row;
    matrix.rows()[row] = start;
    columns(observation, matrix.columns(), start);
    System.arraycopy(dCamera, 0, matrix.values(), start, CAMERA);
    System.arraycopy(dPoint, 0, matrix.values(), start + CAMERA, POINT);
    matrix.values()[start + CAMERA + POINT] = dWeight;
  }

  /** The columns of a row of an observation. */
  private void columns(int observation, int[] columns, int start) {
    int camera = CAMERA * (observation % cameras.length);
    for (int j = 0; j < CAMERA; j++) {
      columns[start + j] = camera + j;
    }
    int point = CAMERA * cameras.length + POINT * (observation % points.length);
    for (int j = 0; j < POINT; j++) {
      columns[start + CAMERA + j] = point + j;
    }
    columns[start + CAMERA + POINT] = weightColumn(observation);
  }

  private int weightColumn(int observation) {
    return CAMERA * cameras.length + POINT * points.length + observation;
  }
}
