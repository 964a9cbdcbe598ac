package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Differences converge where a derivative is, and say so where none is. */
final class DifferencesTest {

  @Test
  void smoothFunctions() {
    Differences differences = Differences.of(h -> Math.exp(1 + h), 0.1);
    assertEquals(Math.E, differences.derivative(), 1e-10);
    assertTrue(differences.error() < 1e-8);
  }

  @Test
  void theErrorIsAnEstimateOfTheError() {
    Differences differences = Differences.of(h -> Math.tan(1.5 + h), 0.01);
    double exact = 1 + Math.tan(1.5) * Math.tan(1.5);
    assertTrue(Math.abs(differences.derivative() - exact) < 100 * differences.error() + 1e-12);
  }

  @Test
  void jumpsAndKinksNearbyAreNoticed() {
    assertTrue(Differences.of(h -> h < 1e-5 ? 0 : 1, 0.01).error() > 1);
    assertTrue(Differences.of(h -> Math.abs(h - 1e-5), 0.01).error() > 1e-4);
  }

  @Test
  void jumpsFartherAwayDoNoHarm() {
    Differences differences = Differences.of(h -> h < 0.003 ? 2 * h : 1, 0.01);
    assertEquals(2, differences.derivative(), 1e-9);
    assertTrue(differences.error() < 1e-8);
  }

  @Test
  void narrowDipsAreThoseOfMuchShorterSteps() {
    DoubleUnaryOperator dip = h -> Math.min(0.5, 0.45 + 4000 * h + 1e9 * h * h);
    Differences differences = Differences.of(dip, 0.01);
    assertEquals(0, differences.derivative());
    assertEquals(0, differences.error());
    assertTrue(Differences.isOfNeighbours(0, 4000, dip, 0.01));
    assertFalse(Differences.isOfNeighbours(2, 3, h -> 2 * h, 0.01));
  }
}
