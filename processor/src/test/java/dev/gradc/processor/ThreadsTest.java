package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same bits from every run, in many threads, and in other virtual machines. */
final class ThreadsTest {

  private static final String SOURCE =
      """
      import dev.gradc.*;
      import java.util.*;
      import java.util.concurrent.*;
      final class Threads {
        record Layer(double[][] weight, double[] bias) {}
        record Losses(double fit, @Retain double size) {}
        static final class Gate {
          static CountDownLatch entered;
          static CountDownLatch leave;
          static double pass(double x) {
            if (entered != null) {
              entered.countDown();
              try {
                leave.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            }
            return x;
          }
        }
        @DerivativeOf(type = Gate.class, method = "pass")
        static double pass(double x, double cotangent) { return cotangent; }

        @Differentiable
        static double gated(double x) { return Math.sin(Gate.pass(x)); }

        static double power(double x, int n) { return n == 0 ? 1 : x * power(x, n - 1); }

        @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
        static double curve(double[] x, double a) {
          double sum = 0;
          for (double e : x) sum += Math.exp(-a * e * e) * Math.cos(e) + Math.pow(e * e + 1, a);
          return sum;
        }

        @Differentiable
        static Losses model(Layer[] layers, double[] x, double y) {
          double[] h = x.clone();
          double size = 0;
          for (Layer layer : layers) {
            double[] next = new double[layer.bias().length];
            for (int i = 0; i < next.length; i++) {
              double sum = layer.bias()[i];
              for (int j = 0; j < h.length; j++) sum += layer.weight()[i][j] * h[j];
              size += sum * sum;
              next[i] = sum > 0 ? Math.log1p(sum) : Math.expm1(sum) + power(sum, 3);
            }
            h = next;
          }
          double out = 0;
          for (double e : h) out += Math.tanh(e);
          return new Losses((out - y) * (out - y), size);
        }

        static Layer[] layers(Random random) {
          Layer[] layers = new Layer[3];
          for (int k = 0; k < 3; k++) {
            layers[k] = new Layer(new double[5][5], new double[5]);
            for (int i = 0; i < 5; i++) {
              layers[k].bias()[i] = random.nextGaussian();
              for (int j = 0; j < 5; j++) layers[k].weight()[i][j] = 0.4 * random.nextGaussian();
            }
          }
          return layers;
        }

        /** A hash of the bits of everything that can be asked for. */
        static long bits(long seed, ThreadsGrad.Model.Tape tape) {
          Random random = new Random(seed);
          Layer[] layers = layers(random);
          double[] x = random.doubles(5).toArray();
          long hash = 7;
          tape.forward(layers, x, 0.5);
          hash = with(hash, tape.fit().backward());
          hash = with(hash, tape.size().backward());
          hash = with(hash, ThreadsGrad.Model.gradient(layers, x, 0.5, new Losses(1, 2)));
          for (double e : CurveBits.of(x)) hash = 31 * hash + Double.doubleToRawLongBits(e);
          return hash;
        }

        static long with(long hash, ThreadsGrad.Model.Gradient gradient) {
          for (Layer layer : gradient.layers()) {
            for (double[] row : layer.weight()) {
              for (double e : row) hash = 31 * hash + Double.doubleToRawLongBits(e);
            }
            for (double e : layer.bias()) hash = 31 * hash + Double.doubleToRawLongBits(e);
          }
          return 31 * hash + Double.doubleToRawLongBits(gradient.y());
        }

        static final class CurveBits {
          static double[] of(double[] x) {
            double[] all = ThreadsGrad.Curve.hessian(x, 0.3)[2];
            all[0] += ThreadsGrad.Curve.jvp(x, 0.3, new double[] {1, 2, 3, 4, 5}, 1).tangent();
            return all;
          }
        }

        static Long once() { return bits(11, new ThreadsGrad.Model.Tape()); }

        static Set<Long> thousand() {
          Set<Long> all = new HashSet<>();
          ThreadsGrad.Model.Tape tape = new ThreadsGrad.Model.Tape();
          for (int i = 0; i < 1000; i++) all.add(bits(11, tape));
          return all;
        }

        /** What threads have found that differs from what one finds alone. */
        static List<String> together() throws Exception {
          int count = 32;
          long[] alone = new long[count];
          for (int i = 0; i < count; i++) alone[i] = bits(i, new ThreadsGrad.Model.Tape());
          ExecutorService threads = Executors.newFixedThreadPool(count);
          CyclicBarrier start = new CyclicBarrier(count);
          List<Future<String>> found = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            int id = i;
            found.add(threads.submit(() -> {
              start.await();
              ThreadsGrad.Model.Tape tape = new ThreadsGrad.Model.Tape();
              for (int k = 0; k < 50; k++) {
                int seed = (id + k) % count;
                if (bits(seed, tape) != alone[seed]) return "thread " + id + ", run " + k;
              }
              return "";
            }));
          }
          List<String> different = new ArrayList<>();
          for (Future<String> one : found) if (!one.get().isEmpty()) different.add(one.get());
          threads.shutdown();
          return different;
        }

        /** Goes back in one thread while another records on the same tape. */
        static String shared() throws Exception {
          ThreadsGrad.Gated.Tape tape = ThreadsGrad.Gated.forward(0.2);
          Gate.entered = new CountDownLatch(1);
          Gate.leave = new CountDownLatch(1);
          Thread other = new Thread(() -> tape.forward(0.3));
          other.start();
          Gate.entered.await();
          try {
            return "" + tape.backward().x();
          } catch (IllegalStateException expected) {
            return expected.getMessage();
          } finally {
            Gate.leave.countDown();
            other.join();
            Gate.entered = null;
          }
        }

        public static void main(String[] arguments) { System.out.print(once()); }
      }
      """;

  @TempDir private static Path directory;

  private static Build.Result result;

  @BeforeAll
  static void build() {
    result = new Build(directory).source("Threads.java", SOURCE).run();
    assertEquals("[]", result.errors().toString());
  }

  @Test
  void threadsGetTheBitsThatOneGetsAlone() {
    assertEquals("[]", result.call("Threads", "together").toString());
  }

  @Test
  void aThousandRunsGiveTheSameBits() {
    assertEquals(Set.of(result.call("Threads", "once")), result.call("Threads", "thousand"));
  }

  @Test
  void machinesWithOtherCompilersGiveTheSameBits() throws IOException, InterruptedException {
    Set<String> all = new LinkedHashSet<>();
    all.add(result.call("Threads", "once").toString());
    all.add(run("-Xint"));
    all.add(run("-XX:TieredStopAtLevel=1"));
    all.add(run("-Xcomp"));
    assertEquals(1, all.size(), all.toString());
  }

  private static String run(String option) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-cp",
                result.out() + File.pathSeparator + Build.runtime(),
                "Threads")
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), text);
    return text;
  }

  @Test
  void aTapeThatAnotherThreadRecordsOnGoesNotBack() {
    String message = result.call("Threads", "shared").toString();
    assertTrue(message.contains("holds no recording"), message);
  }
}
