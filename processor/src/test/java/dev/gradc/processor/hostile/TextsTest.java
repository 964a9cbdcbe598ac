package dev.gradc.processor.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.Build;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Literals of texts, and of classes, in bodies: constants that a derivative depends on. */
final class TextsTest {

  @TempDir private Path directory;

  private static final String TEXTS =
      """
      package p;
      import dev.gradc.Differentiable;
      final class Texts {
        static final String CONSTANT = "a\\nb\\rc";
        @Differentiable static double repeated(double x) {
          String s = "ab\\ncd".repeat(2);
          return x * s.length();
        }
        @Differentiable static double part(double x) {
          return x * "ab\\ncdef".substring(1, 4).length() * "a\\nb".length();
        }
        @Differentiable static double character(double x) {
          return x * CONSTANT.charAt(2) * CONSTANT.charAt(3);
        }
        @Differentiable static double block(double x) {
          return x * \"""
              a"b\\\\c
              \\tdé
              \""".toUpperCase().length();
        }
        @Differentiable static double chosen(double x) {
          return switch ("a\\nb".substring(1)) { case "\\nb" -> 2 * x; default -> 3 * x; };
        }
        @Differentiable static double separators(double x) {
          return x * "\\u2028q\\u2029\\u0085\\0".length() * (1 + "\\u2029".compareTo("\\u2028"));
        }
        @Differentiable static double classes(double x) {
          return x * String.class.getName().length();
        }
        static double[][] call() {
          return new double[][] {
            {repeated(1), TextsGrad.Repeated.gradient(1).x()},
            {part(1), TextsGrad.Part.gradient(1).x()},
            {character(1), TextsGrad.Character.gradient(1).x()},
            {block(1), TextsGrad.Block.gradient(1).x()},
            {chosen(1), TextsGrad.Chosen.gradient(1).x()},
            {separators(1), TextsGrad.Separators.gradient(1).x()},
            {classes(1), TextsGrad.Classes.gradient(1).x()},
          };
        }
      }
      """;

  /** Each method is linear: its derivative is its value at 1. */
  @Test
  void derivativesDependOnTheWholeText() {
    Build.Result result = new Build(directory).source("p/Texts.java", TEXTS).run();
    assertEquals(List.of(), result.errors());
    double[][] all = (double[][]) result.call("p.Texts", "call");
    double[] expected = {10, 9, 'b' * '\r', 10, 2, 10, 16};
    for (int i = 0; i < all.length; i++) {
      assertEquals(expected[i], all[i][0], "value " + i);
      assertEquals(expected[i], all[i][1], "derivative " + i);
    }
  }

  /** Of primitive types, and arrays, there is no name that one could be a field of. */
  @Test
  void classesWithoutNames() {
    for (String type : List.of("int", "void", "double[]", "String[]")) {
      Build.Result result =
          new Build(directory)
              .source(
                  "p/Named.java",
                  "package p; final class Named { static double k(Class<?> c) { return 1; }\n"
                      + "@dev.gradc.Differentiable static double f(double x) { return x * k("
                      + type
                      + ".class); } }")
              .run();
      List<String> errors = result.errors().stream().map(it -> it.replaceAll(";.*", "")).toList();
      assertEquals(
          Collections.singletonList(
              "Named.java:2: [GC0101] '"
                  + type
                  + ".class' cannot be differentiated: gradc has no derivative for it"),
          errors);
    }
  }
}
