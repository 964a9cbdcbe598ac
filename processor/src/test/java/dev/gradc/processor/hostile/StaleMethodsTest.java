package dev.gradc.processor.hostile;

import static dev.gradc.processor.hostile.NamesTest.assertSuccess;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.Build;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Methods and fields that are compiled again without those who rely on what they were. */
final class StaleMethodsTest extends CompiledAlone {

  private static final String MODES =
      "@dev.gradc.Differentiable(modes = {dev.gradc.Mode.REVERSE, dev.gradc.Mode.FORWARD}) ";

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
    Source plain =
        new Source("p/Caller.java", without.replace("}", "static double call() { return 4; }}"));
    works(4.0, "p.Caller", plain);
    works(4.0, "p.Caller", changed.with("@dev.gradc.Detach\n", "\n"));
    works(4.0, "p.Caller", plain);
    assertEquals("gradc 2\n", index());
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

  private static final Source BASE =
      new Source(
          "p/Base.java",
          """
          package p;
          class Base {
            static final double[] K = {3};
            @dev.gradc.Differentiable static double cube(double x) { return x * x * x; }
          }
          """);

  private static final Source DERIVED =
      new Source("p/Derived.java", "package p; class Derived extends Base {}");

  private static final Source LAST =
      new Source("p/Last.java", "package p; class Last extends Derived {}");

  private static final Source ASKS =
      new Source(
          "p/Asks.java",
          """
          package p;
          class Asks {
            @dev.gradc.Differentiable
            static double f(double x) { return Last.cube(x) * Last.K[0]; }
            static double call() { return AsksGrad.F.gradient(2).x(); }
          }
          """);

  /** A class by way of which a member is inherited gets one of that name. */
  @Test
  void membersThatAreHidden() throws IOException {
    works(36.0, "p.Asks", BASE, DERIVED, LAST, ASKS);
    Source method =
        DERIVED.with(
            "{}", "{ @dev.gradc.Differentiable static double cube(double x) { return x; } }");
    fails(
        "Derived.java:1: "
            + stale(
                "'p.Derived.cube(double)' is what 'p.Last.cube(double)' means now",
                "p.Asks",
                "takes that for 'p.Base.cube(double)'",
                "p.Derived"),
        method);
    works(3.0, "p.Asks", BASE, method, LAST, ASKS);
    works(36.0, "p.Asks", BASE, DERIVED, LAST, ASKS);
    Source field = DERIVED.with("{}", "{ static double[] K = {5}; }");
    fails(
        "Derived.java:1: "
            + stale(
                "'p.Derived.K' is what 'p.Last.K' means now",
                "p.Asks",
                "takes that for 'p.Base.K'",
                "p.Derived"),
        field);
    works(60.0, "p.Asks", BASE, field, LAST, ASKS);
    works(60.0, "p.Asks", DERIVED.with("{}", "{ static double[] K = {5}; int n; }"));
  }

  /**
   * As the virtual machine looks for them from the class that inherits them, or that of an object.
   */
  @Test
  void membersThatAreHiddenWithoutTheirClassesNames() throws IOException {
    Source inherits =
        new Source(
            "p/Inherits.java",
            """
            package p;
            class Inherits extends Last {
              @dev.gradc.Differentiable
              static double f(double x) { return cube(x) * K[0]; }
              static double call() { return InheritsGrad.F.gradient(2).x(); }
            }
            """);
    Source asksAnObject =
        new Source(
            "p/Asking.java",
            """
            package p;
            class Asking {
              @SuppressWarnings("static")
              @dev.gradc.Differentiable
              static double f(double x, Last last) {
                return last.cube(x) * last.K[0];
              }
              static double call() { return AskingGrad.F.gradient(2, new Last()).x(); }
            }
            """);
    works(36.0, "p.Inherits", BASE, DERIVED, LAST, inherits, asksAnObject);
    works(36.0, "p.Asking", BASE, DERIVED, LAST, inherits, asksAnObject);
    fails(
        "Derived.java:1: "
            + stale(
                "'p.Derived.cube(double)' is what 'p.Inherits.cube(double)' means now",
                "p.Asking, p.Inherits",
                "takes that for 'p.Base.cube(double)'",
                "p.Derived"),
        DERIVED.with(
            "{}", "{ @dev.gradc.Differentiable static double cube(double x) { return x; } }"));
    Source field = DERIVED.with("{}", "{ static double[] K = {5}; }");
    fails(
        "Derived.java:1: "
            + stale(
                "'p.Derived.K' is what 'p.Inherits.K' means now",
                "p.Asking, p.Inherits",
                "takes that for 'p.Base.K'",
                "p.Derived"),
        field);
    works(60.0, "p.Inherits", BASE, field, LAST, inherits, asksAnObject);
    // What a class has itself, it does not inherit.
    Source own =
        inherits.with("static double call", "static final double[] K = {1}; static double call");
    works(12.0, "p.Inherits", BASE, field, LAST, own, asksAnObject);
    works(36.0, "p.Asking", BASE, DERIVED, LAST, asksAnObject);
    works(12.0, "p.Inherits", own);
  }

  /** Constants and rules are those of the method that the object has. */
  @Test
  void instanceMethodsThatAreOverridden() throws IOException {
    Source base =
        new Source(
            "p/Root.java",
            """
            package p;
            class Root {
              @dev.gradc.Detach double weight(double x) { return 3 * x; }
              double scale(double x) { return 3 * x; }
              @dev.gradc.DerivativeOf(type = Root.class, method = "scale")
              static double r(Root root, double x, double seed) { return 3 * seed; }
            }
            """);
    Source leaf = new Source("p/Leaf.java", "package p; final class Leaf extends Root {}");
    Source user =
        new Source(
            "p/Asks.java",
            """
            package p;
            class Asks {
              @dev.gradc.Differentiable
              static double f(Leaf leaf, double x) { return leaf.weight(x) * x + leaf.scale(x); }
              static double call() { return AsksGrad.F.gradient(new Leaf(), 2).x(); }
            }
            """);
    works(9.0, "p.Asks", base, leaf, user);
    String method = "{ @dev.gradc.Differentiable double NAME(double x) { return 8 * x; } }";
    for (String name : List.of("weight", "scale")) {
      fails(
          "Leaf.java:1: "
              + stale(
                  "'p.Leaf." + name + "(double)' is a member of its own now",
                  "p.Asks",
                  "takes that for 'p.Root." + name + "(double)'",
                  "p.Leaf"),
          leaf.with("{}", method.replace("NAME", name)));
    }
    // 16 x + 3, and 3 x + 8
    works(35.0, "p.Asks", leaf.with("{}", method.replace("NAME", "weight")), user, base);
    works(14.0, "p.Asks", leaf.with("{}", method.replace("NAME", "scale")), user, base);
  }

  /** A superclass comes before an interface that has a body too. */
  @Test
  void defaultsThatASuperclassTakesOver() throws IOException {
    Source scales =
        new Source(
            "p/Scales.java",
            """
            package p;
            interface Scales { @dev.gradc.Detach default double weight(double x) { return 3 * x; } }
            """);
    Source root = new Source("p/Root.java", "package p; class Root {}");
    Source leaf =
        new Source("p/Leaf.java", "package p; final class Leaf extends Root implements Scales {}");
    Source user =
        new Source(
            "p/Asks.java",
            """
            package p;
            class Asks {
              @dev.gradc.Differentiable
              static double f(Leaf leaf, double x) { return leaf.weight(x) * x; }
              static double call() { return AsksGrad.F.gradient(new Leaf(), 2).x(); }
            }
            """);
    works(6.0, "p.Asks", scales, root, leaf, user);
    Source declares =
        root.with(
            "{}",
            """
            {
              public double weight(double x) { return 8 * x; }
              @dev.gradc.DerivativeOf(type = Root.class, method = "weight")
              static double r(Root root, double x, double seed) { return 8 * seed; }
            }
            """);
    fails(
        "Root.java:2: "
            + stale(
                "'p.Root.weight(double)' is what 'p.Leaf.weight(double)' means now",
                "p.Asks",
                "takes that for 'p.Scales.weight(double)'",
                "p.Root"),
        declares);
    works(32.0, "p.Asks", scales, declares, leaf, user);
  }

  /** The class of an import is asked, as the virtual machine asks it. */
  @Test
  void membersThatAreImported() throws IOException {
    for (String names : List.of("cube; import static p.Last.K", "*")) {
      Source asks =
          new Source(
              "p/Asks.java",
              """
              package p;
              import static p.Last.NAMES;
              class Asks {
                @dev.gradc.Differentiable
                static double f(double x) { return cube(x) * K[0]; }
                static double call() { return AsksGrad.F.gradient(2).x(); }
              }
              """
                  .replace("NAMES", names));
      works(36.0, "p.Asks", BASE, DERIVED, LAST, asks);
      fails(
          "Derived.java:1: "
              + stale(
                  "'p.Derived.cube(double)' is what 'p.Last.cube(double)' means now",
                  "p.Asks",
                  "takes that for 'p.Base.cube(double)'",
                  "p.Derived"),
          DERIVED.with(
              "{}", "{ @dev.gradc.Differentiable static double cube(double x) { return x; } }"));
      fails(
          "Derived.java:1: "
              + stale(
                  "'p.Derived.K' is what 'p.Last.K' means now",
                  "p.Asks",
                  "takes that for 'p.Base.K'",
                  "p.Derived"),
          DERIVED.with("{}", "{ static double[] K = {5}; }"));
    }
  }

  /** A class that comes in between, and changes nothing, may change something later. */
  @Test
  void classesThatComeInBetween() throws IOException {
    works(36.0, "p.Asks", BASE, DERIVED, LAST, ASKS);
    Source between = new Source("p/Between.java", "package p; class Between extends Derived {}");
    works(36.0, "p.Asks", between, LAST.with("Derived", "Between"));
    works(36.0, "p.Asks", LAST.with("Derived", "Between"));
    fails(
        "Between.java:1: "
            + stale(
                "'p.Between.cube(double)' is what 'p.Last.cube(double)' means now",
                "p.Asks",
                "takes that for 'p.Base.cube(double)'",
                "p.Between"),
        between.with(
            "{}", "{ @dev.gradc.Differentiable static double cube(double x) { return x; } }"));
  }

  /** A field that one class hides is inherited once more, past it. */
  @Test
  void fieldsThatAreInheritedTwice() throws IOException {
    Source root = new Source("p/Root.java", "package p; class Root { static double c = 2; }");
    Source marks = new Source("p/Marks.java", "package p; interface Marks {}");
    Source hides =
        new Source(
            "p/Hides.java",
            "package p; class Hides extends Root implements Marks { static double c = 3; }");
    Source leaf =
        new Source("p/Leaf.java", "package p; class Leaf extends Hides implements Marks {}");
    Source user =
        new Source(
            "p/Asks.java",
            """
            package p;
            class Asks {
              @dev.gradc.Differentiable
              static double f(double x) { return Leaf.c * x; }
              static double call() { return AsksGrad.F.gradient(3).x(); }
            }
            """);
    Source more = new Source("p/More.java", "package p; interface More { double c = 7; }");
    works(3.0, "p.Asks", root, marks, more, hides, leaf, user);
    works(3.0, "p.Asks", root, hides);
    fails(
        "Leaf.java:1: "
            + stale(
                "'p.Hides.c' or 'p.More.c' is what 'p.Leaf.c' means now",
                "p.Asks",
                "takes that for 'p.Hides.c'",
                "p.Leaf"),
        leaf.with("implements Marks", "implements Marks, More"));
    works(3.0, "p.Asks", root, hides, leaf);
    fails(
        "Marks.java:1: "
            + stale(
                "'p.Hides.c' or 'p.Marks.c' is what 'p.Leaf.c' means now",
                "p.Asks",
                "takes that for 'p.Hides.c'",
                "p.Marks"),
        marks.with("{}", "{ double c = Math.sqrt(25); }"));
  }

  /** A field of an object is found as a static one is. */
  @Test
  void fieldsOfObjectsThatAreHidden() throws IOException {
    Source root =
        new Source(
            "p/Root.java",
            "package p; class Root { final double w; Root() { w = Math.sqrt(4); } }");
    Source leaf =
        new Source("p/Leaf.java", "package p; class Leaf extends Root { void touch() {} }");
    Source user =
        new Source(
            "p/Asks.java",
            """
            package p;
            class Asks {
              @dev.gradc.Differentiable
              static double f(double x, Leaf leaf) {
                double first = x * leaf.w;
                leaf.touch();
                return first * x * leaf.w;
              }
              static double call() { return AsksGrad.F.gradient(3, new Leaf()).x(); }
            }
            """);
    works(24.0, "p.Asks", root, leaf, user);
    Source hides = leaf.with("{ void touch() {} }", "{ double w = 7; void touch() { w = 9; } }");
    fails(
        "Leaf.java:1: "
            + stale(
                "'p.Leaf.w' is a member of its own now",
                "p.Asks",
                "takes that for 'p.Root.w'",
                "p.Leaf"),
        hides);
    // 2 * 7 * 9 x
    works(378.0, "p.Asks", root, hides, user);
  }

  /** Overloads are other methods, and so are static and private methods of interfaces. */
  @Test
  void membersThatChangeNothing() throws IOException {
    Source reads = new Source("p/Reads.java", "package p; interface Reads {}");
    Source last =
        new Source(
            "p/Last.java", "package p; final class Last extends Derived implements Reads {}");
    works(36.0, "p.Asks", BASE, DERIVED, last, reads, ASKS);
    works(36.0, "p.Asks", DERIVED.with("{}", "{ static double cube(float x) { return x; } }"));
    works(36.0, "p.Asks", reads.with("{}", "{ static double cube(double x) { return x; } }"));
    works(36.0, "p.Asks", reads.with("{}", "{ private double cube(double x) { return x; } }"));
    works(36.0, "p.Asks", last);
    works(36.0, "p.Asks", BASE);
    // Which one is meant nobody can say.
    fails(
        "Reads.java:1: "
            + stale(
                "'p.Base.K' or 'p.Reads.K' is what 'p.Last.K' means now",
                "p.Asks",
                "takes that for 'p.Base.K'",
                "p.Reads"),
        reads.with("{}", "{ double[] K = {5}; }"));
  }

  /** For the virtual machine they are two methods, of which one calls the other. */
  @Test
  void methodsThatAreOverriddenWithATypeInPlaceOfAParameter() throws IOException {
    Source base =
        new Source(
            "p/Base.java",
            """
            package p;
            class Base<T> { @dev.gradc.Detach double weight(T key, double x) { return 3 * x; } }
            """);
    Source leaf = new Source("p/Leaf.java", "package p; final class Leaf extends Base<String> {}");
    Source user =
        new Source(
            "p/Asks.java",
            """
            package p;
            class Asks {
              @dev.gradc.Differentiable
              static double f(Leaf leaf, double x) { return leaf.weight("", x) * x; }
              static double call() { return AsksGrad.F.gradient(new Leaf(), 2).x(); }
            }
            """);
    works(6.0, "p.Asks", base, leaf, user);
    Source declares =
        leaf.with(
            "{}",
            "{ @dev.gradc.Differentiable double weight(String key, double x) { return 8 * x; } }");
    fails(
        "Leaf.java:1: "
            + stale(
                "'p.Leaf.weight(java.lang.String,double)' is what"
                    + " 'p.Leaf.weight(java.lang.Object,double)' means now",
                "p.Asks",
                "takes that for 'p.Base.weight(java.lang.Object,double)'",
                "p.Leaf"),
        declares);
    works(32.0, "p.Asks", base, declares, user);
  }

  /** Code of another package has it, and cannot look at what is generated for it. */
  @Test
  void aBodyThatIsNotVisible() throws IOException {
    Source inner =
        new Source(
            "q/Inner.java",
            "package q;\nfinal class Inner {\n  "
                + MODES
                + "static double square(double x) { return x * x; }\n}\n");
    Source middle =
        new Source(
            "q/Middle.java",
            "package q; public final class Middle { "
                + MODES
                + "public static double f(double x) { return 3 * Inner.square(x); } }");
    Source user =
        new Source(
            "p/User.java",
            "package p; class User { "
                + MODES
                + "static double g(double x) { return x * q.Middle.f(x); } "
                + "static double call() { return UserGrad.G.jvp(2, 1).tangent(); } }");
    works(36.0, "p.User", inner, middle, user);
    works(36.0, "p.User", inner.with("x * x", "/* x to the second */ x * x"));
    Source changed = inner.with("x * x", "x * x * x");
    String body = "the body of 'q.Inner.square(double)' has changed";
    fails("Inner.java:3: " + stale(body, "p.User", "has the old one in it", "q.Inner"), changed);
    works(96.0, "p.User", changed, middle, user);
  }

  /** A char may be half of a pair, which is nothing that UTF-8 can write. */
  @Test
  void halfOfAPair() throws IOException {
    Source inner =
        new Source(
            "q/Inner.java",
            "package q;\nfinal class Inner {\n  "
                + MODES
                + "static double square(double x) { return x * ('\\uD800' - 55290); }\n}\n");
    Source middle =
        new Source(
            "q/Middle.java",
            "package q; public final class Middle { "
                + MODES
                + "public static double f(double x) { return 3 * Inner.square(x); } }");
    Source user =
        new Source(
            "p/User.java",
            "package p; class User { "
                + MODES
                + "static double g(double x) { return x * q.Middle.f(x); } "
                + "static double call() { return UserGrad.G.jvp(2, 1).tangent(); } }");
    works(72.0, "p.User", inner, middle, user);
    Source changed = inner.with("D800", "D801");
    String body = "the body of 'q.Inner.square(double)' has changed";
    fails("Inner.java:3: " + stale(body, "p.User", "has the old one in it", "q.Inner"), changed);
    works(84.0, "p.User", changed, middle, user);
  }

  /** A body is compared as it was read then: with what is differentiated through in it. */
  @Test
  void aBodyWithADerivative() throws IOException {
    Source both =
        new Source(
            "q/Cube.java",
            "package q;\npublic final class Cube {\n  "
                + MODES
                + "public static double cube(double x) { return x * x * x; }\n"
                + "static final class Inner {\n  "
                + MODES
                + "static double slope(double x) { return CubeGrad.Cube.gradient(x).x(); }\n} }\n");
    Source middle =
        new Source(
            "q/Middle.java",
            "package q; public final class Middle { "
                + MODES
                + "public static double f(double x) { return Cube.Inner.slope(x); } }");
    Source user =
        new Source(
            "p/User.java",
            "package p; class User { "
                + MODES
                + "static double g(double x) { return q.Middle.f(x); } "
                + "static double call() { return UserGrad.G.jvp(2, 1).tangent(); } }");
    works(12.0, "p.User", both, middle, user);
    works(12.0, "p.User", both);
    Source changed = both.with("CubeGrad", "2 * CubeGrad");
    String body = "the body of 'q.Cube.Inner.slope(double)' has changed";
    fails("Cube.java:5: " + stale(body, "p.User", "has the old one in it", "q.Cube"), changed);
  }
}
