package dev.gradc.processor.hostile;

import static dev.gradc.processor.hostile.NamesTest.assertSuccess;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.Build;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes of the user's that are called like those that generated code names. */
final class ShadowingTest {

  private static final List<String> TYPES =
      List.of(
          "Math",
          "StrictMath",
          "Object",
          "String",
          "Override",
          "SuppressWarnings",
          "Deprecated",
          "Double",
          "Float",
          "Integer",
          "Arrays",
          "Objects",
          "Collections",
          "Generated",
          "Companion",
          "Gradient",
          "Tape",
          "Tangent",
          "Detach",
          "Retain",
          "Differentiable",
          "Checkpoint",
          "Mode",
          "BackwardPass",
          "SparedArray",
          "SummedArrays",
          "TapeBytes",
          "IllegalArgumentException",
          "IllegalStateException",
          "UnsupportedOperationException",
          "NullPointerException",
          "System",
          "Record",
          "Enum",
          "Iterable",
          "AutoCloseable",
          "AssertionError",
          "F",
          "Outputs");

  private static final String BODY =
      """
        @dev.gradc.Differentiable(modes = {dev.gradc.Mode.FORWARD, dev.gradc.Mode.HESSIAN})
        static double f(double x, @dev.gradc.Detach double[] a, TYPE object) {
          assert a.length > 0 : "none";
          double[] b = new double[2];
          for (int i = 0; i < 2; i++) {
            while (b[i] < 1) { b[i] = b[i] + x * a[0]; }
          }
          return java.lang.Math.exp(b[0]) * java.lang.StrictMath.abs(b[1]);
        }
        @dev.gradc.Differentiable
        static Pair g(double x, double y) {
          double shared = x * y;
          return new Pair(shared * x, new double[] {shared * y});
        }
        record Pair(double one, double[] other) {}
        static double call() {
          var tape = USERGrad.F.forward(2.0, new double[] {1}, null);
          double byTape = tape.backward().x();
          double byGradient = USERGrad.F.gradient(2.0, new double[] {1}, null).x();
          double hessian = USERGrad.F.hessian(2.0, new double[] {1}, null)[0][0];
          return byTape / java.lang.Math.exp(2) + byGradient / java.lang.Math.exp(2)
              + hessian / java.lang.Math.exp(2);
        }
      """;

  @TempDir private Path directory;

  private Build build(String directoryName) {
    return new Build(directory.resolve(directoryName)).option("-Agradc.sharedGraph=ignore");
  }

  /** All at once, and each of them with differentiable methods itself. */
  @Test
  void inThePackage() {
    Build build = build("package").source("mine/User.java", user("package mine;", "Object", ""));
    for (String type : TYPES) {
      // A nested class of its own companion cannot be called as it is.
      boolean isPlain = type.equals("Object") || type.equals("F");
      String body = isPlain ? "" : BODY.replace("TYPE", type).replace("USER", type);
      build.source(
          "mine/" + type + ".java",
          "package mine;\npublic class TYPE {\n".replace("TYPE", type) + body + "}\n");
    }
    Build.Result result = build.run();
    check(result, "mine.User");
    for (String type : TYPES) {
      if (!type.equals("Object") && !type.equals("F")) {
        check(result, "mine." + type);
      }
    }
  }

  /** A variable hides a package of its name, which classes of one name are told apart by. */
  @Test
  void variablesLikePackages() {
    String body = "public class Layers { @dev.gradc.Differentiable public static double ";
    Build.Result result =
        build("packages")
            .source(
                "model/Layers.java", "package model; " + body + "f(double x) { return x * x; } }")
            .source(
                "mine/Layers.java",
                "package mine; "
                    + body
                    + "step(double model, double x) { return square(x) * model; } "
                    + "static double square(double x) { return model.Layers.f(x); } "
                    + "static double call() { return LayersGrad.Step.gradient(3, 5).x(); } }")
            .run();
    assertSuccess(result);
    assertEquals(30.0, result.call("mine.Layers", "call"));
  }

  @Test
  void inTheUnnamedPackage() {
    Build build = build("unnamed").source("User.java", user("", "Generated", ""));
    for (String type : TYPES) {
      build.source(type + ".java", "public class " + type + " {}");
    }
    check(build.run(), "User");
  }

  /** Alone, and in the way of nothing but what the derivative needs. */
  @Test
  void oneByOne() {
    List<String> types =
        List.of("Override", "SuppressWarnings", "IllegalStateException", "Iterable", "Object");
    for (String type : types) {
      for (String packageName : List.of("", "mine")) {
        String head = packageName.isEmpty() ? "" : "package mine;\n";
        String prefix = packageName.isEmpty() ? "" : "mine/";
        Build build =
            build("one" + type + packageName)
                .source(prefix + type + ".java", head + "public class " + type + " {}")
                .source(
                    prefix + "User.java",
                    head
                        + """
                        @java.lang.SuppressWarnings("fallthrough")
                        class User {
                          @dev.gradc.Differentiable
                          static double f(double x, java.lang.Iterable<?> all, java.lang.Object any) {
                            for (int i = 0; i < 1; i++) { x = x * x; }
                            return x;
                          }
                          static double call() { return UserGrad.F.gradient(2, null, null).x(); }
                        }
                        """);
        Build.Result result = build.run();
        assertSuccess(result);
        String user = packageName.isEmpty() ? "User" : "mine.User";
        assertEquals(4.0, result.call(user, "call"), type);
      }
    }
  }

  @Test
  void inTheClass() {
    String members =
        TYPES.stream()
            .map(
                type ->
                    """
                      static class TYPE {}
                      @dev.gradc.Differentiable
                      static double ofTYPE(double x, TYPE object, TYPE[] objects) { return x * x; }
                    """
                        .replace("TYPE", type))
            .collect(Collectors.joining());
    Build build =
        build("class").source("mine/User.java", user("package mine;", "Tangent", members));
    check(build.run(), "mine.User");
  }

  private static String user(String head, String type, String member) {
    return head
        + "\nclass User {\n"
        + member
        + "\n"
        + BODY.replace("TYPE", type).replace("USER", "User")
        + "}\n";
  }

  /** f is 2 x exp(2), seen where x is 2: b is (x, x), and f = exp(x) x. */
  private static void check(Build.Result result, String user) {
    assertSuccess(result);
    assertEquals(3 + 3 + 4.0, (Double) result.call(user, "call"), 1e-12);
  }
}
