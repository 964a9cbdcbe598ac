package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What loops are called in the class that all programs of a derivative share. */
final class SharedLoopsTest {

  private static ReverseProgram program(String text) {
    LaidOutRegions laidOut =
        new TensorBuffers().place(new ElementFusion().fuse(TensorText.read(text)));
    return new ReverseProgram(
        laidOut.regions().parameters(),
        laidOut.regions().adjoints(),
        laidOut.regions().results(),
        laidOut.regions().seeds(),
        laidOut.forward(),
        laidOut.backward().combined(),
        laidOut.backward().each(),
        new Slices(List.of(), Map.of(), Map.of(), Set.of()),
        laidOut.storage(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        laidOut.facts(),
        laidOut.loops());
  }

  private static Derivative placed(String companion, ReverseProgram fused, ReverseProgram taped) {
    return new SharedLoops(companion)
        .place(
            new Derivative(
                fused,
                taped,
                Member.Effects.NONE,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Matrices.NONE));
  }

  private static String chain(String first, String second) {
    return """
        parameter T x
        forward
        a: T = invoke %s(x)
        b: T = invoke %s(a)
        return b
        """
        .formatted(first, second);
  }

  /** Each use of a member, with how many arguments it has and how many statements are around it. */
  private static List<String> uses(Block block) {
    List<String> uses = new ArrayList<>();
    addUses(block, 0, uses);
    return uses;
  }

  private static void addUses(Block block, int depth, List<String> uses) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke) {
        assertEquals(invoke.member().parameters().size(), invoke.arguments().size());
        Member member = invoke.member();
        uses.add(
            "  ".repeat(depth)
                + invoke.targets().stream().findFirst().orElseThrow()
                + " "
                + member.owner()
                + "."
                + member.name()
                + " "
                + invoke.arguments().size()
                + member.result().filter(FusedLoop.TYPE::equals).map(it -> " loop").orElse(""));
      }
      statement.blocks().forEach(inner -> addUses(inner, depth + 1, uses));
    }
  }

  private static List<String> names(Derivative derivative) {
    return derivative.loops().stream().map(FusedLoop::name).toList();
  }

  @Test
  void callsAreOfTheClass() {
    ReverseProgram program =
        program(
            """
            parameter T x, adjoint T dX
            seed T dR
            forward
            if true {
              a: T = invoke exp(x)
              b: T = invoke neg(a)
            }
            r: T = invoke matmul(x, x)
            return r
            backward
            declare T dX
            c: T = invoke square(dR)
            d: T = invoke neg(c)
            dX = d
            output
            declare T dX
            e: T = invoke exp(dR)
            f: T = invoke neg(e)
            dX = f
            """);
    Derivative derivative = placed("p.q/FGrad", program, program);
    assertEquals(List.of("bLoop", "dLoop", "fLoop"), names(derivative));
    ReverseProgram fused = derivative.fused();
    // Of b nothing is stored: x and the object that is kept.
    assertEquals(
        List.of("  bLoop p.q/FGrad.Loops.bLoop 2 loop", "r dev.gradc.tensor/Tensor.matmul 2"),
        uses(fused.forward()));
    // The seed, what is kept of d, and the object.
    assertEquals(
        List.of("dLoop p.q/FGrad.Loops.dLoop 3 loop", "d dev.gradc.tensor/ElementLoop.take 2"),
        uses(fused.backward()));
    assertEquals(
        List.of("fLoop p.q/FGrad.Loops.fLoop 3 loop", "f dev.gradc.tensor/ElementLoop.take 2"),
        uses(fused.outputs().get(0)));
  }

  /** What is the same is there once; what is not has a name of its own. */
  @Test
  void sameLoopsAreThereOnce() {
    ReverseProgram one = program(chain("exp", "neg"));
    ReverseProgram other = program(chain("square", "neg"));
    assertEquals(List.of("bLoop"), names(placed("FGrad", one, program(chain("exp", "neg")))));
    Derivative both = placed("FGrad", one, other);
    assertEquals(List.of("bLoop", "bLoop_2"), names(both));
    assertEquals(List.of("bLoop FGrad.Loops.bLoop 2 loop"), loopsIn(both.fused()));
    assertEquals(List.of("bLoop FGrad.Loops.bLoop_2 2 loop"), loopsIn(both.taped()));
    assertEquals("exp", both.loops().get(0).steps().get(0).member().name());
    assertEquals("square", both.loops().get(1).steps().get(0).member().name());
  }

  private static List<String> loopsIn(ReverseProgram program) {
    return uses(program.forward()).stream().filter(it -> it.endsWith(" loop")).toList();
  }

  @Test
  void threeLoopsOfOneName() {
    ReverseProgram one = program(chain("exp", "neg"));
    ReverseProgram other = program(chain("square", "neg"));
    ReverseProgram third = program(chain("exp", "square"));
    Derivative derivative =
        new SharedLoops("FGrad")
            .place(
                new Derivative(
                    one,
                    other,
                    Member.Effects.NONE,
                    Optional.of(third),
                    List.of(
                        new Derivative.Recursive(
                            "F",
                            "",
                            null,
                            null,
                            Optional.of(other),
                            Optional.empty(),
                            Optional.empty())),
                    Optional.empty(),
                    Optional.empty(),
                    Matrices.NONE));
    assertEquals(List.of("bLoop", "bLoop_2", "bLoop_3"), names(derivative));
    assertEquals(
        List.of("bLoop FGrad.Loops.bLoop_3 2 loop"), loopsIn(derivative.inPlace().orElseThrow()));
    assertEquals(
        List.of("bLoop FGrad.Loops.bLoop_2 2 loop"),
        loopsIn(derivative.recursive().get(0).pullback().orElseThrow()));
  }

  /** The class is in the companion, and has no name of a class around it. */
  @Test
  void companionsMayHaveTheNameOfTheClass() {
    ReverseProgram one = program(chain("exp", "neg"));
    assertEquals(
        List.of("bLoop p/FGrad.Loops.Loops_.bLoop 2 loop"),
        loopsIn(placed("p/FGrad.Loops", one, one).fused()));
  }

  @Test
  void programsWithoutLoopsStay() {
    ReverseProgram plain =
        program(
            """
            parameter T x
            forward
            a: T = invoke exp(x)
            return a
            """);
    Derivative derivative = placed("FGrad", plain, plain);
    assertEquals(List.of(), derivative.loops());
    assertSame(plain, derivative.fused());
  }
}
