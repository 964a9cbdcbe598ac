package dev.gradc.processor.hostile;

import static dev.gradc.processor.hostile.NamesTest.assertSuccess;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.Build;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A class compiled by itself, and the generated code of others that is made of something which
 * cannot be looked at when it is run. Numbers are those of closed forms.
 */
final class StaleClassesTest {

  private static final Path INDEX = Path.of("classes/dev/gradc/static/reliances");

  @TempDir private Path directory;

  /** A source file. */
  private record Source(String file, String text) {

    Source with(String before, String after) {
      assertTrue(text.contains(before), before);
      int start = text.indexOf(before);
      return new Source(
          file, text.substring(0, start) + after + text.substring(start + before.length()));
    }
  }

  /** Into the same place, where the classes and the generated sources of all are. */
  private Build.Result compiled(Source... sources) {
    Build build = new Build(directory).onClassPath(directory.resolve("classes"));
    for (Source source : sources) {
      build.source(source.file(), source.text());
    }
    return build.run();
  }

  private void works(Object number, String user, Source... sources) {
    Build.Result result = compiled(sources);
    assertSuccess(result);
    assertEquals(number, result.call(user, "call"));
  }

  /** What javac says of the changed class alone, and that the class file is the one of before. */
  private void fails(String error, Source changed) throws IOException {
    String file = changed.file().replace(".java", ".class");
    Path target = directory.resolve("classes").resolve(file);
    byte[] before = Files.readAllBytes(target);
    String index = index();
    assertEquals(List.of(error), compiled(changed).errors());
    assertEquals(index, index());
    assertEquals(before.length, Files.readAllBytes(target).length);
  }

  private String index() throws IOException {
    Path file = directory.resolve(INDEX);
    return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
  }

  private static String stale(String now, String users, String before, String owner) {
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

  private static final Source CALLEE =
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

  private static final Source CALLER =
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
  private static final double OF_CALLER = 22.0;

  @Test
  void aMethodThatIsNoLongerDifferentiable() throws IOException {
    works(OF_CALLER, "p.Caller", CALLEE, CALLER);
    String differentiable = "@dev.gradc.Differentiable\n";
    fails(
        "Callee.java:5: "
            + stale(
                "'p.Callee.square(double)' is no longer @Differentiable",
                "p.Caller",
                "calls its derivative",
                "p.Callee"),
        CALLEE.with(differentiable, "\n"));
    fails(
        "Callee.java:5: "
            + stale(
                "'p.Callee.square(double)' is @Detach now",
                "p.Caller",
                "calls its derivative",
                "p.Callee"),
        CALLEE.with(differentiable, "@dev.gradc.Detach " + differentiable));
    String named = "@dev.gradc.Differentiable(name = \"Power\")\n";
    fails(
        "Callee.java:5: "
            + stale(
                "'p.Callee.square(double)' has a generated class of another name now",
                "p.Caller",
                "calls its derivative",
                "p.Callee"),
        CALLEE.with(differentiable, named));
  }

  @Test
  void aMethodThatIsGone() throws IOException {
    works(OF_CALLER, "p.Caller", CALLEE, CALLER);
    fails(
        "Callee.java:2: "
            + stale(
                "there is no 'p.Callee.square(double)' any more",
                "p.Caller",
                "calls its derivative",
                "p.Callee"),
        CALLEE.with("square", "power"));
  }

  @Test
  void aConstantThatIsDifferentiable() throws IOException {
    works(OF_CALLER, "p.Caller", CALLEE, CALLER);
    Source changed = CALLEE.with("@dev.gradc.Detach\n", "@dev.gradc.Differentiable\n");
    fails(
        "Callee.java:7: "
            + stale(
                "'p.Callee.weight(double)' is @Differentiable now",
                "p.Caller",
                "has it as a constant",
                "p.Callee"),
        changed);
    fails(
        "Callee.java:7: "
            + stale(
                "'p.Callee.weight(double)' is no longer @Detach",
                "p.Caller",
                "has it as a constant",
                "p.Callee"),
        CALLEE.with("@dev.gradc.Detach\n", "\n"));
    // 3 x^2 + t t
    works(31.0, "p.Caller", changed, CALLER);
    // What was an error is none after that, and the way back is one.
    works(31.0, "p.Caller", changed.with("other() { return 1", "other() { return 2"));
    fails(
        "Callee.java:7: "
            + stale(
                "'p.Callee.weight(double)' is @Detach now",
                "p.Caller",
                "calls its derivative",
                "p.Callee"),
        changed.with(
            "@dev.gradc.Differentiable\n  static double weight",
            "@dev.gradc.Differentiable @dev.gradc.Detach\n  static double weight"));
  }

  /** A constant has no pullback in which it could be looked at what it does with its arrays. */
  @Test
  void aConstantThatWrites() throws IOException {
    works(OF_CALLER, "p.Caller", CALLEE, CALLER);
    Source writes = CALLEE.with("return table[0]", "table[0] += 1; return table[0]");
    fails(
        "Callee.java:9: "
            + stale(
                "'p.Callee.peek(double[])' does more than it did (written 0)",
                "p.Caller",
                "relies on what it did",
                "p.Callee"),
        writes);
    // 2 x w + t t, with t = 3
    works(27.0, "p.Caller", writes, CALLER);
    // Doing less is no harm, and to what it computes nothing relies on.
    works(OF_CALLER, "p.Caller", CALLEE);
    works(26.0, "p.Caller", CALLEE.with("return table[0]", "return 2 * table[0]"));
  }

  /** Its generated class is looked at when it is used: PartialCompilationTest. */
  @Test
  void aMethodWithOtherParametersInItsPlace() {
    works(OF_CALLER, "p.Caller", CALLEE, CALLER);
    assertSuccess(compiled(CALLEE.with("square(double x)", "square(float x)")));
  }

  /** Generated classes that are used as they are, not differentiated through. */
  @Test
  void aGeneratedClassThatIsLeft() throws IOException {
    Source user =
        new Source(
            "p/User.java",
            """
            package p;
            class User {
              @dev.gradc.Differentiable
              static double f(double x) {
                double slope = CalleeGrad.Square.gradient(4).x();
                return x * slope;
              }
              static double call() { return UserGrad.F.gradient(3).x(); }
            }
            """);
    works(8.0, "p.User", CALLEE, user);
    fails(
        "Callee.java:5: "
            + stale(
                "'p.Callee.square(double)' is no longer @Differentiable",
                "p.User",
                "calls its derivative",
                "p.Callee"),
        CALLEE.with("@dev.gradc.Differentiable\n", "\n"));
  }

  @Test
  void innocentChanges() {
    works(OF_CALLER, "p.Caller", CALLEE, CALLER);
    works(OF_CALLER, "p.Caller", CALLEE);
    works(OF_CALLER, "p.Caller", CALLEE.with("other() { return 1", "another() { return 2"));
    works(40.0, "p.Caller", CALLEE.with("double x) { return x; }", "double x) { return 2 * x; }"));
    works(
        OF_CALLER,
        "p.Caller",
        CALLEE.with("@dev.gradc.Detach\n", "@dev.gradc.Differentiable @dev.gradc.Detach\n"));
  }

  @Test
  void whoNoLongerReliesOnIt() throws IOException {
    works(OF_CALLER, "p.Caller", CALLEE, CALLER);
    works(
        7.0,
        "p.Caller",
        CALLER.with("Callee.square(x) * Callee.weight(x)", "Callee.weight(x) * x"));
    Source changed = CALLEE.with("@dev.gradc.Differentiable\n", "\n");
    works(7.0, "p.Caller", changed);
    String without = CALLER.text().replaceAll("(?s)  @dev.*?static double call.*?\n", "");
    works(
        4.0,
        "p.Caller",
        new Source("p/Caller.java", without.replace("}", "static double call() { return 4; }}")));
    assertEquals("gradc 1\n", index());
    works(4.0, "p.Caller", changed.with("@dev.gradc.Detach\n", "\n"));
  }

  private static final Source POINT =
      new Source("q/Point.java", "package q; public record Point(double one, double[] two) {}");

  private static final Source TAKER =
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

  private static final Source GIVEN =
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

  @Test
  void aRecordThatComputes() throws IOException {
    works(6.0, "p.Taker", POINT, TAKER, GIVEN);
    Source reads = POINT.with("{}", "{\n public double one() { return 2 * one; } }");
    fails(
        "Point.java:2: "
            + stale(
                "'q.Point.one()' computes something now",
                "p.Taker, r.Given",
                "reads its component",
                "q.Point"),
        reads);
    Source makes = POINT.with("{}", "{\n public Point { one = 2 * one; } }");
    fails(
        "Point.java:2: "
            + stale(
                "the constructor of 'q.Point' computes something now",
                "p.Taker, r.Given",
                "takes its arguments for the components",
                "q.Point"),
        makes);
    // One of the two alone is not enough.
    Build.Result result = compiled(makes, GIVEN);
    assertEquals(
        List.of(
            "Point.java:2: "
                + stale(
                    "the constructor of 'q.Point' computes something now",
                    "p.Taker",
                    "takes its arguments for the components",
                    "q.Point")),
        result.errors());
    // It is refused as a whole, as it was before there was an index.
    List<String> errors = compiled(makes, TAKER, GIVEN).errors();
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.get(0).startsWith("Taker.java:6: [GC0132]"), errors.get(0));
  }

  @Test
  void aRecordThatDoesTheSame() {
    works(6.0, "p.Taker", POINT, TAKER, GIVEN);
    for (String more :
        List.of(
            "public double one() { return one; }",
            "public Point { }",
            "public Point(double one, double[] two) { this.one = one; this.two = two; }",
            "public Point(double one) { this(2 * one, null); }",
            "public double sum() { return one + two[0]; }")) {
      Source changed = POINT.with("{}", "{ " + more + " }");
      works(6.0, "p.Taker", changed);
      works(5.0, "r.Given", changed);
    }
  }

  /** What an accessor that gives a copy may become: Java's own. */
  @Test
  void anAccessorThatCopies() throws IOException {
    Source copies =
        POINT.with(
            "{}",
            "{\n public Point { two = two.clone(); }"
                + "\n public double[] two() { return two.clone(); } }");
    works(5.0, "r.Given", copies, GIVEN);
    works(5.0, "r.Given", copies.with("two() { return two.clone()", "two() { return two"));
    fails(
        "Point.java:3: "
            + stale(
                "'q.Point.two()' computes something now",
                "r.Given",
                "reads its component",
                "q.Point"),
        copies.with("return two.clone()", "two[0]++; return two.clone()"));
  }

  private static final Source RULES =
      new Source(
          "p/Rules.java",
          """
          package p;
          import dev.gradc.DerivativeOf;
          class Rules {
            static double cube(double x, double y) { return x * x * x + y; }
            record Parts(double x, double y) {}
            @DerivativeOf(type = Rules.class, method = "cube")
            static Parts pull(double x, double y, double seed) {
              return new Parts(seed * squared(x), seed);
            }
            static double squared(double x) { return 3 * x * x; }
          }
          """);

  private static final Source USER =
      new Source(
          "p/User.java",
          """
          package p;
          import dev.gradc.Mode;
          class User {
            @dev.gradc.Differentiable(modes = {Mode.REVERSE, Mode.HESSIAN})
            static double f(double x) { return x * Rules.cube(x, 1); }
            static double call() { return UserGrad.F.hvp(2, 1).x(); }
          }
          """);

  private static final Source FIRST =
      new Source(
          "p/First.java",
          """
          package p;
          class First {
            @dev.gradc.Differentiable
            static double f(double x) { return Rules.cube(x, x); }
            static double call() { return FirstGrad.F.gradient(2).x(); }
          }
          """);

  private static final String BODY = "the body of 'p.Rules.pull(double,double,double)' has changed";

  @Test
  void theBodyOfARule() throws IOException {
    // 12 x^2, and 3 x^2 + 1
    works(48.0, "p.User", RULES, USER, FIRST);
    Source changed = RULES.with("3 * x", "6 * x");
    String error = "Rules.java:7: " + stale(BODY, "p.User", "has the old one in it", "p.Rules");
    fails(error, changed);
    fails(error, RULES.with("seed * squared(x), seed", "seed, seed"));
    // (x r(x))'' with r' = 6 x^2 is 12 x^2 + x 12 x
    works(96.0, "p.User", changed, USER);
    works(25.0, "p.First", changed);
    works(96.0, "p.User", changed.with("3 *".replace('3', '6'), "/* six */ 6\n *"));
  }

  @Test
  void aRuleThatIsCalled() {
    String forward =
        USER.text()
            .replace("{Mode.REVERSE, Mode.HESSIAN}", "{Mode.FORWARD, Mode.REVERSE}")
            .replace("hvp(2, 1).x()", "jvp(2, 1).tangent()");
    // x r(x) + c(x) = 2 * 12 + 9
    works(33.0, "p.User", RULES, new Source("p/User.java", forward));
    works(57.0, "p.User", RULES.with("3 * x", "6 * x"));
  }

  /** A derivative in a derivative goes back through the rule. */
  @Test
  void aRuleInADerivativeOfADerivative() throws IOException {
    Source slope =
        new Source(
            "p/Slope.java",
            """
            package p;
            class Slope {
              @dev.gradc.Differentiable
              static double f(double x) { return FirstGrad.F.gradient(x).x(); }
              static double call() { return SlopeGrad.F.gradient(2).x(); }
            }
            """);
    // (3 x^2 + 1)'
    works(12.0, "p.Slope", RULES, FIRST, slope);
    fails(
        "Rules.java:7: " + stale(BODY, "p.Slope", "has the old one in it", "p.Rules"),
        RULES.with("3 * x", "6 * x"));
    works(24.0, "p.Slope", RULES.with("3 * x", "6 * x"), FIRST, slope);
  }

  @Test
  void aRuleThatIsAnother() throws IOException {
    works(13.0, "p.First", RULES, FIRST);
    works(25.0, "p.First", RULES.with("3 * x", "6 * x"));
    fails(
        "Rules.java:7: "
            + stale(
                "'p.Rules.pull(double,double,double)' is no longer a rule",
                "p.First",
                "calls it as one",
                "p.Rules"),
        RULES.with("@DerivativeOf(type = Rules.class, method = \"cube\")", ""));
    String detached = RULES.text().replace("record Parts(double x, double y) {}", "");
    Source other =
        new Source(
            "p/Rules.java",
            detached
                .replace("Parts pull(double x,", "double pull(double x, @dev.gradc.Detach")
                .replace("new Parts(seed * squared(x), seed)", "seed * squared(x)"));
    fails(
        "Rules.java:7: "
            + stale(
                "'p.Rules.pull(double,double,double)' is another rule now",
                "p.First",
                "calls it as it was",
                "p.Rules"),
        other);
    works(12.0, "p.First", other, FIRST);
  }

  private static final Source SHAPE =
      new Source(
          "p/Shape.java",
          """
          package p;
          sealed interface Shape permits Square {
            double side();
            default double area() { return side() * side(); }
            @dev.gradc.Differentiable
            static double total(Shape shape) { return shape.area(); }
            @dev.gradc.Differentiable
            static double one(double x) { return new Square(x).area(); }
            static double call() { return ShapeGrad.One.gradient(3).x(); }
          }
          """);

  @Test
  void anInheritedMethodThatARecordGivesItself() throws IOException {
    Source square =
        new Source("p/Square.java", "package p; record Square(double side) implements Shape {}");
    works(6.0, "p.Shape", SHAPE, square);
    fails(
        "Square.java:2: "
            + stale(
                "'p.Square.area()' is a method of its own now",
                "p.Shape",
                "has the inherited one in it",
                "p.Square"),
        square.with("{}", "{\n public double area() { return 1; } }"));
    works(6.0, "p.Shape", square.with("{}", "{ double area(double x) { return 1; } }"));
  }

  @Test
  void aFieldThatIsNoLongerFinal() throws IOException {
    Source fields =
        new Source(
            "p/Fields.java",
            "package p;\nclass Fields {\n static final double K = Math.sqrt(4);\n}");
    Source user =
        new Source(
            "p/User.java",
            """
            package p;
            class User {
              @dev.gradc.Differentiable
              static double f(double x) { return x * Fields.K; }
              static double call() { return UserGrad.F.gradient(3).x(); }
            }
            """);
    works(2.0, "p.User", fields, user);
    works(3.0, "p.User", fields.with("4", "9"));
    fails(
        "Fields.java:3: "
            + stale(
                "'p.Fields.K' is no longer final", "p.User", "takes it for a constant", "p.Fields"),
        fields.with("final ", ""));
    works(2.0, "p.User", fields.with("final ", ""), user);
  }

  /** Of methods that are neither differentiable nor {@code @Detach} nothing is relied on. */
  @Test
  void aMethodOfWhichNothingIsKnownThatBeginsToWrite() {
    Source user =
        new Source(
            "p/User.java",
            """
            package p;
            import dev.gradc.Detach;
            final class User {
              double[] state = {2};
              @dev.gradc.Differentiable
              static double f(User user, @Detach double[] s, double x) {
                double before = s[0] * x;
                Plain.pass(s);
                double one = user.next();
                double two = user.next();
                return before * s[0] * one * one * Math.sin(x * two);
              }
              double next() { Plain.bump(this); return state[0]; }
              static double of(double x) { return f(new User(), new double[] {2}, x); }
              static double call() {
                return UserGrad.F.gradient(new User(), new double[] {2}, 0.75).x();
              }
              static double tape() {
                return UserGrad.F.forward(new User(), new double[] {2}, 0.75).backward().x();
              }
              static double difference() { return (of(0.75 + 1e-6) - of(0.75 - 1e-6)) / 2e-6; }
            }
            """);
    Source plain =
        new Source(
            "p/Plain.java",
            """
            package p;
            class Plain {
              static void pass(double[] s) { Third.pass(s); }
              static void bump(User user) { Third.bump(user); }
            }
            """);
    Source third =
        new Source(
            "p/Third.java",
            """
            package p;
            class Third {
              static void pass(double[] s) {}
              static void bump(User user) {}
            }
            """);
    assertSuccess(compiled(user, plain, third));
    for (String bump :
        List.of("user.state[0] += 1;", "user.state = new double[] {user.state[0] + 1};")) {
      Build.Result result =
          compiled(
              third.with("s) {}", "s) { s[0] += 1; }").with("user) {}", "user) { " + bump + "}"));
      assertSuccess(result);
      double expected = (double) result.call("p.User", "difference");
      assertEquals(expected, (double) result.call("p.User", "call"), 1e-7 * Math.abs(expected));
      assertEquals(expected, (double) result.call("p.User", "tape"), 1e-7 * Math.abs(expected));
    }
  }

  @Test
  void whatIsReliedOnThroughAnother() throws IOException {
    Source kernel =
        new Source(
            "q/Kernel.java",
            """
            package q;
            public class Kernel {
              @dev.gradc.Differentiable
              public static double f(double x) { return new Point(x, new double[] {x}).one() * x; }
            }
            """);
    Source top =
        new Source(
            "p/Top.java",
            """
            package p;
            import dev.gradc.Mode;
            class Top {
              @dev.gradc.Differentiable(modes = Mode.FORWARD)
              static double f(double x) { return q.Kernel.f(x); }
              static double call() { return TopGrad.F.jvp(3, 1).tangent(); }
            }
            """);
    works(6.0, "p.Top", POINT, kernel, top);
    fails(
        "Point.java:2: "
            + stale(
                "'q.Point.one()' computes something now",
                "p.Top, q.Kernel",
                "reads its component",
                "q.Point"),
        POINT.with("{}", "{\n public double one() { return 2 * one; } }"));
    // A gradient calls that of the other class.
    works(
        6.0,
        "p.Top",
        POINT,
        kernel,
        top.with("(modes = Mode.FORWARD)", "").with("jvp(3, 1).tangent()", "gradient(3).x()"));
    fails(
        "Point.java:2: "
            + stale(
                "'q.Point.one()' computes something now",
                "q.Kernel",
                "reads its component",
                "q.Point"),
        POINT.with("{}", "{\n public double one() { return 2 * one; } }"));
  }

  @Test
  void anIndexThatIsDamaged() throws IOException {
    Source changed = CALLEE.with("@dev.gradc.Detach\n", "@dev.gradc.Differentiable\n");
    works(OF_CALLER, "p.Caller", CALLEE, CALLER);
    String index = index();
    for (String damaged :
        List.of(
            "",
            "\u0000\u0001",
            "gradc 1\n\n\t\t\t\t\np.Caller\tNONE\tp.Callee\tx\ty\n",
            "gradc 1\np.Caller\tCALL\tp.Callee",
            "gradc 1\np.Gone\tCALL\tp.Callee\tp.Callee.weight(double)\tdetached\n",
            index.replace("gradc 1", "gradc 2"))) {
      Files.writeString(directory.resolve(INDEX), damaged);
      works(OF_CALLER, "p.Caller", changed);
    }
    Files.delete(directory.resolve(INDEX));
    Files.createDirectory(directory.resolve(INDEX));
    works(OF_CALLER, "p.Caller", changed);
    Files.delete(directory.resolve(INDEX));
    works(31.0, "p.Caller", changed, CALLER);
    assertTrue(index().startsWith("gradc 1\np.Caller\t"), index());
  }

  @Test
  void theIndexIsThereIfItIsNeeded() throws IOException {
    assertSuccess(compiled(POINT, CALLEE));
    assertFalse(Files.exists(directory.resolve(INDEX)));
    works(6.0, "p.Taker", POINT, TAKER);
    String index = index();
    assertEquals(
        """
        gradc 1
        p.Taker\tCONSTRUCTOR\tq.Point\tq.Point.<init>(double,double[])\tas it is
        p.Taker\tACCESSOR\tq.Point\tq.Point.one()\tas it is
        p.Taker\tACCESSOR\tq.Point\tq.Point.two()\tas it is
        """,
        index);
    works(6.0, "p.Taker", TAKER);
    works(6.0, "p.Taker", POINT);
    assertEquals(index, index());
    works(6.0, "p.Taker", CALLEE, CALLER, TAKER);
    assertTrue(index().endsWith(index.replace("gradc 1\n", "")), index());
    assertTrue(index().contains("p.Caller\tCALL\tp.Callee\t"), index());
  }

  /** A directory of its own, before the one of the whole. */
  @Test
  void theIndexOfTheClassPath() {
    works(6.0, "p.Taker", POINT, TAKER);
    Source changed = POINT.with("{}", "{\n public double one() { return 2 * one; } }");
    Build.Result result =
        new Build(directory.resolve("other"))
            .onClassPath(directory.resolve("classes"))
            .source(changed.file(), changed.text())
            .run();
    assertEquals(
        List.of(
            "Point.java:2: "
                + stale(
                    "'q.Point.one()' computes something now",
                    "p.Taker",
                    "reads its component",
                    "q.Point")),
        result.errors());
  }

  @Test
  void anOutputDirectoryThatIsNotInTheClassPath() throws IOException {
    works(6.0, "p.Taker", POINT, TAKER);
    Source changed = POINT.with("{}", "{\n public double one() { return 2 * one; } }");
    assertEquals(
        List.of(
            "Point.java:2: "
                + stale(
                    "'q.Point.one()' computes something now",
                    "p.Taker",
                    "reads its component",
                    "q.Point")),
        new Build(directory).source(changed.file(), changed.text()).run().errors());
    Files.delete(directory.resolve("classes/p/Taker.class"));
    assertSuccess(new Build(directory).source(changed.file(), changed.text()).run());
  }

  /**
   * Tests, say, against the classes of the main part, of which one has another of the same name.
   */
  @Test
  void classesThatRelyOnThoseOfTheClassPath() throws IOException {
    works(6.0, "p.Taker", POINT, TAKER);
    Build.Result result =
        new Build(directory.resolve("other"))
            .onClassPath(directory.resolve("classes"))
            .source(GIVEN.file(), GIVEN.text())
            .run();
    assertSuccess(result);
    assertEquals(5.0, result.callWith("r.Given", "call", directory.resolve("classes")));
    String index = Files.readString(directory.resolve("other").resolve(INDEX));
    assertFalse(index.contains("p.Taker"), index);
    assertTrue(index.contains("r.Given"), index);
  }

  @Test
  void inAModule() throws IOException {
    Source module = new Source("module-info.java", "module m { requires dev.gradc.runtime; }");
    Path out = directory.resolve("classes");
    Build whole =
        new Build(directory)
            .withoutClassPath()
            .option("--module-path", Build.runtime().toString())
            .source(module.file(), module.text())
            .source(POINT.file(), POINT.text())
            .source(TAKER.file(), TAKER.text());
    assertSuccess(whole.run());
    assertTrue(index().contains("p.Taker"), index());
    Source changed = POINT.with("{}", "{\n public double one() { return 2 * one; } }");
    Build.Result result =
        new Build(directory)
            .withoutClassPath()
            .option("--module-path", Build.runtime().toString())
            .option("--patch-module", "m=" + out)
            .source(module.file(), module.text())
            .source(changed.file(), changed.text())
            .run();
    assertEquals(
        List.of(
            "Point.java:2: "
                + stale(
                    "'q.Point.one()' computes something now",
                    "p.Taker",
                    "reads its component",
                    "q.Point")),
        result.errors());
  }

  /** What another processor makes in the same compilation does not stay as it is. */
  @Test
  void whoIsGeneratedInALaterRound() {
    works(6.0, "p.Taker", POINT, TAKER);
    Source reads =
        POINT.with(
            "{}", "{ public Point(double one, double[] two) { this.two = two; this.one = one; } }");
    Build.Result result =
        new Build(directory)
            .onClassPath(directory.resolve("classes"))
            .processors(
                new dev.gradc.processor.DifferentiableProcessor(),
                new TwoProcessorsTest.Generating(Map.of("p.Taker", TAKER.text()), "p.Taker"))
            .source(reads.file(), reads.text())
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Taker.java:6: [GC0132]"), result.errors().get(0));
  }

  @Test
  void compilationsThatFailAreNotRemembered() throws IOException {
    works(6.0, "p.Taker", POINT, TAKER);
    String index = index();
    assertFalse(compiled(TAKER.with("point.two()[0]", "Math.unknown(x)")).isSuccess());
    assertFalse(compiled(TAKER.with("point.two()[0]", "(double) (Object) x")).isSuccess());
    assertEquals(index, index());
  }

  @Test
  void classesWithoutAnnotationsAreCompiledAsBefore() {
    Build.Result result =
        new Build(directory)
            .option("-Xlint:all", "-Werror")
            .source("p/Plain.java", "package p; class Plain { @Deprecated void f() {} }")
            .run();
    assertSuccess(result);
    assertEquals(List.of(), result.messages());
    assertFalse(Files.exists(directory.resolve("classes/dev")));
  }
}
