package dev.gradc.processor.hostile;

import static dev.gradc.processor.hostile.NamesTest.assertSuccess;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.Build;
import dev.gradc.processor.DifferentiableProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beside a processor that generates what differentiable methods mention. */
final class TwoProcessorsTest {

  /** Generates a class in each of its rounds, from the first one on. */
  static final class Generating extends AbstractProcessor {

    private final String[] classes;
    private final Map<String, String> texts;
    private int next;

    Generating(Map<String, String> texts, String... classes) {
      this.texts = texts;
      this.classes = classes;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (next < classes.length && !round.processingOver()) {
        String name = classes[next++];
        try (Writer file = processingEnv.getFiler().createSourceFile(name).openWriter()) {
          file.write(texts.get(name));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }

  private static final Map<String, String> GENERATED =
      Map.of(
          "made.K",
          """
          package made;
          public final class K {
            public static final double TWO = 2;
            public static double half() { return 0.5; }
            public static final class Tape { public double scale() { return 3; } }
            public enum Kind { ONE, TWO }
            public record Pair(double one, double two) {}
          }
          """,
          "made.Late",
          "package made; public final class Late { public static final double FIVE = 5; }",
          "made.Model",
          """
          package made;
          public final class Model {
            @dev.gradc.Differentiable
            public static double square(double x, @dev.gradc.Detach double scale) {
              return x * x * scale;
            }
          }
          """);

  @TempDir private Path directory;

  private Build build(String body, String... classes) {
    return new Build(directory)
        .source("p/User.java", "package p;\n" + body)
        .option("-Agradc.sharedGraph=ignore")
        .processors(new DifferentiableProcessor(), new Generating(GENERATED, classes));
  }

  @Test
  void nestedTypesInSignatures() {
    Build.Result result =
        build(
                """
                class User {
                  @dev.gradc.Differentiable
                  static double f(double x, made.K.Tape tape) { return x * tape.scale(); }
                  static double call() { return UserGrad.F.gradient(2, new made.K.Tape()).x(); }
                }
                """,
                "made.K")
            .run();
    assertSuccess(result);
    assertEquals(3.0, result.call("p.User", "call"));
  }

  @Test
  void importedTypesInSignaturesBodiesAndResults() {
    Build.Result result =
        build(
                """
                import made.K;
                import made.K.Pair;
                import static made.K.half;
                class User {
                  @dev.gradc.Differentiable
                  static Pair f(Pair x, K.Kind kind) {
                    return kind == K.Kind.ONE ? x : new Pair(x.two() * K.TWO, x.one() * half());
                  }
                  static double call() {
                    return UserGrad.F.gradient(new Pair(1, 2), K.Kind.TWO, new Pair(10, 100)).x().two();
                  }
                }
                """,
                "made.K")
            .run();
    assertSuccess(result);
    assertEquals(20.0, result.call("p.User", "call"));
  }

  @Test
  void typesOfTheSamePackage() {
    Build.Result result =
        new Build(directory)
            .source(
                "made/User.java",
                """
                package made;
                class User {
                  @dev.gradc.Differentiable
                  static double f(double x, K.Tape tape) { return x * tape.scale() * Late.FIVE; }
                  static double call() { return UserGrad.F.gradient(2, new K.Tape()).x(); }
                }
                """)
            .processors(
                new DifferentiableProcessor(), new Generating(GENERATED, "made.K", "made.Late"))
            .run();
    assertSuccess(result);
    assertEquals(15.0, result.call("made.User", "call"));
  }

  @Test
  void typesInsideOthers() {
    Build.Result result =
        build(
                """
                import java.util.List;
                class User {
                  record Model(double x, made.K.Tape tape) {
                    @dev.gradc.Differentiable
                    double g(double y) { return x * y * tape.scale(); }
                  }
                  @dev.gradc.Differentiable
                  static double f(
                      Model model, made.K.Tape[] tapes, List<? extends made.K.Tape> list, List<made.K> ks) {
                    return model.x() * tapes[0].scale() * list.size() * ks.size();
                  }
                  static double call() {
                    made.K.Tape tape = new made.K.Tape();
                    Model model = new Model(2, tape);
                    return UserGrad.F.gradient(
                            model, new made.K.Tape[] {tape}, List.of(tape, tape), List.of(new made.K()))
                        .model().x() + User_ModelGrad.G.gradient(model, 5).self().x();
                  }
                }
                """,
                "made.K")
            .run();
    assertSuccess(result);
    assertEquals(6.0 + 15, result.call("p.User", "call"));
  }

  @Test
  void typesOfLaterRounds() {
    Build.Result result =
        build(
                """
                class User {
                  @dev.gradc.Differentiable
                  static double f(double x) { return x * made.Late.FIVE; }
                  @dev.gradc.Differentiable
                  static double g(double x, made.K.Tape tape) { return x * tape.scale(); }
                  static double call() {
                    return UserGrad.F.gradient(2).x() + UserGrad.G.gradient(2, new made.K.Tape()).x();
                  }
                }
                """,
                "made.K",
                "made.Late")
            .run();
    assertSuccess(result);
    assertEquals(8.0, result.call("p.User", "call"));
  }

  @Test
  void differentiableMethodsThatAreGenerated() {
    Build.Result result =
        build(
                """
                class User {
                  @dev.gradc.Differentiable
                  static double f(double x) { return made.Model.square(x, new made.K.Tape().scale()); }
                  static double call() {
                    return UserGrad.F.gradient(2).x()
                        + made.ModelGrad.Square.gradient(1, 3).x();
                  }
                }
                """,
                "made.K",
                "made.Model")
            .run();
    assertSuccess(result);
    assertEquals(18.0, result.call("p.User", "call"));
  }

  /** They are generated together, though each has to be there for the other one to be read. */
  @Test
  void companionsInSignatures() {
    Build.Result result =
        build(
                """
                class User {
                  @dev.gradc.Differentiable
                  static double f(double x) { return x * x; }
                  @dev.gradc.Differentiable
                  static double g(double x, UserGrad.F.Tape tape) { return x * tape.value(); }
                  @dev.gradc.Differentiable
                  static double h(double x, UserGrad.G.Gradient[] g, OtherGrad.F.Tape other) {
                    return x * g[0].x() * other.value();
                  }
                  static double call() {
                    var g = UserGrad.G.gradient(2, UserGrad.F.forward(3));
                    return UserGrad.H.gradient(1, new UserGrad.G.Gradient[] {g}, OtherGrad.F.forward(1)).x();
                  }
                }
                class Other {
                  @dev.gradc.Differentiable
                  static double f(double x) { return x * 5; }
                  @dev.gradc.Differentiable
                  static double g(double x, UserGrad.F.Tape tape) { return x * tape.value() * made.K.TWO; }
                }
                """,
                "made.K")
            .option("-Xlint:-auxiliaryclass")
            .run();
    assertSuccess(result);
    assertEquals(45.0, result.call("p.User", "call"));
  }

  @Test
  void companionsThatNobodyGeneratesInSignatures() {
    Build.Result result =
        build(
                """
                class User {
                  @dev.gradc.Differentiable
                  static double f(double x) { return x * x; }
                  @dev.gradc.Differentiable
                  static double g(double x, UserGrad.Absent.Tape tape) { return x; }
                }
                """)
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("User.java:6: "), result.errors()::toString);
  }

  @Test
  void theOtherOneFirst() {
    Build.Result result =
        build(
                """
                class User {
                  @dev.gradc.Differentiable
                  static double f(double x, made.K.Tape tape) { return x * tape.scale(); }
                  static double call() { return UserGrad.F.gradient(2, new made.K.Tape()).x(); }
                }
                """)
            .processors(new Generating(GENERATED, "made.K"), new DifferentiableProcessor())
            .run();
    assertSuccess(result);
    assertEquals(3.0, result.call("p.User", "call"));
  }

  /** It is generated where nobody asks any more: javac says that it is not there. */
  @Test
  void typesThatNobodyGenerates() {
    Build.Result result =
        build(
                """
                class User {
                  @dev.gradc.Differentiable
                  static double f(double x, made.Absent absent) { return x; }
                  static double call() { return UserGrad.F.gradient(2, null).x(); }
                }
                """,
                "made.K")
            .run();
    assertTrue(!result.isSuccess());
    assertTrue(
        result.errors().stream().noneMatch(it -> it.contains("GC0001")), result.errors()::toString);
    assertTrue(result.errors().get(0).contains("Absent"), result.errors()::toString);
  }

  private static final String SCALES =
      """
      package made;
      public final class Scales {
        public static final double K = 2;
        @dev.gradc.Differentiable(modes = {dev.gradc.Mode.REVERSE, dev.gradc.Mode.HESSIAN})
        public static double square(double x) { return x * x; }
        @dev.gradc.Detach
        public static double weight(double x) { return x; }
      }
      """;

  private static final String SCALED =
      """
      package p;
      import made.Scales;
      class User {
        @dev.gradc.Differentiable(modes = {dev.gradc.Mode.REVERSE, dev.gradc.Mode.HESSIAN})
        static double f(double x) { return Scales.square(x) * Scales.K * Scales.weight(x); }
        static double call() { return UserGrad.F.gradient(3).x(); }
      }
      """;

  private static String inReverseModeAlone(String text) {
    return text.replace("(modes = {dev.gradc.Mode.REVERSE, dev.gradc.Mode.HESSIAN})", "");
  }

  private Build.Result scaled(String scales) {
    return scaled(SCALED, scales);
  }

  private Build.Result scaled(String user, String scales) {
    return new Build(directory)
        .onClassPath(directory.resolve("classes"))
        .option("-implicit:class")
        .processors(
            new DifferentiableProcessor(),
            new Generating(Map.of("made.Scales", scales), "made.Scales"))
        .source("p/User.java", user)
        .run();
  }

  /** Its class file is that of before, until the new source is there in the next round. */
  @Test
  void aClassThatIsGeneratedAgain() throws IOException {
    for (int i = 0; i < 2; i++) {
      Build.Result unchanged = scaled(SCALES);
      assertSuccess(unchanged);
      assertEquals(36.0, unchanged.call("p.User", "call"));
    }
    Build.Result constant = scaled(SCALES.replace("K = 2", "K = 5"));
    assertSuccess(constant);
    assertEquals(90.0, constant.call("p.User", "call"));
    Build.Result carried =
        scaled(
            SCALES.replace(
                "@dev.gradc.Detach\n",
                "@dev.gradc.Differentiable(modes = {dev.gradc.Mode.REVERSE, dev.gradc.Mode.HESSIAN})\n"));
    assertSuccess(carried);
    assertEquals(54.0, carried.call("p.User", "call"));
  }

  /** Nothing tells that its class file is of a class that is generated. */
  @Test
  void aClassThatIsGeneratedAgainElsewhere() throws IOException {
    String user = inReverseModeAlone(SCALED);
    String scales = inReverseModeAlone(SCALES);
    assertSuccess(scaled(user, scales));
    Files.delete(directory.resolve("classes/made/Scales.java"));
    Build.Result late = scaled(user, scales);
    assertEquals(1, late.errors().size(), late.errors()::toString);
    assertTrue(late.errors().get(0).startsWith("Scales.java:2: [GC0317]"), late.errors().get(0));
    Files.delete(directory.resolve("classes/made/Scales.class"));
    Build.Result again = scaled(user, scales);
    assertSuccess(again);
    assertEquals(36.0, again.call("p.User", "call"));
  }

  /** Where nobody generates it this time, it is what it was. */
  @Test
  void aClassThatIsNotGeneratedAgain() {
    String user = inReverseModeAlone(SCALED);
    assertSuccess(scaled(user, inReverseModeAlone(SCALES)));
    Build.Result alone =
        new Build(directory)
            .onClassPath(directory.resolve("classes"))
            .option("-implicit:class")
            .source("p/User.java", user.replace("* Scales.weight(x)", "* Scales.weight(1)"))
            .run();
    assertTrue(alone.isSuccess(), alone.messages()::toString);
    assertEquals(12.0, alone.call("p.User", "call"));
    assertEquals(
        List.of(
            "File for type 'p.UserGrad' created in the last round will not be subject to annotation"
                + " processing."),
        alone.of(Diagnostic.Kind.WARNING));
  }

  /** Rules that are told by hand: 1000 and 100 in place of what is computed. */
  @Test
  void rulesOfAndWithTypesThatAreGenerated() {
    Build.Result result =
        build(
                """
                class User {
                  static double product(double a, double b) { return a * b; }
                  @dev.gradc.DerivativeOf(type = made.Model.class, method = "square")
                  static double square(double x, @dev.gradc.Detach double scale, double seed) {
                    return 1000 * seed;
                  }
                  @dev.gradc.DerivativeOf(type = User.class, method = "product")
                  static made.K.Pair product(double one, double two, double seed) {
                    return new made.K.Pair(100 * seed, 100 * seed);
                  }
                  @dev.gradc.Differentiable
                  static double f(double x) { return made.Model.square(x, 3) + product(x, x); }
                  static double call() { return UserGrad.F.gradient(2).x(); }
                }
                """,
                "made.K",
                "made.Model")
            .run();
    assertSuccess(result);
    assertEquals(1200.0, result.call("p.User", "call"));
  }

  /** What is compiled without a rule is not of another one in silence. */
  @Test
  void rulesThatAreGeneratedComeTooLate() {
    Map<String, String> rules =
        Map.of(
            "p.Rules",
            """
            package p;
            final class Rules {
              @dev.gradc.DerivativeOf(type = User.class, method = "square")
              static double square(double x, double seed) { return 1000 * seed; }
            }
            """);
    Build.Result result =
        new Build(directory)
            .source(
                "p/User.java",
                """
                package p;
                class User {
                  static double square(double x) { return x * x; }
                  @dev.gradc.Differentiable
                  static double f(double x) { return square(x); }
                }
                """)
            .processors(new DifferentiableProcessor(), new Generating(rules, "p.Rules"))
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    String text =
        "[GC0339] another processor generates the rule 'Rules.square', and 'p.User' has been";
    assertTrue(result.errors().get(0).contains(text), result.errors().get(0));
  }

  /** javac says what is not there. */
  @Test
  void rulesWithTypesThatNobodyGenerates() {
    Build.Result result =
        build(
                """
                class User {
                  static double product(double a, double b) { return a * b; }
                  @dev.gradc.DerivativeOf(type = User.class, method = "product")
                  static Nowhere product(double a, double b, double seed) { return null; }
                  @dev.gradc.Differentiable
                  static double f(double x) { return x * x; }
                }
                """)
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).contains("cannot find symbol"), result.errors().get(0));
  }
}
