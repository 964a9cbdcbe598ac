package dev.gradc.tensor.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.tensor.DType;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Tensor;
import dev.gradc.tensor.compiled.AllocatedBytes;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods that would have too many statements with the bodies of other classes in them. */
final class LargeStepsTest {

  private static final String HEAD = "import dev.gradc.*;\nimport dev.gradc.tensor.Tensor;\n\n";

  private static final List<String> NAMES = List.of("one", "two", "three");

  private static final Pattern CALL = Pattern.compile("(Steps|Others)Grad\\.\\w+\\.pullback\\(");

  private static final Relation CALLED = new Relation("-Agradc.disable=bodies", 0);

  /** The same line with each number. */
  private static String lines(int count, String line) {
    return IntStream.range(0, count)
        .mapToObj(i -> "    " + line.replace("#", Integer.toString(i + 2)) + "\n")
        .collect(Collectors.joining());
  }

  private static String steps(int statements) {
    return HEAD
        + """
        final class Large {
          // inputs: x tensor n,m; w tensor n,m
          @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
          static double step(
              Tensor x, Tensor w, boolean flag, int count, int[] labels, int n, int m) {
            Tensor y = Steps.whole(Steps.whole(Steps.whole(x, w, 0.3), w, 0.7), x, 0.1);
            double s = flag ? Steps.chain(y, w).sum().item() : 1;
            return y.sum().item() + Steps.small(y) * s;
          }

          // inputs: x tensor n,m; w tensor n,m
          @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
          static double parts(
              Tensor x, Tensor w, boolean flag, int count, int[] labels, int n, int m) {
            Tensor y = x;
            for (int i = 0; i < 2; i++) {
              y = part(y, w);
            }
            return y.mean().item();
          }

          @Checkpoint
          private static Tensor part(Tensor x, Tensor w) {
            return Steps.chain(Steps.whole(x, w, 2), w).add(x);
          }

          static Runnable runStep(Tensor x, Tensor w, boolean isRecorded) {
            int[] labels = {};
            var gradient = LargeGrad.Step.Gradient.zeros(x, w, true, 1, labels, 2, 3);
            var tape = new LargeGrad.Step.Tape();
            return () -> {
              gradient.setZero();
              if (isRecorded) {
                tape.forward(x, w, true, 1, labels, 2, 3).backward(gradient);
              } else {
                LargeGrad.Step.addGradient(x, w, true, 1, labels, 2, 3, gradient);
              }
            };
          }

          static Runnable runParts(Tensor x, Tensor w, boolean isRecorded) {
            int[] labels = {};
            var gradient = LargeGrad.Parts.Gradient.zeros(x, w, true, 1, labels, 2, 3);
            var tape = new LargeGrad.Parts.Tape();
            return () -> {
              gradient.setZero();
              if (isRecorded) {
                tape.forward(x, w, true, 1, labels, 2, 3).backward(gradient);
              } else {
                LargeGrad.Parts.addGradient(x, w, true, 1, labels, 2, 3, gradient);
              }
            };
          }
        }
        // file: Steps
        """
        + HEAD
        + """
        final class Steps {
          @Differentiable static double small(Tensor x) {
            return x.square().sum().item();
          }

          @Differentiable static Tensor whole(Tensor x, Tensor w, double s) {
            double a = s;
        %1$s    Tensor y = x.mul(w).mul(a).tanh();
            return y.mul(y).add(s).sigmoid();
          }

          @Differentiable static Tensor chain(Tensor x, Tensor w) {
            double a = x.mean().item();
        %1$s    return Others.last(whole(x, w, 0.2).mul(a), w);
          }
        }
        // file: Others
        """
            .formatted(lines(statements, "a = a * 0.999 + 0.01 / #;"))
        + HEAD
        + """
        final class Others {
          @Differentiable static Tensor last(Tensor x, Tensor w) {
            double a = w.sum().item();
        %1$s    @Retain Tensor y = x.sub(w.mul(a)).tanh();
            return y.add(x);
          }
        }
        """
            .formatted(lines(statements, "a = a * 0.999 - 0.01 / #;"));
  }

  private static final String STEPS = steps(700);
  private static final Compiled COMPILED = Compiled.of("Large", STEPS, CALLED);
  private static final InMemory IN_MEMORY = new InMemory("Large", STEPS, true, List.of());

  /** What makes up most has a class within the caller's, and the rest stands in place. */
  @Test
  void classesOfWhatIsTooLarge() {
    String generated = IN_MEMORY.generated("LargeGrad");
    assertFalse(CALL.matcher(generated).find(), generated);
    assertTrue(generated.contains("class Whole_ {"), generated);
    assertTrue(generated.contains("class Last {"), generated);
    assertFalse(generated.contains("class Small"), generated);
    String small = new InMemory("Large", steps(20), true, List.of()).generated("LargeGrad");
    assertFalse(small.contains("class Whole"), small);
  }

  /** To the bit those of calls. */
  @ParameterizedTest
  @ValueSource(strings = {"step", "parts"})
  void numbers(String method) {
    Trial.Verdict verdict = Trial.checked(COMPILED, method, false);
    assertFalse(verdict.isFailure(), verdict::toString);
    assertTrue(verdict.kind().startsWith("right"), verdict::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"runStep", "runParts"})
  void theyAllocateNothing(String name) throws ReflectiveOperationException {
    Random random = new Random(5);
    Tensor x = Sampling.normal(random, 0, 0.5, DType.DOUBLE, 2, 3);
    Tensor w = Sampling.normal(random, 0, 0.5, DType.DOUBLE, 2, 3);
    Method run =
        IN_MEMORY.load("Large").getDeclaredMethod(name, Tensor.class, Tensor.class, boolean.class);
    run.setAccessible(true);
    for (boolean isRecorded : List.of(true, false)) {
      AllocatedBytes.assertAtMost(
          0,
          "a large step, " + name + ", recorded " + isRecorded,
          (Runnable) Calls.call(run, null, x, w, isRecorded));
    }
  }

  /** Of classes that many statements make up there is room for some; the rest is called. */
  @Test
  void roomForWhatIsTooLarge() {
    String parts =
        NAMES.stream()
            .map(
                name ->
                    """
                      @Differentiable static Tensor %s(Tensor x, double s) {
                        double a = s;
                    %s    return x.mul(a);
                      }
                    """
                        .formatted(name, lines(2_000, "a = a * 0.999 + 0.01 / #;")))
            .collect(Collectors.joining("\n"));
    String text =
        HEAD
            + """
            final class Large {
              @Differentiable static double step(Tensor x, double s) {
                return Steps.one(Steps.two(Steps.three(x, s), s), s).sum().item();
              }
            }
            // file: Steps
            """
            + HEAD
            + "final class Steps {\n"
            + parts
            + "}\n";
    String generated = new InMemory("Large", text, true, List.of()).generated("LargeGrad");
    assertEquals(
        List.of("one"), NAMES.stream().filter(it -> generated.contains(pullback(it))).toList());
    assertEquals(
        List.of("two", "three"),
        NAMES.stream().filter(it -> generated.contains("class " + capital(it) + " {")).toList());
  }

  private static String pullback(String method) {
    return "StepsGrad." + capital(method) + ".pullback(";
  }

  private static String capital(String method) {
    return method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1);
  }
}
