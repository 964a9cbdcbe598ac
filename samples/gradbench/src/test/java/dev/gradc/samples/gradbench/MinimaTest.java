package dev.gradc.samples.gradbench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The suite looks at minima alone, where derivatives are zero; here at other points too. */
final class MinimaTest {

  /** With a force by hand. */
  private static double landing(double w) {
    double x = 0;
    double y = 8;
    double velocityX = 0.75;
    double velocityY = 0;
    while (true) {
      double first = Math.pow(Math.hypot(x - 10, y - (10 - w)), -3);
      double second = Math.pow(Math.hypot(x - 10, y), -3);
      double forceX = (x - 10) * (first + second);
      double forceY = (y - (10 - w)) * first + y * second;
      x += 0.1 * velocityX;
      y += 0.1 * velocityY;
      if (y <= 0) {
        double hit = x - y / velocityY * velocityX;
        return hit * hit;
      }
      velocityX += 0.1 * forceX;
      velocityY += 0.1 * forceY;
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, -0.1, 0, 0.2, 0.5, 1})
  void particlesLandAsWithAForceByHand(double w) {
    double expected = landing(w);
    assertEquals(expected, Particle.landing(w, true), 1e-9 * expected);
    assertEquals(expected, Particle.landing(w, false), 1e-9 * expected);
  }

  /** Against differences that were taken with sixty digits. */
  @ParameterizedTest
  @CsvSource({
    "-1, 1424592.79508400652753848155",
    "-0.1, -1.8905170194829570763577547",
    "0, -19.404636450028152068573385973",
    "0.1, -18.5542091334662741110484509",
    "0.5, 264.19190276360874462550689014",
    "1, 133476.922055559514972482251834"
  })
  void derivativesOfLandings(double w, double expected) {
    double tolerance = 1e-10 * Math.abs(expected);
    for (boolean inner : new boolean[] {true, false}) {
      assertEquals(expected, ParticleGrad.Landing.gradient(w, inner).w(), tolerance);
      assertEquals(expected, ParticleGrad.Landing.jvp(w, inner, 1).tangent(), tolerance);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void particlesFindTheirMinimumFromOtherStarts(boolean outer, boolean inner) {
    double least = Minima.particle(0.3, outer, inner);
    assertEquals(0.2071918746, least, 1e-4);
    double step = 1e-3;
    double value = landing(least);
    assertTrue(value < landing(least - step) && value < landing(least + step));
  }

  /** The slope of |a|^2 - |b|^2 where b is the best: 2 a, whatever way it is taken. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void derivativesOfRidgesAreThoseOfTheirHeights(boolean inner) {
    Saddle.Point a = new Saddle.Point(0.3, -2);
    Saddle.Point start = new Saddle.Point(-0.7, 0.4);
    Saddle.Point gradient = SaddleGrad.Ridge.gradient(a, start, inner).a();
    assertEquals(2 * a.x(), gradient.x(), 1e-12);
    assertEquals(2 * a.y(), gradient.y(), 1e-12);
    Saddle.Point direction = new Saddle.Point(1, 10);
    double tangent = SaddleGrad.Ridge.jvp(a, start, inner, direction).tangent();
    assertEquals(2 * a.x() + 20 * a.y(), tangent, 1e-12);
  }

  /** The ascent that is written out is the descent that is not. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void summitsAreLowestPointsUpsideDown(boolean inner) {
    Saddle.Point a = new Saddle.Point(0.3, -2);
    double[] expected =
        Descent.argmin(
            new Descent.Objective() {
              @Override
              public double value(double[] b) {
                return -(a.squared() - (b[0] * b[0] + b[1] * b[1]));
              }

              @Override
              public double[] gradient(double[] b) {
                return new double[] {2 * b[0], 2 * b[1]};
              }
            },
            new double[] {-0.7, 0.4});
    Saddle.Point summit = Saddle.summit(a, new Saddle.Point(-0.7, 0.4), inner);
    assertArrayEquals(expected, new double[] {summit.x(), summit.y()}, 1e-15);
  }

  @Test
  void saddlesAreFoundFromOtherStarts() {
    for (boolean outer : new boolean[] {true, false}) {
      for (boolean inner : new boolean[] {true, false}) {
        double[] saddle = Minima.saddle(new Saddle.Point(-0.7, 0.4), outer, inner);
        assertArrayEquals(new double[4], saddle, 1e-4);
      }
    }
  }
}
