package dev.gradc.processor.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules that are compiled again without those who rely on what they were. */
final class StaleRulesTest extends CompiledAlone {

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
    works(13.0, "p.First", RULES, FIRST, USER);
    works(25.0, "p.First", RULES.with("3 * x", "6 * x"), USER);
    fails(
        "Rules.java:7: "
            + stale(
                "'p.Rules.pull(double,double,double)' is no longer a rule",
                "p.First, p.User",
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
                "p.First, p.User",
                "calls it as it was",
                "p.Rules"),
        other);
    works(12.0, "p.First", other, FIRST, USER);
  }

  private static final Source MODES =
      new Source(
          "p/Modes.java",
          """
          package p;
          import dev.gradc.DerivativeOf;
          import dev.gradc.Mode;
          class Modes {
            static double half(double x) { return 0.5 * x; }
            @DerivativeOf(type = Modes.class, method = "half", mode = Mode.REVERSE)
            static double pull(double x, double seed) { return 0.5 * seed; }
            @DerivativeOf(type = Modes.class, method = "half", mode = Mode.FORWARD)
            static double push(double x, double dX) { return 0.25 * dX; }
          }
          """);

  private static final Source OF_MODES =
      new Source(
          "p/OfModes.java",
          """
          package p;
          import dev.gradc.Mode;
          class OfModes {
            @dev.gradc.Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
            static double f(double x) { return Modes.half(x); }
            static double call() { return OfModesGrad.F.gradient(2).x(); }
          }
          """);

  /** Rules of both modes may have the same parameters. */
  @Test
  void theModeOfARule() throws IOException {
    works(0.5, "p.OfModes", MODES, OF_MODES);
    Source changed =
        MODES.with("REVERSE", "NONE").with("FORWARD", "REVERSE").with("NONE", "FORWARD");
    String name = "'p.Modes.%s(double,double)' is another rule now";
    String before = "calls it as it was";
    assertEquals(
        List.of(
            "Modes.java:7: " + stale(name.formatted("pull"), "p.OfModes", before, "p.Modes"),
            "Modes.java:9: " + stale(name.formatted("push"), "p.OfModes", before, "p.Modes")),
        compiled(changed).errors());
    works(0.25, "p.OfModes", changed, OF_MODES);
  }

  /** Methods that have been differentiated through their bodies so far. */
  @Test
  void aRuleThatIsNew() throws IOException {
    Source methods =
        new Source(
            "p/Methods.java",
            """
            package p;
            class Methods {
              static double half(double x) { return 0.5 * x * x; }
              @dev.gradc.Differentiable
              static double twice(double x) { return 2 * half(x); }
              static double call() { return MethodsGrad.Twice.gradient(3).x(); }
            }
            """);
    Source caller =
        new Source(
            "q/Caller.java",
            """
            package p;
            class Caller {
              @dev.gradc.Differentiable
              static double f(double x) { return Methods.twice(x) * x; }
              static double call() { return CallerGrad.F.gradient(3).x(); }
            }
            """);
    Source none = new Source("p/Given.java", "package p; class Given {}");
    Source other = new Source("p/Other.java", "package p; class Other {}");
    works(6.0, "p.Methods", methods, caller, none, other);
    works(27.0, "p.Caller", caller);
    Source ofHalf =
        none.with(
            "{}",
            """
            {
              @dev.gradc.DerivativeOf(type = Methods.class, method = "half")
              static double rule(double x, double seed) { return 10 * seed; }
            }
            """);
    fails(
        "Given.java:3: "
            + stale(
                "'p.Given.rule(double,double)' is a rule for 'p.Methods.half(double)' now",
                "p.Methods",
                "does without one",
                "p.Given"),
        ofHalf);
    works(20.0, "p.Methods", ofHalf, methods);
    // 9 + 3 * 20: what only calls it has it
    works(69.0, "p.Caller", ofHalf);
    works(20.0, "p.Methods", methods);
    Source ofTwice =
        new Source(
            "p/Other.java",
            ofHalf.text().replace("Given", "Other").replace("\"half\"", "\"twice\""));
    fails(
        "Other.java:3: "
            + stale(
                "'p.Other.rule(double,double)' is a rule for 'p.Methods.twice(double)' now",
                "p.Caller",
                "does without one",
                "p.Other"),
        ofTwice);
    // 9 + 3 * 10
    works(39.0, "p.Caller", caller, ofTwice);
    works(39.0, "p.Caller", ofTwice);
  }

  @Test
  void aRuleForForwardModeThatIsNew() throws IOException {
    Source user = USER.with("HESSIAN", "FORWARD").with("hvp(2, 1).x()", "jvp(2, 1).tangent()");
    works(33.0, "p.User", RULES, user);
    String forward =
        """
          @DerivativeOf(type = Rules.class, method = "cube", mode = dev.gradc.Mode.FORWARD)
          static double push(double x, double y, double dX, double dY) { return 0; }
        }
        """;
    Source changed =
        new Source("p/Rules.java", RULES.text().substring(0, RULES.text().length() - 2) + forward);
    fails(
        "Rules.java:12: "
            + stale(
                "'p.Rules.push(double,double,double,double)' is a rule for"
                    + " 'p.Rules.cube(double,double)' now",
                "p.User",
                "does without one",
                "p.Rules"),
        changed);
    works(9.0, "p.User", changed, user);
  }

  /** The rule is for that of the class, which has another one now. */
  @Test
  void aMethodWithARuleThatIsInherited() throws IOException {
    Source base =
        new Source(
            "p/Base.java",
            """
            package p;
            class Base {
              @dev.gradc.Differentiable
              static double h(double x) { return x * x * x; }
            }
            """);
    Source own =
        new Source(
            "p/Own.java",
            "package p; class Own extends Base { static double h(double x) { return x * x; } }");
    Source rule =
        new Source(
            "p/Rule.java",
            """
            package p;
            class Rule {
              @dev.gradc.DerivativeOf(type = Own.class, method = "h")
              static double r(double x, double seed) { return 3 * x * seed; }
            }
            """);
    Source user =
        new Source(
            "p/Asks.java",
            """
            package p;
            class Asks {
              @dev.gradc.Differentiable
              static double f(double x) { return Own.h(x) * x; }
              static double call() { return AsksGrad.F.gradient(2).x(); }
            }
            """);
    works(16.0, "p.Asks", base, own, rule, user);
    Source inherits = own.with("{ static double h(double x) { return x * x; } }", "{}");
    fails(
        "Own.java:1: "
            + stale(
                "'p.Base.h(double)' is what 'p.Own.h(double)' means now",
                "p.Asks",
                "takes that for 'p.Own.h(double)'",
                "p.Own"),
        inherits);
  }

  /** As in one compilation of both. */
  @Test
  void asManyRulesAsOne() throws IOException {
    works(13.0, "p.First", RULES, FIRST);
    Source other =
        new Source(
            "p/Other.java",
            """
            package p;
            class Other {
              record Parts(double x, double y) {}
              @dev.gradc.DerivativeOf(type = Rules.class, method = "cube")
              static Parts pull(double x, double y, double seed) { return new Parts(0, 0); }
            }
            """);
    List<String> errors = compiled(other).errors();
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.get(0).startsWith("Other.java:5: [GC0312]"), errors.get(0));
    // Where the first one is none any more, there is one again.
    Source none =
        new Source(
            "p/Rules.java",
            RULES
                .text()
                .replaceAll("@DerivativeOf\\(.*", "")
                .replace("import dev.gradc.DerivativeOf;", ""));
    works(0.0, "p.First", none, other, FIRST);
  }

  @Test
  void aRuleThatIsGone() throws IOException {
    works(13.0, "p.First", RULES, FIRST);
    Source none =
        new Source(
            "p/Rules.java",
            "package p; class Rules { static double cube(double x, double y) { return x * x * x + y; } }");
    fails(
        "Rules.java:1: "
            + stale(
                "there is no 'p.Rules.pull(double,double,double)' any more",
                "p.First",
                "calls it",
                "p.Rules"),
        none);
  }
}
