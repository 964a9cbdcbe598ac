package dev.gradc.processor.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.Build;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which loops become a search for a winner, and that they have the gradients that they had: with
 * ties, NaN, infinities and zeros of both signs, and none, one or many iterations.
 */
final class WinnersTest {

  private static final String LARGEST =
      "double m = y; for (double e : x) m = Math.max(m, e); return m * m;";
  private static final String SMALLEST =
      "double m = y; for (int i = x.length - 1; i >= 0; i--) m = Math.min(x[i] * x[i], m);"
          + " return m * y;";
  private static final String STRICT =
      "double m = y; int n = 0; for (double e : x) { n++; if (e > m) m = e; } return m * n;";
  private static final String LATEST =
      "double m = y, at = 0; for (int i = 0; i < x.length; i++) {"
          + " double v = x[i] * y; if (!(v < m)) { m = v; at = x[i] * x[0]; } } return m * at;";
  private static final String CHOSEN =
      "double m = y; for (double e : x) m = e < m ? e : m; return m * m;";
  private static final String FLOATS =
      "float m = (float) y; for (double e : x) { float f = (float) e; m = Math.max(f, m); }"
          + " return m * y;";
  private static final String NESTED =
      "double m = y; for (double e : x) { double s = 0; for (double f : x) s = Math.max(s, e * f);"
          + " m = Math.max(m, s - e); } return m;";

  private static final double[] VALUES = {
    0.0, -0.0, 1, 1, 2, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
  };

  @TempDir private Path directory;

  private static String source(String body) {
    return """
        public final class Method {
          @dev.gradc.Differentiable
          static double f(double[] x, double y) { BODY }
          static double[] x;
          static double y;
          static double[] gradient() { return all(MethodGrad.F.gradient(x, y)); }
          static double[] tape() {
            MethodGrad.F.Tape tape = new MethodGrad.F.Tape();
            tape.forward(x, y).backward();
            return all(tape.forward(x, y).backward());
          }
          private static double[] all(MethodGrad.F.Gradient gradient) {
            double[] all = java.util.Arrays.copyOf(gradient.x(), x.length + 2);
            all[x.length] = gradient.y();
            all[x.length + 1] = f(x, y);
            return all;
          }
        }
        """
        .replace("BODY", body);
  }

  private Build.Result compiled(String body, String... options) {
    Build.Result result =
        new Build(directory.resolve(options.length == 0 ? "with" : "without"))
            .option(options)
            .source("Method.java", source(body))
            .run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    return result;
  }

  private static boolean isSearched(Build.Result result) {
    return result.generated("MethodGrad.java").contains("int winner");
  }

  /**
   * NaN is NaN, and zeros are equal.
   *
   * @param isExact whether no zero of an iteration that has no part may have become NaN
   */
  private static void assertSame(
      double[] expected, double[] actual, boolean isExact, String message) {
    double[] left = Arrays.stream(expected).map(it -> it + 0.0).toArray();
    double[] right = Arrays.stream(actual).map(it -> it + 0.0).toArray();
    for (int i = 0; i < left.length; i++) {
      if (!isExact && Double.isNaN(left[i])) {
        right[i] = left[i];
      }
    }
    assertArrayEquals(left, right, message);
  }

  @ParameterizedTest
  @ValueSource(strings = {LARGEST, SMALLEST, STRICT, LATEST, CHOSEN, FLOATS, NESTED})
  void gradientsAreWhatTheyWere(String body) throws ReflectiveOperationException {
    Build.Result with = compiled(body);
    Build.Result without = compiled(body, "-Agradc.disable=winners");
    assertTrue(isSearched(with), with.generated("MethodGrad.java"));
    assertTrue(!isSearched(without));
    try (Loaded ours = new Loaded(with);
        Loaded theirs = new Loaded(without)) {
      Random random = new Random(20);
      for (int round = 0; round < 2000; round++) {
        double[] x = new double[round % 7];
        for (int i = 0; i < x.length; i++) {
          x[i] = round % 3 == 0 ? random.nextGaussian() : VALUES[random.nextInt(VALUES.length)];
        }
        if (x.length == 0 && body.equals(LATEST)) {
          continue;
        }
        double y = VALUES[random.nextInt(VALUES.length)];
        String message = Arrays.toString(x) + ", " + y;
        boolean isExact = !body.contains(" * y") && !body.contains("e * f");
        assertSame(theirs.call("gradient", x, y), ours.call("gradient", x, y), isExact, message);
        assertSame(theirs.call("tape", x, y), ours.call("tape", x, y), isExact, message);
      }
    }
  }

  /** The winner alone, from first principles. */
  @Test
  void theWinnerHasItAll() throws ReflectiveOperationException {
    try (Loaded loaded = new Loaded(compiled(LARGEST))) {
      double[] all = loaded.call("gradient", new double[] {1, 5, 3, 4}, 2);
      assertArrayEquals(new double[] {0, 10, 0, 0, 0, 25}, all);
      all = loaded.call("gradient", new double[] {1, -5, 0.5}, 2);
      assertArrayEquals(new double[] {0, 0, 0, 4, 4}, all);
      // The later of two halves what the ones before it have: 6 for the last, 3, and 3 for y.
      all = loaded.call("gradient", new double[] {6, 1, 6}, 6);
      assertArrayEquals(new double[] {3, 0, 6, 3, 36}, all);
    }
  }

  @Test
  void whatOtherIterationsHaveAPartIn() {
    List<String> bodies = new ArrayList<>();
    // What the winner sets depends on what was there before.
    bodies.add("double m = y; for (double e : x) if (e > m) m = e + 0.5 * m; return m;");
    bodies.add("double m = y, s = 0; for (double e : x) { s += e; if (e > m) m = s; } return m;");
    bodies.add(
        "double m = y, k = 0; for (double e : x) { if (e > m) { k = m; m = e; } } return k * m;");
    // It is read by others.
    bodies.add("double m = y, s = 0; for (double e : x) { m = Math.max(m, e); s += m; } return s;");
    bodies.add(
        "double m = y; for (double e : x) { m = Math.max(m, e); m = Math.max(m, 0); } return m;");
    bodies.add("double m = y; for (double e : x) { m = Math.max(m, e * m); } return m;");
    bodies.add("double m = y; for (double e : x) { m = Math.max(m, m); } return m;");
    // It is set elsewhere, too.
    bodies.add(
        "double m = y; for (double e : x) { if (e > m) m = e; else m = m * 0.5; } return m;");
    bodies.add("double m = y; for (double e : x) { if (e > m) { if (e > 2) m = e; } } return m;");
    // The search would change what it reads, or not give the same once more.
    bodies.add(
        "double m = y; double[] z = x.clone(); for (int i = 0; i < z.length; i++) {"
            + " z[i] *= 2; m = Math.max(m, z[i]); } return m;");
    bodies.add("double m = y; for (double e : x) m = Math.max(m, e * Math.random()); return m;");
    bodies.add(
        "double m = y; double d = 1; for (double e : x) { d *= 0.5; if (e > m) m = e * d; }"
            + " return m;");
    // What comes after the maximum may throw.
    bodies.add(
        "double m = y; for (int i = 0; i < x.length; i++) { m = Math.max(m, x[i]);"
            + " int k = 8 / (3 - i); } return m;");
    // No derivative flows through it, or there is nothing to gain.
    bodies.add("int n = 0; for (double e : x) { n = Math.max(n, (int) e); } return n * y;");
    bodies.add("double m = y; for (int i = 0; i < 4; i++) m = Math.max(m, x[i]); return m;");
    for (String body : bodies) {
      Build.Result result = compiled(body);
      assertTrue(!isSearched(result), body);
    }
    assertEquals(15, bodies.size());
  }
}
