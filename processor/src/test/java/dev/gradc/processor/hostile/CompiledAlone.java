package dev.gradc.processor.hostile;

import static dev.gradc.processor.hostile.NamesTest.assertSuccess;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.Build;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sources that are compiled together, and one of them by itself into the same place. Numbers of
 * tests are those of closed forms.
 */
abstract class CompiledAlone {

  static final Path INDEX = Path.of("classes/dev/gradc/static/reliances");

  @TempDir Path directory;

  /** A source file. */
  record Source(String file, String text) {

    Source with(String before, String after) {
      assertTrue(text.contains(before), before);
      int start = text.indexOf(before);
      return new Source(
          file, text.substring(0, start) + after + text.substring(start + before.length()));
    }
  }

  /** Into the same place, where the classes and the generated sources of all are. */
  Build.Result compiled(Source... sources) {
    // Else javac warns of generated sources that are newer than their classes.
    Build build =
        new Build(directory).onClassPath(directory.resolve("classes")).option("-implicit:class");
    for (Source source : sources) {
      build.source(source.file(), source.text());
    }
    return build.run();
  }

  void works(Object number, String user, Source... sources) {
    Build.Result result = compiled(sources);
    assertSuccess(result);
    assertEquals(number, result.call(user, "call"));
  }

  /** What javac says of the changed class alone, and that the class file is the one of before. */
  void fails(String error, Source changed) throws IOException {
    String file = changed.file().replace(".java", ".class");
    Path target = directory.resolve("classes").resolve(file);
    byte[] before = Files.readAllBytes(target);
    String index = index();
    assertEquals(List.of(error), compiled(changed).errors());
    assertEquals(index, index());
    assertArrayEquals(before, Files.readAllBytes(target), file);
  }

  String index() throws IOException {
    Path file = directory.resolve(INDEX);
    return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
  }

  static String stale(String now, String users, String before, String owner) {
    return "[GC0315] "
        + now
        + ", and generated code of "
        + users
        + ", which is not compiled along, "
        + before
        + "; compile "
        + users
        + " again, together with "
        + owner
        + " (docs/errors/GC0315.md)";
  }

  static final Source CALLEE =
      new Source(
          "p/Callee.java",
          """
          package p;
          class Callee {
            static double other() { return 1; }
            @dev.gradc.Differentiable
            static double square(double x) { return x * x; }
            @dev.gradc.Detach
            static double weight(double x) { return x; }
            @dev.gradc.Differentiable @dev.gradc.Detach
            static double peek(double[] table) { return table[0]; }
          }
          """);

  static final Source CALLER =
      new Source(
          "p/Caller.java",
          """
          package p;
          class Caller {
            @dev.gradc.Differentiable
            static double f(double x) { return Callee.square(x) * Callee.weight(x); }
            @dev.gradc.Differentiable
            static double g(double x) {
              double[] table = {2};
              return x * Callee.peek(table) * table[0];
            }
            static double call() { return CallerGrad.F.gradient(3).x() + CallerGrad.G.gradient(3).x(); }
          }
          """);

  /** 2 x w + t t, where w = x = 3 is a constant and t = 2. */
  static final double OF_CALLER = 22.0;

  static final Source POINT =
      new Source("q/Point.java", "package q; public record Point(double one, double[] two) {}");

  static final Source TAKER =
      new Source(
          "p/Taker.java",
          """
          package p;
          import q.Point;
          class Taker {
            @dev.gradc.Differentiable
            static double f(double x) {
              Point point = new Point(x, new double[] {x});
              return point.one() * point.two()[0];
            }
            static double call() { return TakerGrad.F.gradient(3).x(); }
          }
          """);

  static final Source GIVEN =
      new Source(
          "r/Given.java",
          """
          package r;
          class Given {
            @dev.gradc.Differentiable
            static double g(q.Point point) { return 5 * point.one(); }
            static double call() {
              return GivenGrad.G.gradient(new q.Point(3, new double[1])).point().one();
            }
          }
          """);
}
