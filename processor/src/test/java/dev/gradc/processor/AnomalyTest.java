package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Agradc.anomaly=true}: where the first NaN or infinity arises is told. */
final class AnomalyTest {

  private static final String SOURCE =
      """
      import dev.gradc.*;
      import java.util.*;
      final class A {
        @Differentiable
        static double logarithms(double[] x) {
          double sum = 0;
          for (double e : x) {
            sum += Math.log(e);
          }
          return sum * sum;
        }
        @Differentiable
        static float root(float x) {
          return (float) Math.sqrt(x) * 2;
        }
        @Differentiable
        static double difference(double x, double y) {
          double p = Math.exp(x);
          return p - Math.exp(y);
        }
        static double power(double x, int n) { return n == 0 ? 1 : x * power(x, n - 1); }
        @Differentiable
        static double recursive(double x) { return power(x, 3); }
        @Differentiable
        static double sums(double[] x, double y) {
          double s = 0;
          for (double e : x) {
            s += e * y;
          }
          return s;
        }
        record Two(double a, double b) {}
        @Differentiable(name = "Outputs")
        static Two outputs(double x, double y) { return new Two(x / y, Math.sqrt(x)); }

        static String told(java.util.function.Supplier<Object> run) {
          try {
            return "" + run.get();
          } catch (AnomalyException e) {
            return e.getMessage();
          }
        }
        static Map<String, String> run() {
          Map<String, String> all = new LinkedHashMap<>();
          double[] good = {1, 2};
          double[] bad = {1, 0};
          all.put("good", told(() -> AGrad.Logarithms.gradient(good).x()[1]));
          all.put("fused", told(() -> AGrad.Logarithms.gradient(bad)));
          all.put("taped", told(() -> AGrad.Logarithms.forward(bad)));
          all.put("backward", told(() -> AGrad.Root.forward(0).backward()));
          all.put("difference", told(() -> AGrad.Difference.gradient(1, 800)));
          all.put("given", told(() -> AGrad.Difference.gradient(Double.POSITIVE_INFINITY, 0).value()));
          all.put("recursive", told(() -> AGrad.Recursive.gradient(2).x()));
          all.put("sum", told(() -> AGrad.Sums.gradient(new double[] {1e8, 1e8}, 1e300)));
          all.put("output", told(() -> AGrad.Outputs.forward(0, 1).b().backward()));
          all.put("other output", told(() -> AGrad.Outputs.forward(0, 1).a().backward().x()));
          return all;
        }
      }
      """;

  @TempDir private Path directory;

  @Test
  void theFirstAnomalyIsNamed() {
    Build.Result result =
        new Build(directory)
            .source("A.java", SOURCE)
            .option("-Agradc.anomaly=true", "-Werror")
            .run();
    assertEquals(List.of(), result.errors());
    assertEquals(
        Map.of(
            "good", String.valueOf(2 * Math.log(2) / 2),
            "fused", "'Math.log(e)' (A.java:8), forward pass, gives -Infinity",
            "taped", "'Math.log(e)' (A.java:8), forward pass, gives -Infinity",
            "backward", "'Math.sqrt(x)' (A.java:14), backward pass, gives Infinity",
            "difference", "'Math.exp(y)' (A.java:19), forward pass, gives Infinity",
            "given", "Infinity",
            "recursive", "12.0",
            "sum", "'s += e * y;' (A.java:28), forward pass, gives Infinity",
            "output", "'Math.sqrt(x)' (A.java:34), backward pass, gives Infinity",
            "other output", "1.0"),
        result.call("A", "run"));
  }

  @Test
  void withoutTheOptionNobodyLooks() {
    Build.Result result = new Build(directory).source("A.java", SOURCE).run();
    assertEquals(List.of(), result.errors());
    assertFalse(result.generated("AGrad.java").contains("Anomalies"));
  }

  @Test
  void otherValuesOfTheOptionAreRefused() {
    Build.Result result =
        new Build(directory).source("A.java", SOURCE).option("-Agradc.anomaly=yes").run();
    assertTrue(
        result.errors().stream().anyMatch(it -> it.contains("gradc.anomaly")),
        result.errors().toString());
  }

  /** What is written in place would be its own operand, and hide where an anomaly arises. */
  @Test
  void tensorsAreNotWrittenInPlace() throws IOException {
    assertTrue(ofTensors("plain").run().generated("TGrad.java").contains("Into.mul"));
    Build.Result result = ofTensors("checked").option("-Agradc.anomaly=true").run();
    assertEquals(List.of(), result.errors());
    String text = result.generated("TGrad.java");
    assertFalse(text.contains("Into."));
    assertTrue(text.contains("'Tensor.scalar(y)' (T.java:6), forward pass,\", y)"), text);
  }

  /** With stand-ins of the library. */
  private Build ofTensors(String name) throws IOException {
    Build build =
        new Build(directory.resolve(name))
            .source(
                "T.java",
                """
                import dev.gradc.Differentiable;
                import dev.gradc.tensor.Tensor;
                final class T {
                  @Differentiable
                  static double f(Tensor x, double y) {
                    return x.mul(Tensor.scalar(y)).mul(x).item();
                  }
                }
                """);
    for (String type : List.of("Tensor", "TensorRules", "Into", "Cotangents")) {
      Path file = Path.of("src", "test", "resources", "tensor", type + ".java");
      build.source("dev/gradc/tensor/" + type + ".java", Files.readString(file));
    }
    return build;
  }
}
