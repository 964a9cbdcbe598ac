package dev.gradc.processor.hostile;

import static dev.gradc.processor.hostile.NamesTest.assertSuccess;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.Build;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that a differentiable method may stand in. */
final class EnclosingTypesTest {

  @TempDir private Path directory;

  private Build build(String text) {
    return new Build(directory).source("p/Outer.java", "package p;\n" + text);
  }

  @Test
  void genericClasses() {
    Build.Result result =
        build(
                """
                import java.util.List;
                public class Outer<T extends Comparable<T>, U> {
                  @dev.gradc.Differentiable
                  static double f(double x) { return x * x; }
                  static class Inner<V> {
                    @dev.gradc.Differentiable
                    static double f(double x, List<? super String> names) { return x * names.size(); }
                  }
                  static final class Model<V> {
                    final double[] weights = {3};
                    V v;
                    @dev.gradc.Differentiable
                    static double f(Model<?> model, double x) { return x * model.weights[0]; }
                  }
                  record Pair<A, B>(double one, A other, B[] more) {
                    @dev.gradc.Differentiable
                    static double f(Pair<String, Integer> pair, double x) {
                      return x * pair.one * pair.more.length;
                    }
                  }
                  static double call() {
                    return OuterGrad.F.gradient(3).x()
                        + Outer_InnerGrad.F.gradient(3, List.of("", "")).x()
                        + Outer_ModelGrad.F.gradient(new Model<String>(), 2).x()
                        + Outer_PairGrad.F.gradient(new Pair<>(2, "", new Integer[4]), 5).x();
                  }
                }
                """)
            .run();
    assertSuccess(result);
    assertEquals(6.0 + 2 + 3 + 8, result.call("p.Outer", "call"));
  }

  @Test
  void innerClasses() {
    Build.Result result =
        build(
                """
                public class Outer {
                  final double factor = 7;
                  final class Inner {
                    final double own = 2;
                    @dev.gradc.Differentiable
                    double f(double x) { return x * own * 7; }
                    @dev.gradc.Differentiable
                    static double g(double x) { return x * x; }
                    final class Deeper {
                      @dev.gradc.Differentiable
                      double f(double x) { return x * x * 14; }
                    }
                  }
                  static double call() {
                    Inner inner = new Outer().new Inner();
                    return Outer_InnerGrad.F.gradient(inner, 3).x()
                        + Outer_InnerGrad.G.gradient(4).x()
                        + Outer_Inner_DeeperGrad.F.gradient(inner.new Deeper(), 1).x();
                  }
                }
                """)
            .run();
    assertSuccess(result);
    assertEquals(14.0 + 8 + 28, result.call("p.Outer", "call"));
  }

  /** Generated code could not name their types with the arguments that they happen to have. */
  @Test
  void objectsOfGenericClassesAreRefusedAsReceivers() {
    Build.Result result =
        build(
                """
                public class Outer<T> {
                  T t;
                  final class Inner {
                    @dev.gradc.Differentiable
                    double f(double x) { return x; }
                  }
                  static final class Model<V> {
                    @dev.gradc.Differentiable
                    double f(double x) { return x; }
                  }
                  record Pair<A>(double one, A other) {
                    @dev.gradc.Differentiable
                    double f(double x) { return x * one; }
                  }
                }
                """)
            .run();
    List<String> errors = result.errors();
    assertEquals(3, errors.size(), errors::toString);
    assertTrue(errors.get(0).startsWith("Outer.java:6: [GC0102]"), errors::toString);
    assertTrue(errors.get(1).startsWith("Outer.java:10: [GC0102]"), errors::toString);
    assertTrue(errors.get(2).startsWith("Outer.java:14: [GC0102]"), errors::toString);
  }

  @Test
  void theObjectAroundAnotherOneByItsName() {
    Build.Result result =
        build(
                """
                public class Outer {
                  final double factor = 7;
                  final class Inner {
                    @dev.gradc.Differentiable
                    double f(double x) { return x * Outer.this.factor; }
                  }
                }
                """)
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Outer.java:6: [GC0110] 'Outer.this'"));
  }

  @Test
  void interfacesEnumsAndAnnotations() {
    Build.Result result =
        build(
                """
                public interface Outer {
                  double SCALE = 3;
                  @dev.gradc.Differentiable
                  static double f(double x) { return x * SCALE * own(x); }
                  private static double own(double x) { return x; }
                  enum Kind {
                    ONE, TWO;
                    @dev.gradc.Differentiable
                    static double f(double x, Kind kind) {
                      return switch (kind) { case ONE -> x; case TWO -> x * x * ONE.compareTo(kind); };
                    }
                  }
                  @interface Mark {
                    class Inside {
                      @dev.gradc.Differentiable
                      static double f(double x) { return x * 5; }
                    }
                  }
                  static double call() {
                    return OuterGrad.F.gradient(1).x() + Outer_KindGrad.F.gradient(2, Kind.TWO).x()
                        + Outer_Mark_InsideGrad.F.gradient(2).x();
                  }
                }
                """)
            .run();
    assertSuccess(result);
    assertEquals(6.0 - 4 + 5, result.call("p.Outer", "call"));
  }

  @Test
  void methodsThatNobodyOverridesInInterfacesAndEnums() {
    Build.Result result =
        build(
                """
                public interface Outer {
                  @dev.gradc.Differentiable
                  default double f(double x) { return x; }
                }
                """)
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Outer.java:4: [GC0206]"));
  }

  /** Nobody could call what is generated for them, and javac shows them to no processor. */
  @Test
  void localClassesHaveNoDerivative() {
    Build.Result result =
        build(
                """
                class Outer {
                  static double call() {
                    record Local(double one) {
                      @dev.gradc.Differentiable
                      double f(double x) { return x * one; }
                    }
                    return new Local(2).f(3);
                  }
                  static Object object = new Object() {
                    @dev.gradc.Differentiable
                    static double f(double x) { return x; }
                  };
                }
                """)
            .run();
    assertSuccess(result);
    assertEquals(6.0, result.call("p.Outer", "call"));
  }

  @Test
  void synchronizedMethodsAreRefused() {
    Build.Result result =
        build(
                """
                strictfp class Outer {
                  @dev.gradc.Differentiable
                  private static strictfp synchronized double no(double x) { return x; }
                  @dev.gradc.Differentiable
                  private static strictfp double f(double x) { return x * x * (float) x; }
                  static double call() { return OuterGrad.F.gradient(2).x(); }
                }
                """)
            .option("-Xlint:-strictfp")
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Outer.java:4: [GC0116]"));
  }

  @Test
  void strictlyFloating() {
    Build.Result result =
        build(
                """
                strictfp class Outer {
                  @dev.gradc.Differentiable
                  private static strictfp double f(double x) { return x * x * (float) x; }
                  static double call() { return OuterGrad.F.gradient(2).x(); }
                }
                """)
            .option("-Xlint:-strictfp")
            .run();
    assertSuccess(result);
    assertEquals(12.0, result.call("p.Outer", "call"));
  }

  @Test
  void twoMethodsWithOneErasure() {
    Build.Result result =
        build(
                """
                import java.util.List;
                class Outer {
                  @dev.gradc.Differentiable
                  static double f(double x, List<String> names) { return x; }
                  @dev.gradc.Differentiable(name = "Other")
                  static double f(double x, List<Integer> names) { return x; }
                }
                """)
            .run();
    List<String> errors = result.errors();
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.get(0).startsWith("Outer.java:7: name clash"), errors::toString);
  }

  @Test
  void overloadsWhoseGeneratedMethodsWouldHaveOneErasure() {
    Build.Result result =
        build(
                """
                import java.util.List;
                class Outer {
                  record A<T>(double x, T t) {}
                  @dev.gradc.Differentiable
                  static double f(A<String> a, double y) { return a.x() * y; }
                  @dev.gradc.Differentiable(name = "Other")
                  static double f(A<String> a, float y) { return a.x() * y; }
                  static double call() {
                    return OuterGrad.F.gradient(new A<>(2, ""), 3.0).a().x()
                        + OuterGrad.Other.gradient(new A<>(2, ""), 4f).a().x();
                  }
                }
                """)
            .run();
    assertSuccess(result);
    assertEquals(7.0, result.call("p.Outer", "call"));
  }

  @Test
  void cyclesOfCallsAcrossFiles() {
    Build.Result result =
        build(
                """
                class Outer {
                  @dev.gradc.Differentiable
                  static double f(double x, int n) { return n == 0 ? x : Two.g(x * x, n - 1); }
                  static double call() { return OuterGrad.F.gradient(1.5, 3).x(); }
                  static double other() { return TwoGrad.G.gradient(1.5, 2).x(); }
                }
                """)
            .source(
                "p/Two.java",
                """
                package p;
                class Two {
                  @dev.gradc.Differentiable
                  static double g(double x, int n) { return n == 0 ? 2 * x : Three.h(x, n); }
                }
                """)
            .source(
                "p/Three.java",
                """
                package p;
                class Three {
                  @dev.gradc.Differentiable
                  static double h(double x, int n) { return Outer.f(x, n - 1) * 3; }
                }
                """)
            .run();
    assertSuccess(result);
    // f(x, 3) = g(x^2, 2) = 3 f(x^2, 1) = 3 g(x^4, 0) = 6 x^4; g(x, 2) = 3 f(x, 1) = 3 g(x^2, 0).
    assertEquals(24 * 1.5 * 1.5 * 1.5, result.call("p.Outer", "call"));
    assertEquals(12 * 1.5, result.call("p.Outer", "other"));
  }

  @Test
  void cyclesWithoutEnd() {
    Build.Result result =
        build(
                """
                class Outer {
                  @dev.gradc.Differentiable
                  static double f(double x) { return g(x) * 2; }
                  static double g(double x) { return f(x) + Two.h(x); }
                }
                class Two {
                  @dev.gradc.Differentiable
                  static double h(double x) { return Outer.f(x); }
                }
                """)
            .option("-Xlint:-auxiliaryclass")
            .run();
    assertSuccess(result);
  }
}
