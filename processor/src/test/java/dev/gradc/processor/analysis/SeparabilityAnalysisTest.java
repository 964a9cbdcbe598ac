package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.rules.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which Hessians are proven to be diagonal; none may be that is not. */
final class SeparabilityAnalysisTest {

  private static boolean isProven(String text) {
    Function function = Parser.function(text);
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Rules rules = new Rules();
    Activity activity = new ActivityAnalysis(rules, arrays).analyze(function);
    return new SeparabilityAnalysis(rules, arrays, activity).analyze(function).isProven();
  }

  @Test
  void costOfClustersIs() {
    assertTrue(
        isProven(
            """
            function cost(detached double[][] points, double[][] centroids) {
              declare double cost
              cost = 0.0
              n: int = length points
              k: int = length centroids
              loop p: for int p = 0; p < n; 1 {
                point: double[] = load points[p]
                declare double nearest
                nearest = Infinity
                loop c: for int c = 0; c < k; 1 {
                  centroid: double[] = load centroids[c]
                  declare double distance
                  distance = 0.0
                  d: int = length point
                  loop i: for int i = 0; i < d; 1 {
                    a: double = load centroid[i]
                    b: double = load point[i]
                    difference: double = sub(a, b)
                    square: double = mul(difference, difference)
                    distance += square
                  }
                  total: double = distance
                  least: double = Math.min(nearest, total)
                  nearest = least
                }
                cost += nearest
              }
              return cost
            }
            """));
  }

  @Test
  void normIsNot() {
    assertFalse(
        isProven(
            """
            function norm(double[] x) {
              declare double sum
              sum = 0.0
              n: int = length x
              loop i: for int i = 0; i < n; 1 {
                a: double = load x[i]
                square: double = mul(a, a)
                sum += square
              }
              total: double = sum
              root: double = Math.sqrt(total)
              return root
            }
            """));
  }

  /** An operation on two parameters. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          add(x, y)               | true
          sub(x, y)               | true
          mul(x, y)               | false
          mul(x, x)               | true
          mul(x, c)               | true
          mul(x, 3.0)             | true
          div(x, c)               | true
          div(c, x)               | true
          div(x, y)               | false
          rem(x, y)               | true
          Math.max(x, y)          | true
          Math.min(x, c)          | true
          Math.exp(x)             | true
          Math.pow(x, c)          | true
          Math.pow(x, y)          | false
          Math.hypot(x, y)        | false
          Math.atan2(x, c)        | true
          Math.fma(x, c, y)       | true
          Math.fma(x, x, y)       | true
          Math.fma(x, y, c)       | false
          Math.clamp(x, y, 2.0)   | true
          Math.copySign(x, y)     | true
          Math.IEEEremainder(x,y) | true
          """)
  void knowsWhatIsLinear(String operation, boolean isProven) {
    String text =
        """
        function f(double x, double y, detached double c) {
          r: double = %s
          return r
        }
        """;
    assertTrue(isProven(text.formatted(operation)) == isProven, operation);
  }

  @Test
  void choicesDoNotInteract() {
    assertTrue(
        isProven(
            """
            function f(double x, double y) {
              isLess: boolean = lt(x, y)
              a: double = mul(x, x)
              b: double = Math.exp(y)
              r: double = select(isLess, a, b)
              size: double = Math.abs(r)
              return size
            }
            """));
  }

  @Test
  void whatIsChosenMayBeEither() {
    assertFalse(
        isProven(
            """
            function f(double x, double y) {
              isLess: boolean = lt(x, y)
              chosen: double = select(isLess, x, y)
              r: double = mul(chosen, x)
              return r
            }
            """));
  }

  @Test
  void detachedIsNoElement() {
    assertTrue(
        isProven(
            """
            function f(double x, double y) {
              c: double = detach(y)
              r: double = mul(c, x)
              return r
            }
            """));
  }

  @Test
  void whatTheResultDoesNotNeedMayInteract() {
    assertTrue(
        isProven(
            """
            function f(double x, double y) {
              p: double = mul(x, y)
              isLess: boolean = lt(p, 1.0)
              q: double = neg(x)
              r: double = select(isLess, x, q)
              return r
            }
            """));
  }

  @Test
  void elementsWithTheSameIndexAreOne() {
    String text =
        """
        function f(double[] x, int n) {
          declare double sum
          sum = 0.0
          loop i: for int i = 0; i < n; 1 {
            j: int = %s
            a: double = load x[i]
            b: double = load x[j]
            p: double = mul(a, b)
            sum += p
          }
          return sum
        }
        """;
    assertTrue(isProven(text.formatted("i")));
    assertFalse(isProven(text.formatted("add(i, 1)")));
  }

  @Test
  void elementsOfTwoArraysAreTwo() {
    assertFalse(
        isProven(
            """
            function f(double[] x, double[] y) {
              a: double = load x[0]
              b: double = load y[0]
              p: double = mul(a, b)
              return p
            }
            """));
  }

  @Test
  void anElementWithoutNameIsStillOne() {
    String text =
        """
        function f(double[] x, int n) {
          declare int k
          k = 0
          a: double = load x[k]
          k = n
          b: double = load x[k]
          p: double = mul(a, %s)
          return p
        }
        """;
    assertTrue(isProven(text.formatted("a")));
    assertFalse(isProven(text.formatted("b")));
  }

  /** {@code last * x[i]} with the element of the iteration before. */
  @Test
  void whatIsCarriedOverMayBeAnyElement() {
    String text =
        """
        function f(double[] x, int n) {
          declare double sum
          sum = 0.0
          declare double last
          last = 0.0
          loop i: for int i = 0; i < n; 1 {
            a: double = load x[i]
            %s
            b: double = last
            p: double = mul(a, b)
            sum += p
            %s
          }
          return sum
        }
        """;
    assertFalse(isProven(text.formatted("", "last = a")));
    // Not seen, though it would be right.
    assertFalse(isProven(text.formatted("last = a", "")));
  }

  @Test
  void aVariableOfTheIterationIsItsElements() {
    assertTrue(
        isProven(
            """
            function f(double[] x, int n) {
              declare double sum
              sum = 0.0
              loop i: for int i = 0; i < n; 1 {
                a: double = load x[i]
                declare double power
                power = 1.0
                loop k: for int k = 0; k < 3; 1 {
                  p: double = mul(power, a)
                  power = p
                }
                sum += power
              }
              return sum
            }
            """));
  }

  @Test
  void aLoopMayRaiseOneParameterToAPower() {
    String text =
        """
        function f(double x, double y, int n) {
          declare double power
          power = 1.0
          loop i: for int i = 0; i < n; 1 {
            p: double = mul(power, x)
            q: double = %s
            power = q
          }
          return power
        }
        """;
    assertTrue(isProven(text.formatted("neg(p)")));
    assertFalse(isProven(text.formatted("add(p, y)")));
  }

  @Test
  void whatIsStoredMayBeAnyElement() {
    assertFalse(
        isProven(
            """
            function f(double[] x, int n) {
              b: double[] = newarray primal double[n]
              a: double = load x[0]
              b[1] = a
              c: double = load b[1]
              p: double = mul(c, c)
              return p
            }
            """));
  }

  @Test
  void whatIsStoredMayBeAddedUp() {
    assertTrue(
        isProven(
            """
            function f(double[] x, int n) {
              b: double[] = newarray primal double[n]
              a: double = load x[0]
              e: double = Math.exp(a)
              b[1] = e
              c: double = load b[1]
              p: double = mul(c, 3.0)
              return p
            }
            """));
  }

  @Test
  void writtenInputsAreMixed() {
    String text =
        """
        function f(double[] x, double y) {
          x[0] = %s
          a: double = load x[1]
          p: double = mul(a, a)
          return p
        }
        """;
    assertFalse(isProven(text.formatted("y")));
    assertFalse(isProven(text.formatted("1.0")));
  }

  @Test
  void rowsThatMayBeOthersAreTold() {
    assertFalse(
        isProven(
            """
            function f(double[][] x, int i, int j) {
              one: double[] = load x[i]
              other: double[] = load x[j]
              a: double = load one[0]
              b: double = load other[0]
              p: double = mul(a, b)
              return p
            }
            """));
  }

  @Test
  void aRowThatChangesHasNoName() {
    assertFalse(
        isProven(
            """
            function f(double[] x, double[] y) {
              declare double[] row
              row = x
              a: double = load row[0]
              row = y
              b: double = load row[0]
              p: double = mul(a, b)
              return p
            }
            """));
  }

  @Test
  void whileLoopsCarryOver() {
    assertFalse(
        isProven(
            """
            function f(double x, double y, int n) {
              declare double a
              a = x
              declare double b
              b = y
              declare int k
              k = 0
              loop w: while {
                goesOn: boolean = lt(k, n)
              } goesOn {
                old: double = a
                a = b
                b = old
                k += 1
              }
              last: double = a
              p: double = mul(last, x)
              return p
            }
            """));
  }

  /** Nothing is known of what a member does with what its derivative flows through. */
  @Test
  void membersMayLetElementsInteract() {
    String text =
        """
        member Library.give(active double, double): active double
        member Library.count(active double): active double, int
        member Library.constant(double): double
        member Library.fill(active double[], active double) writes 0
        function f(double x, double y, detached double c, int n) {
          b: double[] = newarray primal double[n]
          %s
          return r
        }
        """;
    assertFalse(isProven(text.formatted("r: double = invoke Library.give(x, c)")));
    assertTrue(isProven(text.formatted("r: double = invoke Library.give(c, x)")));
    assertTrue(isProven(text.formatted("r: double = invoke Library.give(c, c)")));
    assertTrue(
        isProven(text.formatted("p: double = invoke Library.give(x, c)\nr: double = neg(x)")));
    assertTrue(
        isProven(text.formatted("p: double = invoke Library.constant(x)\nr: double = mul(p, x)")));
    assertFalse(isProven(text.formatted("invoke Library.fill(b, x)\nr: double = load b[0]")));
    assertTrue(isProven(text.formatted("invoke Library.fill(b, c)\nr: double = load b[0]")));
    assertTrue(isProven(text.formatted("invoke Library.fill(b, x)\nr: double = neg(x)")));
    // A count has no derivative.
    assertTrue(
        isProven(
            text.formatted(
                "p: double, k: int = invoke Library.count(y)\nr: double = Math.scalb(x, k)")));
  }

  /** What a member counts may be an index, and a factor without derivative. */
  @Test
  void countsOfMembersAreIndicesAndConstants() {
    String text =
        """
        member Library.index(int): int
        member Library.count(active double): active double, int
        function f(double[] x, double y, double z, int n) {
          k: int = invoke Library.index(n)
          p: double, j: int = invoke Library.count(y)
          a: double = load x[k]
          factor: double = toDouble(j)
          r: double = %s
          return r
        }
        """;
    assertTrue(isProven(text.formatted("mul(a, a)")));
    assertTrue(isProven(text.formatted("mul(factor, z)")));
    assertFalse(isProven(text.formatted("mul(a, z)")));
  }

  /** What comes of it may depend on anything. */
  @Test
  void whatMembersGiveIsMixed() {
    String text =
        """
        member Library.give(active double): active double
        member Library.fill(active double[], active double) writes 0
        function f(double x, double y, int n) {
          b: double[] = newarray primal double[n]
          %s
          r: double = mul(p, x) // here
          return r
        }
        """;
    for (String origin :
        List.of(
            "p: double = invoke Library.give(y)",
            "invoke Library.fill(b, y)\np: double = load b[0]")) {
      Function function = Parser.function(text.formatted(origin));
      ArrayOrigins arrays = new AliasAnalysis().analyze(function);
      Rules rules = new Rules();
      Activity activity = new ActivityAnalysis(rules, arrays).analyze(function);
      List<String> places =
          new SeparabilityAnalysis(rules, arrays, activity)
              .analyze(function).interactions().stream().map(Origin::text).toList();
      assertEquals(List.of("", "here"), places, origin);
    }
  }

  @Test
  void whatIsAddedToAnArrayMayBeAnyElement() {
    assertFalse(
        isProven(
            """
            function f(double[] x, int n) {
              b: double[] = newarray primal double[n]
              a: double = load x[0]
              b[1] += a
              c: double = load b[1]
              p: double = mul(c, c)
              return p
            }
            """));
  }

  /** What an iteration stores is what the next one loads. */
  @Test
  void arraysCarryOverToTheNextIteration() {
    assertFalse(
        isProven(
            """
            function f(double x, double y, int n) {
              declare double sum
              sum = 0.0
              b: double[] = newarray primal double[2]
              loop i: for int i = 0; i < n; 1 {
                c: double = load b[0]
                d: double = load b[1]
                p: double = mul(c, d)
                sum += p
                b[0] = x
                b[1] = y
              }
              r: double = sum
              return r
            }
            """));
  }

  /** An index that is defined beside a variable lasts as long as it, whatever was in between. */
  @Test
  void indicesAfterLoopsAreOfTheBlockAround() {
    assertTrue(
        isProven(
            """
            function f(double[] x, int n, double[] y) {
              declare double p
              p = 0.0
              loop i: for int i = 0; i < n; 1 {
                t: double = load y[i]
              }
              j: int = add(n, 1)
              a: double = load x[j]
              p = a
              q: double = p
              r: double = mul(q, q)
              return r
            }
            """));
  }
}
