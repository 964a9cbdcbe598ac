package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All regions of all programs are counted, under names that are new in all of them. */
final class CountedStridesTest {

  private static final Variable X = Parser.variable("double[] x", Role.PARAMETER);
  private static final Variable FROM = Parser.variable("int from", Role.PARAMETER);
  private static final Variable N = Parser.variable("int n", Role.PARAMETER);
  private static final Variable LAST = Parser.variable("int last", Role.PARAMETER);
  private static final Variable P = Parser.variable("double[] p", Role.PARAMETER);
  private static final Variable SLOT = Parser.variable("double[] slot", Role.MUTABLE);

  private static final String FORWARD =
      """
      loop i: for int i = from; i < n; 3 {
        d: int = sub(i, from)
        q: int = div(d, 3)
        t: double = load x[i]
        slot[q] = t
      }
      """;
  private static final String BACKWARD =
      """
      loop i: for int i = last; i >= from; -3 {
        d: int = sub(i, from)
        q: int = div(d, 3)
        s: double = load slot[q]
        p[i] += s
      }
      """;

  /** Calls a number as a counter would like to be called. */
  private static final String OUTPUT =
      """
      loop i: for int i = last; i >= from; -3 {
        d: int = sub(i, from)
        q: int = div(d, 3)
        count: double = load slot[q]
        p[i] += count
      }
      """;

  private static ReverseProgram program() {
    return new ReverseProgram(
        List.of(X, FROM, N, LAST),
        List.of(Optional.of(P), Optional.empty(), Optional.empty(), Optional.empty()),
        List.of(Constant.of(1.0)),
        List.of(Optional.empty()),
        block(FORWARD),
        block(BACKWARD),
        List.of(block(OUTPUT)),
        new Slices(List.of(), Map.of(), Map.of(), Set.of()),
        List.of(SLOT),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new StoreFacts(Map.of(), Map.of()));
  }

  private static Block block(String text) {
    return Parser.block(text, X, FROM, N, LAST, P, SLOT);
  }

  @Test
  void allRegionsAreCounted() {
    Derivative counted =
        new CountedStrides()
            .of(
                new Derivative(
                    program(),
                    program(),
                    Member.Effects.NONE,
                    Optional.of(program()),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Matrices.NONE));
    for (ReverseProgram program :
        List.of(counted.fused(), counted.taped(), counted.inPlace().orElseThrow())) {
      List<Block> regions =
          Stream.concat(
                  Stream.of(program.forward(), program.backward()), program.outputs().stream())
              .toList();
      assertEquals(
          List.of(
              """
              declare int count2
              count2 = 0
              loop i: for int i = from; i < n; 3 {
                q: int = count2
                t: double = load x[i]
                slot[q] = t
                next: int = add(q, 1)
                count2 = next
              }
              """,
              """
              declare int count3
              d2: int = sub(last, from)
              q2: int = div(d2, 3)
              count3 = q2
              loop i: for int i = last; i >= from; -3 {
                q: int = count3
                s: double = load slot[q]
                p[i] += s
                next2: int = sub(q, 1)
                count3 = next2
              }
              """,
              """
              declare int count4
              d3: int = sub(last, from)
              q3: int = div(d3, 3)
              count4 = q3
              loop i: for int i = last; i >= from; -3 {
                q: int = count4
                count: double = load slot[q]
                p[i] += count
                next3: int = sub(q, 1)
                count4 = next3
              }
              """),
          regions.stream().map(new Printer()::print).toList());
    }
  }
}
