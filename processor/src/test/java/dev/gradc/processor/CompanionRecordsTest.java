package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of methods of records, and with records, that were compiled before. */
final class CompanionRecordsTest {

  private static final String LINEAR =
      """
      package library;
      public record Linear(double[][] w, double[] b) {
        @dev.gradc.Differentiable
        public double[] apply(double[] x) {
          double[] y = b.clone();
          for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < x.length; j++) {
              y[i] += w[i][j] * x[j];
            }
          }
          return y;
        }
      }
      """;

  private static final String LOSSES =
      """
      package library;
      public record Losses(double l1, double l2) {}
      """;

  private static final String LAYERS =
      """
      package library;
      import dev.gradc.Differentiable;
      public class Layers {
        @Differentiable
        public static double crossEntropy(double[] logits, int[] label) {
          double sum = 0;
          for (double logit : logits) {
            sum += Math.exp(logit);
          }
          return Math.log(sum) - logits[label[0]];
        }
        @Differentiable
        public static Losses both(Losses losses, double x, int n) {
          return n == 0
              ? new Losses(losses.l2() * x, losses.l1())
              : both(new Losses(losses.l1() * x, losses.l2() + x), x, n - 1);
        }
        @Differentiable
        public static Losses[] several(Losses[] losses, double x) {
          Losses[] several = new Losses[losses.length];
          for (int i = 0; i < several.length; i++) {
            several[i] = new Losses(losses[i].l1() * x, losses[i].l2());
          }
          return several;
        }
      }
      """;

  private static final String STEP =
      """
      package caller;
      import dev.gradc.Detach;
      import dev.gradc.Differentiable;
      import library.Layers;
      import library.Linear;
      import library.Losses;
      class Trainer {
        @Differentiable
        static Losses step(Linear model1, Linear model2, @Detach double[] data, int[] label) {
          double[] a = model1.apply(data);
          @Detach double[] cut = a;
          double[] b = model2.apply(cut);
          return new Losses(Layers.crossEntropy(a, label), Layers.crossEntropy(b, label));
        }
        static final Linear MODEL1 = new Linear(new double[][] {{1, 2}, {0.5, -1}}, new double[2]);
        static final Linear MODEL2 = new Linear(new double[][] {{0.25, 1}, {1, 3}}, new double[2]);
        static String gradients() {
          TrainerGrad.Step.Gradient gradient = TrainerGrad.Step.gradient(
              MODEL1, MODEL2, new double[] {1, 2}, new int[] {1}, new Losses(2, 3));
          return text(gradient.model1()) + text(gradient.model2());
        }
        // The cotangent of logits is softmax minus one at the label.
        static String expected() {
          double[] a = MODEL1.apply(new double[] {1, 2});
          double[] b = MODEL2.apply(a);
          double[] da = cotangent(a, 2);
          double[] db = cotangent(b, 3);
          return text(new Linear(outer(da, new double[] {1, 2}), da))
              + text(new Linear(outer(db, a), db));
        }
        private static double[] cotangent(double[] logits, double seed) {
          double sum = Math.exp(logits[0]) + Math.exp(logits[1]);
          return new double[] {
            seed * Math.exp(logits[0]) / sum, seed * (Math.exp(logits[1]) / sum - 1)};
        }
        private static double[][] outer(double[] a, double[] b) {
          return new double[][] {{a[0] * b[0], a[0] * b[1]}, {a[1] * b[0], a[1] * b[1]}};
        }
        private static String text(Linear model) {
          double[][] w = model.w();
          return String.format(java.util.Locale.ROOT, "%.12f %.12f %.12f %.12f %.12f %.12f\\n",
              w[0][0], w[0][1], w[1][0], w[1][1], model.b()[0], model.b()[1]);
        }
      }
      """;

  private static final String MORE =
      """
      package caller;
      import dev.gradc.Differentiable;
      import library.Layers;
      import library.Losses;
      class Caller {
        @Differentiable
        static double f(double x) {
          Losses losses = Layers.both(new Losses(x, 1), x, 2);
          return losses.l1() + 10 * losses.l2();
        }
        @Differentiable
        static double g(double x, Losses[] all) {
          Losses[] several = Layers.several(Layers.several(all, x), 2);
          return several[0].l1() * several[1].l2();
        }
        // l1 = x^3, l2 = 1 + 2 x, so that f = (1 + 2 x) x + 10 x^3.
        static double byRecursion() { return CallerGrad.F.gradient(0.5).x(); }
        static double byArrays() {
          return CallerGrad.G.gradient(5, new Losses[] {new Losses(3, 0), new Losses(0, 7)}).x();
        }
      }
      """;

  @TempDir private Path directory;

  private Path library() {
    Build.Result result =
        new Build(directory.resolve("library"))
            .source("library/Linear.java", LINEAR)
            .source("library/Losses.java", LOSSES)
            .source("library/Layers.java", LAYERS)
            .run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    return result.out();
  }

  private Build caller(String file, String text, Path... classPath) {
    return new Build(directory.resolve("caller")).onClassPath(classPath).source(file, text);
  }

  @Test
  void methodsOfRecordsOfClassFilesAreCalled() {
    Path library = library();
    Build.Result result = caller("caller/Trainer.java", STEP, library).run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertEquals(
        result.callWith("caller.Trainer", "expected", library),
        result.callWith("caller.Trainer", "gradients", library));
  }

  @Test
  void methodsThatReturnRecordsAreCalled() {
    Path library = library();
    Build.Result result = caller("caller/Caller.java", MORE, library).run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertEquals(1 + 4 * 0.5 + 30 * 0.25, result.callWith("caller.Caller", "byRecursion", library));
    assertEquals(2 * 3 * 7.0, result.callWith("caller.Caller", "byArrays", library));
  }

  private Path losses(String name, String text) {
    Build.Result result =
        new Build(directory.resolve(name)).source("library/Losses.java", text).run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    return result.out();
  }

  @Test
  void aRecordThatHasChangedSinceIsRefused() {
    Path old = losses("old", LOSSES);
    Build.Result layers =
        new Build(directory.resolve("layers"))
            .onClassPath(old)
            .source("library/Layers.java", LAYERS)
            .run();
    assertTrue(layers.isSuccess(), layers.messages()::toString);
    assertTrue(caller("caller/Caller.java", MORE, old, layers.out()).run().isSuccess());
    Path changed = losses("new", LOSSES.replace("l1, double l2", "l2, double l1"));
    List<String> errors = caller("caller/Caller.java", MORE, changed, layers.out()).run().errors();
    assertEquals(2, errors.size(), errors::toString);
    assertTrue(errors.get(0).startsWith("Caller.java:8: [GC0313]"), errors.get(0));
    assertTrue(errors.get(0).contains("'library.LayersGrad.Both'"), errors.get(0));
  }

  @Test
  void aMethodWithoutDerivativeIsRefusedWhereItStands() {
    Build.Result result =
        new Build(directory.resolve("both"))
            .source(
                "both/Callee.java",
                """
                package both;
                record Callee(double x) {
                  @dev.gradc.Differentiable
                  void nothing() {}
                }
                """)
            .source(
                "both/Caller.java",
                """
                package both;
                class Caller {
                  @dev.gradc.Differentiable
                  static double f(Callee callee) {
                    callee.nothing();
                    return callee.x();
                  }
                }
                """)
            .run();
    List<String> errors = result.errors();
    assertTrue(errors.stream().anyMatch(it -> it.startsWith("Callee.java:4")), errors::toString);
    assertTrue(errors.stream().noneMatch(it -> it.contains("GC0901")), errors::toString);
  }
}
