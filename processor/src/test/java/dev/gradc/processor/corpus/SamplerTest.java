package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Samples are where the comment wants them, and the same every time. */
final class SamplerTest {

  @SuppressWarnings("unused") // its parameters are what is sampled
  private static void subject(
      int n, double x, float y, double[] a, int[] k, boolean flag, byte b, long fixed) {}

  /** Parameters keep their names only where the compiler is told, so the sampler is given them. */
  private static Map<String, Class<?>> parameters() {
    Method method =
        Arrays.stream(SamplerTest.class.getDeclaredMethods())
            .filter(it -> it.getName().equals("subject"))
            .findFirst()
            .orElseThrow();
    Map<String, Class<?>> parameters = new java.util.LinkedHashMap<>();
    String[] names = {"n", "x", "y", "a", "k", "flag", "b", "fixed"};
    for (int i = 0; i < names.length; i++) {
      parameters.put(names[i], method.getParameterTypes()[i]);
    }
    return parameters;
  }

  private static Sampler sampler(String description) {
    return new Sampler(parameters(), description, new SeededRandom("seed"));
  }

  @Test
  void valuesAreInTheirRanges() {
    Sampler sampler =
        sampler("n in [2, 4], x in [0.5, 1e1], a length n*2 in [-3, -1.5], fixed = 7, flag = true");
    boolean[] seen = new boolean[5];
    for (int i = 0; i < 200; i++) {
      Object[] sample = sampler.next();
      int n = (Integer) sample[0];
      seen[n] = true;
      double x = (Double) sample[1];
      assertTrue(x >= 0.5 && x <= 10, () -> "x = " + x);
      float y = (Float) sample[2];
      assertTrue(y >= -2 && y <= 2, () -> "y = " + y);
      double[] a = (double[]) sample[3];
      assertEquals(2 * n, a.length);
      assertTrue(Arrays.stream(a).allMatch(it -> it >= -3 && it <= -1.5));
      int[] k = (int[]) sample[4];
      assertEquals(5, k.length);
      assertTrue(Arrays.stream(k).allMatch(it -> it >= 0 && it <= 3));
      assertEquals(true, sample[5]);
      assertEquals(7L, sample[7]);
    }
    assertArrayEquals(new boolean[] {false, false, true, true, true}, seen);
  }

  @Test
  void samplesRepeat() {
    assertTrue(Numbers.sameBits(sampler("").next(), sampler("").next()));
    Sampler sampler = sampler("");
    assertTrue(!Numbers.sameBits(sampler.next(), sampler.next()));
  }

  @Test
  void aMisspeltParameterIsNoticed() {
    assertThrows(IllegalArgumentException.class, () -> sampler("z in [0, 1]"));
  }
}
