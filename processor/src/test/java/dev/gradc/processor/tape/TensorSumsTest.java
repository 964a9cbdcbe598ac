package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Which sums of cotangents become operations, and which variables are left then; what is computed
 * is always the same.
 */
final class TensorSumsTest {

  private static final String FRAME =
      """
      parameter T x, adjoint T dX
      parameter int n
      storage T[] slot, of T z
      seed T dR
      forward
      a: T = invoke exp(x)
      return a
      backward
      declare T dX
      dX = null
      %s
      """;

  /** Sums that stay, operations in place of others, and variables that are declared. */
  private static String rewritten(String backward) {
    LaidOutRegions regions = TensorText.read(FRAME.formatted(backward));
    Set<Variable> live = new HashSet<>();
    regions.regions().adjoints().forEach(it -> it.ifPresent(live::add));
    LaidOutRegions changed =
        regions.with(
            regions.forward(),
            regions
                .backward()
                .with(region -> new TensorSums(regions.freeNames(), live).rewrite(region)));
    SameTensors.made(regions, changed, Collections.nCopies(2, Map.of("n", 3)));
    List<String> told = new ArrayList<>();
    tell(changed.backward().combined(), told);
    return String.join(" ", told);
  }

  private static void tell(Block block, List<String> told) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Accumulate sum) {
        told.add(sum.target() + "+=" + sum.value());
      } else if (statement instanceof Statement.Invoke invoke
          && invoke.member().name().equals("add")) {
        told.add(invoke.arguments().get(0) + "+" + invoke.arguments().get(1));
      } else if (statement instanceof Statement.Declare declare) {
        told.add(declare.variable().name());
      }
      statement.blocks().forEach(inner -> tell(inner, told));
    }
  }

  /** Three of one tensor: two operations, and no variable but the one that is read at the end. */
  @Test
  void sumsOfWhatIsThere() {
    assertEquals(
        "dX d+e dASum+d",
        rewritten(
            """
            declare T dA
            d: T = invoke mul(dR, a)
            dA = d
            e: T = invoke neg(d)
            dA += e
            dA += d
            f: T = invoke neg(dA)
            dX = f
            """));
  }

  /** What copies hold is known too. */
  @Test
  void copiesOfWhatIsThere() {
    assertEquals(
        "dX d+e dASum+d",
        rewritten(
            """
            declare T dA
            declare T dB
            d: T = invoke mul(dR, a)
            dA = d
            dB = dA
            e: T = invoke neg(dB)
            dA += e
            dA += dB
            f: T = invoke neg(dA)
            dX = f
            """));
  }

  /** A seed may be absent, and so may what is made of cotangents, and what others give. */
  @Test
  void whatMayBeAbsent() {
    assertEquals(
        "dX dA dA+=dR dB dB+=e dC dC+=g dX+=e",
        rewritten(
            """
            declare T dA
            d: T = invoke mul(a, a)
            dA = d
            dA += dR
            declare T dB
            e: T = invoke orNone(dR, a)
            dB = d
            dB += e
            declare T dC
            g: T = invoke Library.give(d)
            dC = d
            dC += g
            h: T = invoke mul(dA, dB)
            k: T = invoke mul(h, dC)
            dX = k
            dX += e
            """));
  }

  /** Nor is it known of what a variable was given if that may be absent. */
  @Test
  void whatIsAddedToMayBeAbsent() {
    assertEquals(
        "dX dA dA+=d dB dB+=d dX+=k",
        rewritten(
            """
            declare T dA
            d: T = invoke mul(a, a)
            dA = null
            dA += d
            declare T dB
            dB = dR
            dB += d
            k: T = invoke mul(dA, dB)
            dX += k
            """));
  }

  /** A sum that may be anything is not there, and another value is another one. */
  @Test
  void variablesThatChange() {
    assertEquals(
        "dX dA dA+=dR dA+=d d+e",
        rewritten(
            """
            declare T dA
            d: T = invoke mul(a, a)
            e: T = invoke neg(d)
            dA = d
            dA += dR
            dA += d
            f: T = invoke exp(dA)
            dA = d
            dA += e
            g: T = invoke mul(dA, f)
            dX = g
            """));
  }

  /** In a block within it is not known what there was before, nor after it what it has done. */
  @Test
  void blocksWithin() {
    assertEquals(
        "dX dA dA+=d d+e dA+=e",
        rewritten(
            """
            declare T dA
            d: T = invoke mul(a, a)
            e: T = invoke neg(d)
            dA = d
            if true {
              dA += d
              g: T = invoke exp(d)
            }
            f: T = invoke exp(dA)
            dA = d
            dA += e
            if true {
              if true {
                dA = dR
              }
            }
            dA += e
            k: T = invoke mul(dA, f)
            dX = k
            """));
  }

  /** Sums in loops, of what the iteration has made and of what goes through all of them. */
  @Test
  void blocksOfLoops() {
    assertEquals(
        "dX d+e dX+=dBSum",
        rewritten(
            """
            loop L: for int i = 0; i < n; 1 {
              declare T dB
              d: T = invoke mul(a, a)
              e: T = invoke neg(d)
              dB = d
              dB += e
              dX += dB
            }
            """));
  }

  /** A block within may read what stands outside of it. */
  @Test
  void whatBlocksWithinRead() {
    assertEquals(
        "dX dA dB dC",
        rewritten(
            """
            declare T dA
            dA = dR
            declare T dB
            dB = dR
            if true {
              d: T = invoke mul(dA, a)
              dX = d
              if true {
                e: T = invoke mul(dB, d)
                dX = e
              }
            }
            declare T dC
            dC = dX
            loop L: for int i = 0; i < n; 1 {
              if true {
                f: T = invoke mul(dC, a)
                dX = f
              }
            }
            """));
  }

  /** What is stored or thrown is read; what is declared and only changed is not. */
  @Test
  void whatIsReadStays() {
    assertEquals(
        "dX dA k d+e",
        rewritten(
            """
            declare T dA
            declare int k
            k = n
            d: T = invoke mul(a, a)
            e: T = invoke neg(d)
            dA = d
            dA += e
            reserve slot, n
            slot[0] = dA
            declare T dB
            dB = null
            if true {
              dB = dA
            }
            declare T dC
            dC = inspect NULL()
            """));
  }
}
