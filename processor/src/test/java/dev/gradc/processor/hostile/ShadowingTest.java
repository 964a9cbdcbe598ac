package dev.gradc.processor.hostile;

import static dev.gradc.processor.hostile.NamesTest.assertSuccess;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.Build;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
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

  private static final java.lang.String BODY =
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

  @TestFactory
  Stream<DynamicTest> inThePackage() {
    return TYPES.stream()
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type,
                    () ->
                        check(
                            new Build(directory.resolve("package" + type))
                                .source(
                                    "mine/" + type + ".java",
                                    "package mine; public class " + type + " {}")
                                .source("mine/User.java", user("package mine;", type, ""))
                                .option("-Agradc.sharedGraph=ignore")
                                .run(),
                            "mine.User")));
  }

  @TestFactory
  Stream<DynamicTest> inTheUnnamedPackage() {
    return Stream.of("Math", "Object", "String", "Override", "Gradient", "Tape", "Arrays", "Double")
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type,
                    () ->
                        check(
                            new Build(directory.resolve("unnamed" + type))
                                .source(type + ".java", "public class " + type + " {}")
                                .source("User.java", user("", type, ""))
                                .option("-Agradc.sharedGraph=ignore")
                                .run(),
                            "User")));
  }

  @TestFactory
  Stream<DynamicTest> inTheClass() {
    return TYPES.stream()
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type,
                    () ->
                        check(
                            new Build(directory.resolve("class" + type))
                                .source(
                                    "mine/User.java",
                                    user("package mine;", type, "static class " + type + " {}"))
                                .option("-Agradc.sharedGraph=ignore")
                                .run(),
                            "mine.User")));
  }

  /** The class with the method is called so itself. */
  @TestFactory
  Stream<DynamicTest> asTheClass() {
    return TYPES.stream()
        .filter(type -> !type.equals("Object") && !type.equals("F"))
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type,
                    () ->
                        check(
                            new Build(directory.resolve("as" + type))
                                .source(
                                    "mine/" + type + ".java",
                                    "package mine;\nclass TYPE {\n".replace("TYPE", type)
                                        + BODY.replace("TYPE", type).replace("USER", type)
                                        + "}\n")
                                .option("-Agradc.sharedGraph=ignore")
                                .run(),
                            "mine." + type)));
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
