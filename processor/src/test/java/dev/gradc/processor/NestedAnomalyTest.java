package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Anomalies in derivatives inside of derivatives are told at their own lines, and at the call's.
 */
final class NestedAnomalyTest {

  @TempDir Path directory;

  @Test
  void bothPlacesAreTold() {
    Build.Result result =
        new Build(directory)
            .source(
                "p/A.java",
                """
                package p;
                import dev.gradc.*;
                import java.util.*;
                final class A {
                  @Differentiable
                  static double score(double m, double x) {
                    double y = m * x;
                    return half(y) * x;
                  }
                  private static double half(double y) {
                    return Math.sqrt(y);
                  }
                  @Differentiable
                  static double outer(double m, double x) {
                    double g = AGrad.Score.gradient(m, x).x();
                    return g * g;
                  }
                  @Differentiable
                  static double power(double m, double x) {
                    double y = m * x;
                    return raised(y) * 3;
                  }
                  private static double raised(double y) {
                    return Math.pow(y, 1.5);
                  }
                  @Differentiable
                  static double slope(double m, double x) {
                    return AGrad.Power.gradient(m, x).x() * 2;
                  }
                  @Differentiable
                  static double twice(double m, double x) {
                    return AGrad.Outer.gradient(m * 2, x).m();
                  }
                  static Map<String, String> run() {
                    Map<String, String> told = new LinkedHashMap<>();
                    told.put("outer", told(() -> AGrad.Outer.gradient(1, -2).value()));
                    told.put("twice", told(() -> AGrad.Twice.gradient(1, -2).value()));
                    told.put("at 0", told(() -> AGrad.Outer.gradient(0, 2).value()));
                    told.put("power at 0", told(() -> AGrad.Power.gradient(1, 0).x()));
                    told.put("slope at 0", told(() -> AGrad.Slope.gradient(1, 0).value()));
                    told.put("good", told(() -> AGrad.Outer.gradient(1, 4).value()));
                    return told;
                  }
                  private static String told(java.util.function.DoubleSupplier run) {
                    try { return Double.toString(run.getAsDouble()); }
                    catch (AnomalyException e) { return e.getMessage(); }
                  }
                }
                """)
            .option("-Agradc.anomaly=true", "-Werror")
            .run();
    assertEquals(List.of(), result.errors());
    Map<String, String> expected = new LinkedHashMap<>();
    String root = "'Math.sqrt(y)' (A.java:11) in ";
    String call = "'AGrad.Score.gradient(m, x)' (A.java:15)";
    expected.put("outer", root + call + ", forward pass, gives NaN");
    expected.put(
        "twice",
        root + call + " in 'AGrad.Outer.gradient(m * 2, x)' (A.java:32), forward pass, gives NaN");
    expected.put("at 0", root + call + ", forward pass, gives Infinity");
    expected.put("power at 0", "0.0");
    expected.put(
        "slope at 0",
        "'Math.pow(y, 1.5)' (A.java:24) in 'AGrad.Power.gradient(m, x)' (A.java:28),"
            + " backward pass, gives Infinity");
    expected.put("good", "9.0");
    assertEquals(expected, result.call("p.A", "run"));
  }
}
