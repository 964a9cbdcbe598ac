package dev.gradc.samples.gradbench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DescentTest {

  /** (x - 3)^2 + 2 (y + 1)^2. */
  private static final class Bowl implements Descent.Objective {

    private final List<double[]> asked = new ArrayList<>();

    @Override
    public double value(double[] x) {
      asked.add(x.clone());
      return (x[0] - 3) * (x[0] - 3) + 2 * (x[1] + 1) * (x[1] + 1);
    }

    @Override
    public double[] gradient(double[] x) {
      return new double[] {2 * (x[0] - 3), 4 * (x[1] + 1)};
    }
  }

  @Test
  void findsTheLowestPoint() {
    double[] start = {1, 1};
    double[] least = Descent.argmin(new Bowl(), start);
    assertArrayEquals(new double[] {3, -1}, least, 1e-4);
    assertArrayEquals(new double[] {1, 1}, start, "the start has been changed");
  }

  /** The first ten steps are of 1e-5 times the gradient, the next of twice that. */
  @Test
  void stepsAreThoseOfTheSuite() {
    Bowl bowl = new Bowl();
    Descent.argmin(bowl, new double[] {1, 1});
    double[] x = {1, 1};
    double eta = 1e-5;
    for (int i = 0; i <= 20; i++) {
      assertArrayEquals(x, bowl.asked.get(i), "step " + i);
      eta = i == 10 ? 2e-5 : eta;
      double[] gradient = bowl.gradient(x);
      x = new double[] {x[0] - eta * gradient[0], x[1] - eta * gradient[1]};
    }
  }

  @Test
  void staysWhereItCannotGoOn() {
    double[] flat =
        Descent.argmin(
            new Descent.Objective() {
              @Override
              public double value(double[] x) {
                return 1e-6 * x[0];
              }

              @Override
              public double[] gradient(double[] x) {
                return new double[] {1e-6};
              }
            },
            new double[] {5});
    assertEquals(5, flat[0]);
  }
}
