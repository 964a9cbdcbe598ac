package dev.gradc.tensor.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;

/**
 * What must hold between a method and the same method compiled with an option.
 *
 * @param tolerance of the gradient; values are the same to the bit
 */
record Relation(String option, double tolerance) {

  static final List<Relation> ALL =
      List.of(
          new Relation("-Agradc.disable=all", 1e-12),
          new Relation("-Agradc.disable=fusion", 0),
          new Relation("-Agradc.disable=buffers", 0),
          new Relation("-Agradc.disable=presence", 1e-12),
          new Relation("-Agradc.anomaly=true", 0),
          new Relation("-Agradc.disable=presence,fusion,buffers", 1e-12),
          new Relation("-Agradc.guard=copy", 0));

  /** For the programs of a batch. */
  static Relation of(int batch) {
    return ALL.get(batch % ALL.size());
  }

  /** All checks hold of the other one too, and it gives the same. */
  void holds(Checks checks, Compiled.Form changed) {
    Checks others = changed.checks();
    assertArrayEquals(checks.value0(), others.value0());
    double[] expected = checks.gradient();
    // The tolerance of what is computed in floats is theirs.
    double scale = Checks.scale(expected) * (changed.point().isOfFloats() ? 5e8 : 1);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], others.gradient()[i], tolerance * scale, "number " + i);
    }
    assertEquals(expected.length, others.gradient().length, Arrays.toString(expected));
    others.all().forEach((name, check) -> Trial.within(name, check));
  }
}
