package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where what is computed again stands, and under which name; all of it is computed again here. */
final class ReloadingTest {

  private static final List<Variable> GIVEN =
      List.of(
          Parser.variable("double x", Role.PARAMETER),
          Parser.variable("int n", Role.PARAMETER),
          Parser.variable("double[] a", Role.PARAMETER),
          Parser.variable("boolean c", Role.PARAMETER),
          Parser.variable("boolean d", Role.PARAMETER),
          Parser.variable("double sum", Role.MUTABLE));

  private static Block block(String text) {
    return Parser.block(text, GIVEN.toArray(Variable[]::new));
  }

  /** The backward region as it is afterwards; the same names are the same variables. */
  private static String insert(String forward, String backward) {
    Block there = block(forward);
    Block both = block(forward + backward);
    Block back =
        new Block(both.statements().subList(there.statements().size(), both.statements().size()));
    Definitions definitions =
        new Definitions(
            there,
            new AliasAnalysis().analyze(GIVEN, there),
            Set.of(),
            List.of(),
            GIVEN,
            List.of(),
            TapeLayout.Form.FUSED);
    Map<Variable, Operation> reloads = new LinkedHashMap<>();
    for (Definition definition : definitions.inOrder()) {
      reloads.put(definition.variable(), definition.operation().orElseThrow());
    }
    FreshNames names = new FreshNames();
    names.reserveAll(both);
    Block inserted = new Reloading(back, definitions, reloads, names).inserted();
    return new Printer().print(inserted);
  }

  private static final String BRANCH =
      """
      if c {
        k: int = sub(n, 1)
        e: double = load a[k]
      }
      """;

  private static final String USE = "if c {\nsum += e\n}\n";

  @Test
  void nothingIsBroughtBackWhereNothingIsUsed() {
    assertEquals("sum += x\n", insert(BRANCH, "sum += x\n"));
    assertEquals("sum += x\n", insert("", "sum += x\n"));
  }

  @Test
  void oneUseInABranchIsServedThere() {
    assertEquals(
        """
        sum += x
        if c {
          k: int = sub(n, 1)
          e: double = load a[k]
          sum += e
        }
        """,
        insert(BRANCH, "sum += x\n" + USE));
  }

  /** Each piece of the branch has its own, with what it is computed from. */
  @Test
  void eachPieceOfABranchIsServed() {
    assertEquals(
        """
        if c {
          k: int = sub(n, 1)
          e: double = load a[k]
          sum += e
        }
        sum += x
        if c {
          k2: int = sub(n, 1)
          e2: double = load a[k2]
          sum += e2
          if d {
            sum += e2
          }
        }
        if d {
        } else {
          k3: int = sub(n, 1)
          e3: double = load a[k3]
          sum += e3
        }
        """,
        insert(
            BRANCH,
            USE
                + "sum += x\nif c {\nsum += e\nif d {\nsum += e\n}\n}\n"
                + "if d {\n} else {\nsum += e\n}\n"));
  }

  /** The pieces of a branch within a piece. */
  @Test
  void piecesWithinPiecesAreServed() {
    assertEquals(
        """
        if c {
          if d {
            k: int = sub(n, 1)
            e: double = load a[k]
            sum += e
          }
          sum += x
          if d {
            k3: int = sub(n, 1)
            e3: double = load a[k3]
            sum += e3
          }
        }
        if c {
          k2: int = sub(n, 1)
          e2: double = load a[k2]
          sum += e2
        }
        """,
        insert(BRANCH, "if c {\nif d {\nsum += e\n}\nsum += x\nif d {\nsum += e\n}\n}\n" + USE));
  }

  private static final String ONCE =
      """
      k: int = sub(n, 1)
      e: double = load a[k]
      """;

  /** What no branch computed, and what is used outside of the pieces too, is computed once. */
  @Test
  void whatIsNoPartOfABranchIsComputedOnce() {
    assertEquals(ONCE + block(USE + USE, "e"), insert(ONCE, USE + USE));
    String outside = USE + "sum += e\n" + USE;
    assertEquals(ONCE + block(outside, "e"), insert(BRANCH, outside));
    String inBoth = "if d {\nsum += e\n} else {\nsum += e\n}\n";
    assertEquals(ONCE + block(inBoth, "e"), insert(BRANCH, inBoth));
    assertEquals(ONCE + block(USE + inBoth, "e"), insert(BRANCH, USE + inBoth));
    String condition = "sum += e\nif c {\nsum += e\n}\n";
    assertEquals(ONCE + block(condition, "e"), insert(BRANCH, condition));
  }

  /** Loops run what does not change in them once, before. */
  @ParameterizedTest
  @ValueSource(strings = {BRANCH, ONCE})
  void loopsReadBefore(String forward) {
    String loop = "loop i: for int i = 0; i < n; 1 {\nsum += e\n}\n";
    assertEquals(ONCE + block(loop, "e"), insert(forward, loop));
    assertEquals(ONCE + block(loop + USE, "e"), insert(forward, loop + USE));
  }

  @Test
  void theirOwnValuesAreReadWithin() {
    String header = "loop i: for int i = 0; i < n; 1 {\n";
    assertEquals(
        header + ONCE.indent(2) + "  sum += e\n}\n",
        insert(header + ONCE + "}\n", header + "sum += e\n}\n"));
  }

  /** Text that mentions a variable, as it is printed. */
  private static String block(String text, String variable) {
    Variable known = Parser.variable("double " + variable, Role.SINGLE);
    Variable[] all = Stream.concat(GIVEN.stream(), Stream.of(known)).toArray(Variable[]::new);
    return new Printer().print(Parser.block(text, all));
  }
}
