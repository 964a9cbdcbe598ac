package dev.gradc.samples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SpreadTest {

  @Test
  void relativeDeviationsOfQuotientsAddAsSquares() {
    Spread quotient = new Spread(100, 3).over(new Spread(50, 2));
    assertEquals(2, quotient.mean(), 1e-15);
    assertEquals(2 * 0.05, quotient.deviation(), 1e-15);
  }
}
