package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops over vectors in parts, block by block, beside those that are whole and plain ones. */
final class VectorBlocksTest {

  private static final String SOURCE =
      """
      package v;
      import dev.gradc.Differentiable;
      class V {
        @Differentiable
        static double one(double[] x, double[] y) {
          double sum = 0;
          for (int i = 0; i < x.length; i++) {
            double rest = Math.log1p(Math.exp(-Math.abs(x[i])));
            sum += Math.exp(-2 * (Math.max(x[i], 0) + rest)) * (Math.max(-x[i], 0) + rest) * y[i];
          }
          return sum;
        }
        static double[] ofOne(double[] x, double[] y) {
          VGrad.One.Gradient g = VGrad.One.gradient(x, y);
          return all(g.value(), 0, g.x(), g.y());
        }
        @Differentiable
        static double several(double[] x, @dev.gradc.Detach double[] y) {
          double first = 0, second = 0, largest = -5, least = 5;
          for (int i = 0; i < x.length; i++) {
            double e = Math.exp(x[i]) / (2 + y[i]);
            first += e;
            double s = Math.sin(e) * y[i];
            if (s > 0.2) {
              second += s * Math.cos(x[i]);
            }
            double d = Math.exp(y[i]);
            largest = Math.max(largest, d * y[i]);
            least = Math.min(least, y[i] - d);
          }
          return first * second + largest * least;
        }
        static double[] ofSeveral(double[] x, double[] y) {
          VGrad.Several.Tape tape = VGrad.Several.forward(x, y);
          double value = tape.value();
          VGrad.Several.Gradient g = tape.backward(1);
          return all(value, 0, g.x(), g.x());
        }
        @Differentiable
        static double[] written(double[] x, double[] y) {
          double[] z = y.clone();
          for (int i = 0; i < x.length; i++) {
            double before = z[i];
            z[i] = Math.exp(x[i] * before);
            double value = Math.log(z[i] + 1) + before;
            if (x[i] > 0.5) {
              value *= x[i];
            }
            z[i] += Math.sin(value) * before / (1 + value * value);
          }
          return z;
        }
        static double[] ofWritten(double[] x, double[] y) {
          double[] seed = new double[x.length];
          for (int i = 0; i < seed.length; i++) seed[i] = i % 7;
          VGrad.Written.Gradient g = VGrad.Written.gradient(x, y, seed);
          double[] z = g.value();
          return all(z.length == 0 ? 0 : z[0], z.length == 0 ? 0 : z[z.length - 1], g.x(), g.y());
        }
        @Differentiable
        static double named(double[] x, double[] expBlock) {
          double sum = 0, logBlock = x.length;
          for (int i = 0; i < x.length; i++) {
            double exp = Math.exp(x[i]);
            double u = exp * x[i] + 3;
            double log = Math.log(u);
            sum += u * log * Math.sin(exp) * expBlock[i] + logBlock / (1 + log * log);
          }
          return sum;
        }
        static double[] ofNamed(double[] x, double[] y) {
          VGrad.Named.Tape tape = VGrad.Named.forward(x, y);
          VGrad.Named.Gradient g = VGrad.Named.gradient(x, y);
          return all(g.value(), tape.value(), g.x(), tape.backward(1).expBlock());
        }
        @Differentiable
        static double mixed(float[] BLOCK, double[] DOUBLE_BLOCKS) {
          double sum = 0;
          double[] start = DOUBLE_BLOCKS, y = start;
          for (int i = BLOCK.length - 1; i >= 0; i--) {
            double square = BLOCK[i];
            square = square * square + 1;
            double e = Math.exp(-square);
            sum += e * y[i] * square / (1 + e);
          }
          return sum;
        }
        static double[] ofMixed(double[] x, double[] y) {
          float[] p = new float[x.length];
          for (int i = 0; i < p.length; i++) p[i] = (float) x[i];
          VGrad.Mixed.Gradient g = VGrad.Mixed.gradient(p, y);
          double[] gp = new double[p.length];
          for (int i = 0; i < p.length; i++) gp[i] = g.BLOCK()[i];
          return all(g.value(), 0, gp, g.DOUBLE_BLOCKS());
        }
        static double[] all(double first, double second, double[] x, double[] y) {
          double[] all = new double[2 + 2 * x.length];
          all[0] = first;
          all[1] = second;
          System.arraycopy(x, 0, all, 2, x.length);
          System.arraycopy(y, 0, all, 2 + x.length, x.length);
          return all;
        }
      }
      """;

  private static final List<String> METHODS =
      List.of("One", "Several", "Written", "Named", "Mixed");

  @TempDir private static Path directory;

  private static String generated;
  private static URLClassLoader plain;
  private static URLClassLoader whole;
  private static URLClassLoader parts;

  @BeforeAll
  static void compile() throws IOException {
    plain = loader(build("plain"));
    whole = loader(build("whole", "-Agradc.simd=vector", "-Agradc.disable=vectorParts"));
    assertFalse(generated.contains("loop1Part1"), generated);
    parts = loader(build("parts", "-Agradc.simd=vector"));
  }

  private static Build.Result build(String name, String... options) {
    Build.Result result =
        new Build(directory.resolve(name))
            .source("v/V.java", SOURCE)
            .option("--add-modules", "jdk.incubator.vector")
            .option(options)
            .run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    generated = result.generated("v/VGrad.java");
    return result;
  }

  private static URLClassLoader loader(Build.Result result) throws IOException {
    return new URLClassLoader(
        new URL[] {result.out().toUri().toURL()}, Build.class.getClassLoader());
  }

  @AfterAll
  static void close() throws IOException {
    plain.close();
    whole.close();
    parts.close();
  }

  private static double[] call(ClassLoader loader, String name, int length) throws Exception {
    SplittableRandom random = new SplittableRandom(length + 17);
    double[] x = random.doubles(length, -2, 2).toArray();
    double[] y = random.doubles(length, 0.1, 1).toArray();
    Method method =
        loader.loadClass("v.V").getDeclaredMethod("of" + name, double[].class, double[].class);
    method.setAccessible(true);
    return (double[]) method.invoke(null, x, y);
  }

  @Test
  void everyLoopWithFunctionsIsInParts() {
    for (String name : METHODS) {
      int start = generated.indexOf("static final class " + name + " {");
      String text = generated.substring(start, generated.indexOf("\n  }\n", start));
      assertTrue(text.contains("Part2("), text);
    }
  }

  /** In one block nothing differs from the whole loop. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5, 16, 333, 4096})
  void partsOfOneBlockComputeTheSame(int length) throws Exception {
    for (String name : METHODS) {
      assertArrayEquals(call(whole, name, length), call(parts, name, length), name);
    }
  }

  /** Sums of several blocks are added up in another order. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4097, 8191, 8192, 12300})
  void blocksComputeWhatThePlainLoopDoes(int length) throws Exception {
    for (String name : METHODS) {
      double[] expected = call(plain, name, length);
      double[] actual = call(parts, name, length);
      assertEquals(expected.length, actual.length);
      for (int i = 0; i < expected.length; i++) {
        double tolerance = 1e-11 * Math.max(1, Math.abs(expected[i]));
        assertEquals(expected[i], actual[i], tolerance, name + ", " + i);
      }
    }
  }

  /** What parts hand on is of the thread. */
  @Test
  void threadsDoNotMeet() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<double[]>> tasks = new ArrayList<>();
      for (int k = 0; k < 64; k++) {
        String name = METHODS.get(k % METHODS.size());
        int length = 500 + k / METHODS.size() * 3;
        tasks.add(() -> call(parts, name, length));
      }
      List<Future<double[]>> results = threads.invokeAll(tasks);
      for (int k = 0; k < tasks.size(); k++) {
        assertArrayEquals(tasks.get(k).call(), results.get(k).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
