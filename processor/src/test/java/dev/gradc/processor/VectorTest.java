package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What loops over vectors compute, beside the plain loops and beside central differences. */
final class VectorTest {

  @TempDir static Path directory;

  private static URLClassLoader plain;
  private static URLClassLoader vectors;
  private static Build.Result withVectors;

  /** Each is a loss of elements {@code a} and {@code b}. */
  private static final List<String> LOSSES =
      List.of(
          "Math.exp(a) * b",
          "Math.log(a) - b",
          "Math.log1p(Math.exp(-Math.abs(a))) + Math.max(a, 0) * b",
          "Math.expm1(a) / (1 + b * b)",
          "Math.sin(a) * Math.cos(b)",
          "Math.tanh(a * b)",
          "Math.sqrt(a) + Math.abs(b)",
          "Math.max(a, b) * Math.min(a, b)",
          "Math.pow(a, 3) + Math.pow(b, 2) - Math.pow(b, -1)",
          "Math.signum(a) * a * Math.exp(-b)",
          "a > b ? a * Math.exp(b) : a == b ? 1 : b * b",
          "(a <= 0 || !(b > a)) && a != 1 ? Math.exp(a) : b * a");

  private static String source() {
    StringBuilder text =
        new StringBuilder(
            """
            package v;
            import dev.gradc.Differentiable;
            import dev.gradc.Mode;
            class V {
              @Differentiable
              static double labelled(double[] x, int[] labels, boolean[] mask) {
                double sum = 0;
                double rest = 1;
                for (int i = 0; i < x.length; i++) {
                  double value = labels[i] == 1 ? Math.exp(x[i]) : x[i] * labels[i];
                  if (mask[i]) {
                    sum += value;
                  } else if (value > 0) {
                    double square = value * value;
                    square += value;
                    rest -= square;
                  }
                }
                return sum * rest;
              }
              static double[] ofLabelled(double[] x, int[] labels, boolean[] mask) {
                VGrad.Labelled.Tape tape = VGrad.Labelled.forward(x, labels, mask);
                return all(tape.value(), tape.backward(1).x());
              }
              @Differentiable
              static double floatLabelled(float[] x, int[] labels) {
                double sum = 0;
                for (int i = 0; i < x.length; i++) {
                  sum += labels[i] == 123456789 ? Math.exp(x[i]) : x[i] * x[i];
                }
                return sum;
              }
              static double[] ofFloatLabelled(float[] x, int[] labels) {
                VGrad.FloatLabelled.Gradient g = VGrad.FloatLabelled.gradient(x, labels);
                return all(g.value(), doubles(g.x()));
              }
              @Differentiable
              static double mixed(double[] x, float[] y) {
                double sum = 0;
                for (int i = x.length - 1; i >= 0; i--) {
                  sum += Math.exp(x[i]) * y[i];
                }
                return sum;
              }
              static double[] ofMixed(double[] x, float[] y) {
                VGrad.Mixed.Tape tape = VGrad.Mixed.forward(x, y);
                double value = tape.value();
                VGrad.Mixed.Gradient g = tape.backward(1);
                return all(value, all(0, g.x(), doubles(g.y())));
              }
              @Differentiable(modes = {Mode.FORWARD, Mode.REVERSE})
              static double extremum(double[] x) {
                double largest = Double.NEGATIVE_INFINITY;
                double least = Double.POSITIVE_INFINITY;
                for (int i = 0; i < x.length; i++) {
                  largest = Math.max(largest, x[i]);
                  least = Math.min(least, x[i]);
                }
                double sum = 0;
                for (int i = 0; i < x.length; i++) {
                  sum += Math.exp(x[i] - largest);
                }
                return largest + Math.log(sum) - least;
              }
              static double[] ofExtremum(double[] x) {
                VGrad.Extremum.Gradient g = VGrad.Extremum.gradient(x);
                return all(g.value(), g.x());
              }
              static double alongExtremum(double[] x, double[] v) {
                return VGrad.Extremum.jvp(x, v).tangent();
              }
              @Differentiable
              static double[] replaced(double[] x) {
                double[] y = x.clone();
                for (int i = 0; i < y.length; i++) {
                  y[i] = Math.exp(y[i]);
                  y[i] = y[i] * y[i] + x[i];
                }
                return y;
              }
              static double[] ofReplaced(double[] x) {
                double[] seed = new double[x.length];
                for (int i = 0; i < seed.length; i++) seed[i] = i + 1;
                VGrad.Replaced.Gradient g = VGrad.Replaced.gradient(x, seed);
                return all(0, g.value(), g.x());
              }
              @Differentiable
              static double scaled(float[] x, double scale) {
                double sum = 0;
                for (int i = 0; i < x.length; i++) {
                  sum += Math.log(x[i] * x[i] + scale);
                }
                return sum;
              }
              static double[] ofScaled(float[] x, double scale) {
                VGrad.Scaled.Gradient g = VGrad.Scaled.gradient(x, scale);
                return all(g.value(), all(g.scale(), doubles(g.x())));
              }
              @Differentiable
              static float[] chosen(float[] x, double[] y, boolean[] mask) {
                float[] z = x.clone();
                for (int i = 0; i < x.length; i++) {
                  if (mask[i]) {
                    z[i] = (float) Math.exp(y[i]);
                  } else if (y[i] < 0) {
                    z[i] *= (float) y[i];
                  }
                }
                return z;
              }
              static double[] ofChosen(float[] x, double[] y, boolean[] mask) {
                float[] seed = new float[x.length];
                java.util.Arrays.fill(seed, 3);
                VGrad.Chosen.Gradient g = VGrad.Chosen.gradient(x, y, mask, seed);
                return all(0, doubles(g.value()), doubles(g.x()), g.y());
              }
              @Differentiable
              static double marked(double[] x) {
                boolean[] large = new boolean[x.length];
                boolean[] small = new boolean[x.length];
                for (int i = 0; i < x.length; i++) {
                  large[i] = Math.exp(x[i]) > 2;
                  small[i] = true;
                  if (x[i] > 0) {
                    small[i] = x[i] < 1;
                  }
                }
                double sum = 0;
                for (int i = 0; i < x.length; i++) {
                  sum += large[i] ? small[i] ? x[i] * x[i] : 3 * x[i] : -x[i];
                }
                return sum;
              }
              static double[] ofMarked(double[] x) {
                VGrad.Marked.Tape tape = VGrad.Marked.forward(x);
                return all(tape.value(), tape.backward(1).x());
              }
              static double[] all(double first, double[]... rest) {
                java.util.List<Double> all = new java.util.ArrayList<>(java.util.List.of(first));
                for (double[] each : rest) for (double one : each) all.add(one);
                return all.stream().mapToDouble(it -> it).toArray();
              }
              static double[] doubles(float[] x) {
                double[] y = new double[x.length];
                for (int i = 0; i < x.length; i++) y[i] = x[i];
                return y;
              }
            """);
    for (int i = 0; i < LOSSES.size(); i++) {
      for (String type : List.of("double", "float")) {
        String name = type + i;
        String nested = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        text.append(
            """
              static double $loss(double a, double b) { return $text; }
              @Differentiable
              static double $name($type[] x, $type[] y, double w) {
                double sum = 0;
                for (int i = 0; i < x.length; i++) sum += w * $loss(x[i], y[i]);
                return sum / 2;
              }
              static double[] of$name($type[] x, $type[] y) {
                var g = VGrad.$nested.gradient(x, y, 3);
                return all(g.value(), all(g.w(), $convert(g.x())), $convert(g.y()));
              }
            """
                .replace("$convert", type.equals("float") ? "doubles" : "")
                .replace("$loss", "lossOf" + name)
                .replace("$text", LOSSES.get(i))
                .replace("$name", name)
                .replace("$nested", nested)
                .replace("$type", type));
      }
    }
    return text.append("}\n").toString();
  }

  @BeforeAll
  static void compile() throws IOException {
    Build.Result without =
        new Build(directory.resolve("plain"))
            .source("v/V.java", source())
            .option("-Agradc.noGradient=ignore")
            .run();
    assertTrue(without.isSuccess(), without.messages()::toString);
    withVectors =
        new Build(directory.resolve("vectors"))
            .source("v/V.java", source())
            .option("-Agradc.simd=vector", "--add-modules", "jdk.incubator.vector")
            .option("-Agradc.noGradient=ignore")
            .run();
    assertTrue(withVectors.isSuccess(), withVectors.messages()::toString);
    plain = loader(without);
    vectors = loader(withVectors);
  }

  private static URLClassLoader loader(Build.Result result) throws IOException {
    return new URLClassLoader(
        new URL[] {result.out().toUri().toURL()}, Build.class.getClassLoader());
  }

  @AfterAll
  static void close() throws IOException {
    plain.close();
    vectors.close();
  }

  private static Object call(ClassLoader loader, String name, Object... arguments) {
    try {
      for (Method method : loader.loadClass("v.V").getDeclaredMethods()) {
        if (method.getName().equals(name)) {
          method.setAccessible(true);
          return method.invoke(null, arguments);
        }
      }
      throw new AssertionError("no method " + name);
    } catch (InvocationTargetException e) {
      throw new Thrown(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(name, e);
    }
  }

  /** What the method has thrown. */
  private static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1;

    Thrown(Throwable cause) {
      super(cause);
    }
  }

  private static void assertSame(double tolerance, String name, Object... arguments) {
    double[] expected = (double[]) call(plain, name, copies(arguments));
    double[] actual = (double[]) call(vectors, name, copies(arguments));
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      double size = Math.max(Math.abs(expected[i]), 1);
      boolean isNear =
          expected[i] == actual[i]
              || (Double.isNaN(expected[i]) && Double.isNaN(actual[i]))
              || Math.abs(expected[i] - actual[i]) <= tolerance * size;
      String difference =
          name + ", " + i + " of " + expected.length + ": " + expected[i] + ", " + actual[i];
      assertTrue(isNear, difference);
    }
  }

  private static Object[] copies(Object[] arguments) {
    Object[] copies = arguments.clone();
    for (int i = 0; i < copies.length; i++) {
      if (copies[i] instanceof double[] array) {
        copies[i] = array.clone();
      } else if (copies[i] instanceof float[] array) {
        copies[i] = array.clone();
      }
    }
    return copies;
  }

  private static double[] positive(int length, int seed) {
    return new Random(seed).doubles(length, 0.1, 2).toArray();
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  @Test
  void everyLossHasALoopOverVectors() {
    String text = withVectors.generated("v/VGrad.java");
    // In doubles Math.tanh is faster than any vector of them.
    int tanh = LOSSES.indexOf("Math.tanh(a * b)");
    for (int i = 0; i < LOSSES.size(); i++) {
      String doubles = nested(text, "Double" + i);
      assertTrue(i == tanh || doubles.contains("DoubleVector.fromArray"), doubles);
      String floats = nested(text, "Float" + i);
      assertTrue(floats.contains("FloatVector.fromArray(FLOATS"), floats);
    }
    assertTrue(nested(text, "Double" + tanh).contains("// plain loop: no vectors for Math.tanh"));
    for (String name :
        List.of("Labelled", "FloatLabelled", "Mixed", "Extremum", "Replaced", "Marked")) {
      assertTrue(nested(text, name).contains("class Vectors"), name);
    }
    List<String> warnings = withVectors.of(Diagnostic.Kind.WARNING);
    assertTrue(
        warnings.stream().allMatch(it -> it.contains("jdk.incubator.vector")), warnings::toString);
  }

  private static String nested(String text, String name) {
    int start = text.indexOf("static final class " + name + " {");
    int end = text.indexOf("\n  }\n", start);
    return text.substring(start, end);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 1000})
  void losses(int length) {
    double[] x = positive(length, 1);
    double[] y = positive(length, 2);
    for (int i = 0; i < LOSSES.size(); i++) {
      assertSame(1e-13, "ofdouble" + i, x, y);
      assertSame(1e-5, "offloat" + i, floats(x), floats(y));
    }
  }

  /** NaN, infinities, both zeros, what overflows, and numbers at which branches change. */
  @Test
  void numbersThatAreNone() {
    double[] special = {
      Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0, 1, -1, 1e4, -1e4
    };
    int count = special.length;
    for (double one : special) {
      double[] x = new double[count];
      Arrays.fill(x, one);
      for (int i = 0; i < LOSSES.size(); i++) {
        assertSame(1e-13, "ofdouble" + i, x, special);
        // Doubles hold squares of what floats hold.
        assertSame(1e-5, "offloat" + i, floats(x), floats(special));
      }
    }
  }

  /** One array for two parameters. */
  @Test
  void oneArrayForTwo() {
    double[] x = positive(21, 3);
    for (int i = 0; i < LOSSES.size(); i++) {
      double[] both = x.clone();
      double[] expected = (double[]) call(plain, "ofdouble" + i, both, both);
      double[] actual = (double[]) call(vectors, "ofdouble" + i, both, both);
      for (int k = 0; k < expected.length; k++) {
        assertEquals(expected[k], actual[k], 1e-12 * Math.max(1, Math.abs(expected[k])));
      }
    }
  }

  /** The gradient by vectors is the slope of the value by vectors. */
  @Test
  void differences() {
    double[] x = positive(19, 4);
    double[] y = positive(19, 5);
    double step = 1e-5;
    for (int i = 0; i < LOSSES.size(); i++) {
      double[] gradient = (double[]) call(vectors, "ofdouble" + i, x, y);
      for (int k = 0; k < x.length; k++) {
        double[] up = x.clone();
        double[] down = x.clone();
        up[k] += step;
        down[k] -= step;
        double above = ((double[]) call(vectors, "ofdouble" + i, up, y))[0];
        double below = ((double[]) call(vectors, "ofdouble" + i, down, y))[0];
        assertEquals((above - below) / (2 * step), gradient[2 + k], 1e-6, LOSSES.get(i));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 16, 17, 33})
  void otherLoops(int length) {
    double[] x = positive(length, 6);
    int[] labels = new Random(7).ints(length, -1, 3).toArray();
    boolean[] mask = new boolean[length];
    int[] large = new int[length];
    Random random = new Random(8);
    for (int i = 0; i < length; i++) {
      mask[i] = random.nextBoolean();
      // As floats these would be one number.
      large[i] = 123456788 + random.nextInt(2);
      x[i] -= 0.7;
    }
    assertSame(1e-13, "ofLabelled", x, labels, mask);
    assertSame(1e-5, "ofFloatLabelled", floats(x), large);
    assertSame(1e-13, "ofMixed", x, floats(positive(length, 9)));
    assertSame(1e-13, "ofExtremum", x);
    assertSame(1e-13, "ofReplaced", x);
    assertSame(1e-13, "ofMarked", x);
    assertSame(1e-6, "ofChosen", floats(positive(length, 10)), x, mask);
    assertSame(1e-5, "ofScaled", floats(x), 0.5);
  }

  @Test
  void extremaOfNumbersThatAreNone() {
    double[] x = positive(11, 10);
    for (double one : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -0.0, 0.0}) {
      x[5] = one;
      assertSame(1e-13, "ofExtremum", x);
    }
  }

  @Test
  void forwardMode() {
    double[] x = positive(13, 11);
    double[] v = positive(13, 12);
    assertEquals(
        (double) call(plain, "alongExtremum", x, v),
        (double) call(vectors, "alongExtremum", x, v),
        1e-14);
  }

  /** What floats do not hold is left to the plain loop, which computes in doubles. */
  @Test
  void numbersThatAreNoFloats() {
    float[] x = new float[9];
    double[] gradient = (double[]) call(vectors, "ofScaled", x, 1e-300);
    assertEquals(9 * Math.log(1e-300), gradient[0], 1e-9);
    assertSame(0, "ofScaled", x, 1e-300);
    assertSame(0, "ofScaled", x, 1e300);
  }

  /** The plain loop throws, at the same element and with the same message. */
  @Test
  void exceptions() {
    double[] x = positive(20, 13);
    for (int length : new int[] {0, 1, 7, 19}) {
      String expected = thrown(plain, x, positive(length, 14));
      assertEquals("java.lang.ArrayIndexOutOfBoundsException: Index " + length, start(expected));
      assertEquals(expected, thrown(vectors, x, positive(length, 14)));
    }
  }

  private static String start(String message) {
    return message.substring(0, message.indexOf(" out of"));
  }

  private static String thrown(ClassLoader loader, double[] x, double[] y) {
    return assertThrows(Thrown.class, () -> call(loader, "ofdouble0", x, y)).getCause().toString();
  }

  /** Nothing of the module is mentioned where it is not asked for. */
  @Test
  void plainLoopsAreTheDefault() throws IOException {
    Path generated =
        directory.resolve("plain").resolve("classes").resolve("v").resolve("VGrad.java");
    String text = Files.readString(generated);
    assertFalse(text.contains("Vector") || text.contains("// plain loop"), text);
  }

  /** Methods, parameters and classes that are called like what is generated. */
  @Test
  void namesOfTheUser(@TempDir Path other) {
    Build.Result result =
        new Build(other)
            .source("n/FloatVector.java", "package n; class FloatVector {}")
            .source(
                "n/Vectors.java",
                """
                package n;
                class Vectors {
                  static class DoubleVector {}
                  @dev.gradc.Differentiable
                  static double vectors(double[] DOUBLES, double[] from, double end) {
                    double s = 0;
                    for (int i = 0; i < DOUBLES.length; i++) s += Math.exp(DOUBLES[i]) * from[i] * end;
                    return s;
                  }
                  @dev.gradc.Differentiable
                  static double f(double[] Vectors, double[] DoubleVector, double VectorOperators) {
                    double constant = 0;
                    for (int loop1 = 0; loop1 <= Vectors.length - 1; loop1++) {
                      constant += Math.exp(Vectors[loop1]) * DoubleVector[loop1] * VectorOperators;
                    }
                    return constant;
                  }
                  static double call() {
                    double[] x = {0, 0, 0, 0, 0};
                    double[] y = {1, 2, 3, 4, 5};
                    return 100 * VectorsGrad.Vectors.gradient(x, y, 2).value()
                        + VectorsGrad.F.gradient(x, y, 2).VectorOperators();
                  }
                }
                """)
            .option("-Agradc.simd=vector", "--add-modules", "jdk.incubator.vector")
            .run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertTrue(result.generated("n/VectorsGrad.java").contains("class Vectors_ {"));
    assertEquals(3015, (double) result.call("n.Vectors", "call"), 1e-9);
  }

  @Test
  void otherValuesOfTheOptionAreRefused(@TempDir Path other) {
    Build.Result result =
        new Build(other).source("Empty.java", "class Empty {}").option("-Agradc.simd=sse").run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).contains("none, vector"), result.errors().get(0));
  }
}
