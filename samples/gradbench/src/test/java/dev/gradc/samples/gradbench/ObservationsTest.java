package dev.gradc.samples.gradbench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The suite sends the same camera, point and observation over and over; here all differ. */
final class ObservationsTest {

  private static final int CAMERAS = 3;
  private static final int POINTS = 4;
  private static final int OBSERVATIONS = 7;

  private final SplittableRandom random = new SplittableRandom(7);

  private double[] numbers(int size, double least) {
    return random.doubles(size, least, least + 1).toArray();
  }

  private double[][] rows(int rows, int size, double least) {
    double[][] matrix = new double[rows][];
    Arrays.setAll(matrix, i -> numbers(size, least));
    return matrix;
  }

  private Observations observations() {
    // Points are before the cameras: nothing is divided by a depth near zero.
    return new Observations(
        rows(CAMERAS, 11, -0.5),
        rows(POINTS, 3, 3),
        numbers(OBSERVATIONS, 0.2),
        rows(OBSERVATIONS, 2, 0));
  }

  /** The arrays that the columns of the Jacobian are the elements of. */
  private static double[][] inputs(Observations observations) {
    double[][] inputs = Arrays.copyOf(observations.cameras(), CAMERAS + POINTS + 1);
    System.arraycopy(observations.points(), 0, inputs, CAMERAS, POINTS);
    inputs[CAMERAS + POINTS] = observations.weights();
    return inputs;
  }

  private static double[] flat(Observations.Errors errors) {
    return DoubleStream.concat(Arrays.stream(errors.reprojection()), Arrays.stream(errors.weight()))
        .toArray();
  }

  private static double[][] dense(SparseMatrix matrix, int columns) {
    double[][] dense = new double[matrix.rows().length - 1][columns];
    for (int i = 0; i < dense.length; i++) {
      for (int j = matrix.rows()[i]; j < matrix.rows()[i + 1]; j++) {
        dense[i][matrix.columns()[j]] += matrix.values()[j];
      }
    }
    return dense;
  }

  /** Without a rotation there is another formula. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void jacobianIsTheDifferenceOfTheErrors(boolean rotated) {
    Observations observations = observations();
    if (!rotated) {
      Arrays.fill(observations.cameras()[1], 0, 3, 0);
    }
    int columns = 11 * CAMERAS + 3 * POINTS + OBSERVATIONS;
    double[][] jacobian = dense(observations.jacobian(observations.matrix()), columns);
    assertEquals(3 * OBSERVATIONS, jacobian.length);
    int column = 0;
    for (double[] input : inputs(observations)) {
      for (int i = 0; i < input.length; i++) {
        double at = input[i];
        double step = 1e-6;
        input[i] = at + step;
        double[] above = flat(observations.errors());
        input[i] = at - step;
        double[] below = flat(observations.errors());
        input[i] = at;
        for (int row = 0; row < jacobian.length; row++) {
          double expected = (above[row] - below[row]) / (2 * step);
          assertEquals(expected, jacobian[row][column], 1e-8, "row " + row + ", column " + column);
        }
        column++;
      }
    }
    assertEquals(columns, column);
  }

  @Test
  void rowsHaveTheColumnsOfTheirCameraPointAndWeight() {
    Observations observations = observations();
    SparseMatrix matrix = observations.jacobian(observations.matrix());
    int last = OBSERVATIONS - 1;
    int camera = 11 * (last % CAMERAS);
    int point = 11 * CAMERAS + 3 * (last % POINTS);
    int weight = 11 * CAMERAS + 3 * POINTS + last;
    int[] expected = new int[15];
    for (int i = 0; i < 11; i++) {
      expected[i] = camera + i;
    }
    for (int i = 0; i < 3; i++) {
      expected[11 + i] = point + i;
    }
    expected[14] = weight;
    for (int row = 2 * last; row < 2 * OBSERVATIONS; row++) {
      assertEquals(15 * row, matrix.rows()[row]);
      assertArrayEquals(expected, Arrays.copyOfRange(matrix.columns(), 15 * row, 15 * (row + 1)));
    }
    assertEquals(31 * OBSERVATIONS, matrix.rows()[3 * OBSERVATIONS]);
    assertEquals(31 * OBSERVATIONS, matrix.columns().length);
    assertEquals(weight, matrix.columns()[31 * OBSERVATIONS - 1]);
  }

  @Test
  void runsDoNotAddUp() {
    Observations observations = observations();
    SparseMatrix matrix = observations.matrix();
    double[] first = observations.jacobian(matrix).values().clone();
    assertArrayEquals(first, observations.jacobian(matrix).values());
  }
}
