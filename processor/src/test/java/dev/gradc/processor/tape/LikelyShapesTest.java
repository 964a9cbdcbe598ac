package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which tensors, and which shapes, are taken for small: what is asked of each variable alone. */
final class LikelyShapesTest {

  private static String small(String text) {
    LaidOutRegions regions = TensorText.read("parameter T x\nparameter int n\n" + text);
    Set<Variable> variables = new LinkedHashSet<>(regions.regions().parameters());
    addDefined(regions.forward(), variables);
    regions.backward().regions().forEach(it -> addDefined(it, variables));
    StringBuilder small = new StringBuilder();
    for (Variable variable : variables) {
      // Anew, so that no answer depends on another one.
      small.append(new LikelyShapes(regions).isSmall(variable) ? variable.name() + " " : "");
    }
    LikelyShapes all = new LikelyShapes(regions);
    variables.forEach(it -> assertEquals(all.isSmall(it), all.isSmall(it)));
    return small.toString().strip();
  }

  private static void addDefined(Block block, Set<Variable> variables) {
    for (Statement statement : block.statements()) {
      variables.addAll(Mentions.definitions(statement));
      statement.blocks().forEach(inner -> addDefined(inner, variables));
    }
  }

  /** Of tensors, that is: not what another class calls a mean. */
  @Test
  void reductionsAreSmall() {
    assertEquals(
        "a b c d e f",
        small(
            """
            forward
            a: T = invoke sum(x)
            b: T = invoke mean(x)
            c: T = invoke max(x)
            d: T = invoke min(x)
            e: T = invoke norm(x)
            f: T = invoke scalar(2.0)
            g: T = invoke exp(x)
            h: T = invoke Library.mean(x)
            """));
  }

  /** Operations on elements of small tensors; numbers do not matter. */
  @Test
  void whatIsComputedOfSmallTensorsAlone() {
    assertEquals(
        "m a b c",
        small(
            """
            forward
            m: T = invoke mean(x)
            a: T = invoke exp(m)
            b: T = invoke mul(a, m)
            c: T = invoke pow(b, 2.0)
            d: T = invoke mul(c, x)
            e: T = invoke mul(x, c)
            f: T = invoke matmul(m, m)
            g: T = invoke neg(d)
            """));
  }

  @Test
  void tensorsOfSmallShapes() {
    assertEquals(
        "m sm a b c d e none f",
        small(
            """
            forward
            m: T = invoke mean(x)
            sm: int[] = invoke shape(m)
            sx: int[] = invoke shape(x)
            a: T = invoke sumTo(x, sm)
            b: T = invoke broadcastTo(m, sm)
            c: T = invoke zeros(1, sm)
            d: T = invoke full(1, 2.0, sm)
            e: T = invoke reshape(m, sx)
            a1: T = invoke sumTo(m, sx)
            b1: T = invoke broadcastTo(m, sx)
            c1: T = invoke zeros(1, sx)
            d1: T = invoke full(1, 2.0, sx)
            e1: T = invoke reshape(x, sm)
            none: int[] = newarray primal int[0]
            one: int[] = newarray primal int[1]
            some: int[] = newarray primal int[n]
            both: int[] = newarray primal int[0][0]
            f: T = invoke sumTo(x, none)
            g: T = invoke sumTo(x, one)
            h: T = invoke sumTo(x, some)
            """));
  }

  /** Copies are; what a variable holds that changes nobody knows. */
  @Test
  void copiesOfSmallTensors() {
    assertEquals(
        "m a l o",
        small(
            """
            forward
            m: T = invoke mean(x)
            a: T = m
            b: T = x
            declare T v
            v = m
            k: T = v
            v = x
            if true {
              l: T = invoke neg(a)
            } else {
              o: T = a
            }
            rows: T[] = newarray primal T[n]
            rows[0] = m
            p: T = load rows[0]
            q: int = length rows
            """));
  }

  /** What is small in one region is so in the other, where it is read from its slot. */
  @Test
  void smallTensorsInSlots() {
    assertEquals(
        "m k r",
        small(
            """
            seed T dR
            storage T[] slotM, of T m
            storage T[] slotA, of T a
            forward
            loop L: for int i = 0; i < n; 1 {
              m: T = invoke mean(x)
              slotM[i] = m
              a: T = invoke exp(x)
              slotA[i] = a
            }
            backward
            loop L: for int i = 0; i < n; 1 {
              m: T = load slotM[i]
              k: T = invoke neg(m)
              a: T = load slotA[i]
              b: T = invoke neg(a)
            }
            output
            r: T = invoke mean(x)
            s: T = invoke neg(x)
            """));
  }

  @Test
  void whatIsNotThereIsSmall() {
    assertTrue(
        new LikelyShapes(TensorText.read("forward")).isSmall(Constant.zero(TensorText.TENSOR)));
  }
}
