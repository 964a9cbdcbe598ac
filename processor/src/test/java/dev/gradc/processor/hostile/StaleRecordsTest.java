package dev.gradc.processor.hostile;

import static dev.gradc.processor.hostile.NamesTest.assertSuccess;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.Build;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records that are compiled again without those who rely on what they were. */
final class StaleRecordsTest extends CompiledAlone {

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
                "'p.Square.area()' is a member of its own now",
                "p.Shape",
                "has 'p.Shape.area()' in its place",
                "p.Square"),
        square.with("{}", "{\n public double area() { return 1; } }"));
    works(6.0, "p.Shape", square.with("{}", "{ double area(double x) { return 1; } }"));
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

  private static final Source KINDS =
      new Source(
          "p/Shape.java",
          """
          package p;
          sealed interface Shape {
            record Circle(double radius) implements Shape {}
            record Square(double side) implements Shape {}
            static Shape make() { return new Square(2); }
          }
          """);

  private static final Source OF_KINDSS =
      new Source(
          "p/OfShapes.java",
          """
          package p;
          class OfShapes {
            @dev.gradc.Differentiable
            static double f(Shape shape) {
              if (shape instanceof Shape.Circle circle) { return 3 * circle.radius(); }
              return shape instanceof Shape.Square square ? square.side() * square.side() : 0;
            }
            static double call() {
              return ((Shape.Square) OfShapesGrad.F.gradient(Shape.make()).shape()).side();
            }
          }
          """);

  /** Nothing is wrong with the class itself; the one that is left notices when it is used. */
  private void notFitting(String user, Source changed) {
    Build.Result result = compiled(changed);
    assertSuccess(result);
    AssertionError failure =
        assertThrows(AssertionError.class, () -> result.call(user, "call"), changed.text());
    String message = failure.getCause().getCause().getMessage();
    assertTrue(message.contains("whose c"), message);
    assertTrue(message.endsWith("compile p.OfShapes again, together with p.Shape"), message);
  }

  /** A case more would be taken for the last one; one in another place for that there. */
  @Test
  void casesOfASealedInterface() throws IOException {
    for (Source changed :
        List.of(
            KINDS
                .with("static Shape", "record Other(double a) implements Shape {} static Shape")
                .with("new Square(2)", "new Other(2)"),
            KINDS.with("sealed interface", "interface"),
            KINDS
                .with("record Circle(double radius) implements Shape {}", "")
                .with(
                    "static Shape",
                    "record Circle(double radius) implements Shape {} static Shape"))) {
      works(4.0, "p.OfShapes", KINDS, OF_KINDSS);
      notFitting("p.OfShapes", changed);
    }
    works(4.0, "p.OfShapes", KINDS, OF_KINDSS);
    works(6.0, "p.OfShapes", KINDS.with("Square(2)", "Square(3)"));
  }

  private static final Source BETWEEN =
      new Source(
          "p/Between.java",
          "package p; sealed interface Between extends Users.Own permits Users.Rec {}");

  private static final Source USERS =
      new Source(
          "p/Users.java",
          """
          package p;
          class Users {
            sealed interface Own permits Between { default double own(double x) { return 3 * x; } }
            record Rec(double a) implements Between {}
            @dev.gradc.Differentiable
            static double f(Rec rec, double x) { return rec.own(x) * rec.a(); }
            static double call() { return UsersGrad.F.gradient(new Rec(2), 1).x(); }
          }
          """);

  /** An interface by way of which a record inherits a method gets one of its own. */
  @Test
  void methodsOfInterfacesInBetween() throws IOException {
    works(6.0, "p.Users", BETWEEN, USERS);
    Source changed = BETWEEN.with("{}", "{ default double own(double x) { return 5 * x; } }");
    fails(
        "Between.java:1: "
            + stale(
                "'p.Between.own(double)' is what 'p.Users.Rec.own(double)' means now",
                "p.Users",
                "has 'p.Users.Own.own(double)' in its place",
                "p.Between"),
        changed);
    // Together it is refused, as the body is in another class.
    List<String> errors = compiled(changed, USERS).errors();
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.get(0).contains("[GC0132]"), errors::toString);
  }
}
