package dev.gradc.processor.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import org.junit.jupiter.api.Test;

/** {@link Pass#BRANCHES}. */
final class BranchesTest {

  private static final Variable X = Parser.variable("double x", Role.PARAMETER);
  private static final Variable C = Parser.variable("boolean c", Role.PARAMETER);

  private static Block block(String text) {
    return Parser.block(text, X, C);
  }

  private static void becomes(String expected, String text) {
    assertEquals(
        new Printer().print(block(expected)), new Printer().print(new Branches().run(block(text))));
  }

  private static void stays(String text) {
    Block block = block(text);
    assertSame(block, new Branches().run(block));
  }

  @Test
  void neighboursAreOne() {
    becomes(
        """
        declare double d
        declare double e
        if c {
          d = x
          e = d
        } else {
          d = 1.0
          e = 2.0
        }
        """,
        """
        declare double d
        declare double e
        if c {
          d = x
        } else {
          d = 1.0
        }
        if c {
          e = d
        } else {
          e = 2.0
        }
        """);
  }

  /** What is noted for the second branch alone goes there, after what the first one does. */
  @Test
  void snapshotsGoAlong() {
    becomes(
        """
        declare double d
        d = 0.0
        if c {
        } else {
          d = x
          s: double = d
          t: double = mul(s, s)
            d = t
        }
        """,
        """
        declare double d
        d = 0.0
        if c {
        } else {
          d = x
        }
        s: double = d
        if c {
        } else {
          t: double = mul(s, s)
            d = t
        }
        """);
  }

  @Test
  void snapshotsThatAreNeededElsewhereKeepBranchesApart() {
    stays(
        """
        declare double d
        d = 0.0
        if c {
        } else {
          d = x
        }
        s: double = d
        if c {
        } else {
          t: double = mul(s, s)
            d = t
        }
        e: double = add(s, d)
        """);
    stays(
        """
        declare double d
        d = 0.0
        if c {
        } else {
          d = x
        }
        s: double = d
        if c {
          d = s
        } else {
          t: double = mul(s, s)
            d = t
        }
        """);
  }

  @Test
  void whatComputesKeepsThemApart() {
    stays(
        """
        declare double d
        if c {
          d = x
        } else {
          d = 1.0
        }
        s: double = mul(d, x)
        if c {
          d = 3.0
        } else {
          d = s
        }
        """);
  }

  @Test
  void otherConditionsAreOthers() {
    stays(
        """
        n: boolean = not(c)
        declare double d
        if c {
          d = x
        } else {
          d = 1.0
        }
        if n {
          d = 3.0
        } else {
          d = 4.0
        }
        """);
  }

  @Test
  void innerBlocksAreLookedAt() {
    becomes(
        """
        declare double d
        d = 0.0
        loop i: for int i = 0; i < 3; 1 {
          if c {
            d = x
            d = 2.0
          } else {
          }
        }
        """,
        """
        declare double d
        d = 0.0
        loop i: for int i = 0; i < 3; 1 {
          if c {
            d = x
          } else {
          }
          if c {
            d = 2.0
          } else {
          }
        }
        """);
  }

  /** The condition of a loop is read in no statement of its header. */
  @Test
  void headersOfLoopsStay() {
    stays(
        """
        declare boolean b
        b = c
        loop l: while {
          if c {
          } else {
            b = false
          }
          s: boolean = b
          if c {
          } else {
            t: boolean = not(s)
            b = t
          }
        } s {
          b = c
        }
        """);
  }

  /** In two branches one name may stand for two variables. */
  @Test
  void namesThatStandForSeveralKeepBranchesApart() {
    for (String names : new String[] {"t t u v", "t u v v"}) {
      String[] name = names.split(" ", -1);
      stays(
          """
          declare double d
          if c {
            %s: double = mul(x, x)
            d = %s
          } else {
            %s: double = mul(x, 3.0)
            d = %s
          }
          if c {
            %s: double = mul(x, 5.0)
            d = %s
          } else {
            %s: double = mul(x, 7.0)
            d = %s
          }
          """
              .formatted(name[0], name[0], name[2], name[2], name[1], name[1], name[3], name[3]));
    }
  }

  @Test
  void namesOfSnapshotsKeepBranchesApart() {
    for (String place : new String[] {"then", "otherwise"}) {
      String inner = "t: double = mul(x, x)\nd = t\n";
      stays(
          "declare double d\nd = 0.0\nif c {\n"
              + (place.equals("then") ? inner : "d = x\n")
              + "} else {\n"
              + (place.equals("then") ? "d = x\n" : inner)
              + "}\nt: double = d\nif c {\n} else {\nd = t\n}\n");
    }
  }
}
