package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a loop consists of, and what it is given. */
final class FusedLoopTest {

  private static LaidOutRegions fused(String text) {
    return new ElementFusion().fuse(TensorText.read(text));
  }

  private static FusedLoop only(LaidOutRegions fused) {
    assertEquals(1, fused.loops().size());
    return fused.loops().values().iterator().next();
  }

  private static List<String> steps(FusedLoop loop) {
    return loop.steps().stream().map(FusedLoop.Step::name).toList();
  }

  /** Of two repeated operands the result has neither one's shape. */
  @Test
  void oneOperandMustBeWhole() {
    FusedLoop loop =
        only(
            fused(
                """
                parameter T x
                parameter T y
                forward
                a: T = invoke mul(x, y)
                b: T = invoke exp(a)
                return b
                """));
    assertEquals(List.of(List.of(0, 1)), loop.whole());
  }

  /** Tensors first, then numbers that are not written in the loop, then shapes. */
  @Test
  void whatALoopIsGiven() {
    LaidOutRegions fused =
        fused(
            """
            parameter T x
            parameter T y
            parameter double n
            parameter int[] shape
            forward
            a: T = invoke pow(x, n)
            b: T = invoke pow(a, 2.0)
            c: T = invoke pow(b, Infinity)
            d: T = invoke add(c, y)
            e: T = invoke broadcastTo(d, shape)
            return e
            """);
    FusedLoop loop = only(fused);
    assertEquals(
        List.of(
            List.of(new FusedLoop.Operand.Input(0), new FusedLoop.Operand.Given(0)),
            List.of(new FusedLoop.Operand.Earlier(0), new FusedLoop.Operand.Literal(2)),
            List.of(new FusedLoop.Operand.Earlier(1), new FusedLoop.Operand.Given(1)),
            List.of(new FusedLoop.Operand.Earlier(2), new FusedLoop.Operand.Input(1)),
            List.of(new FusedLoop.Operand.Earlier(3), new FusedLoop.Operand.Shape(0))),
        loop.steps().stream().map(FusedLoop.Step::operands).toList());
    Statement.Invoke invoke = (Statement.Invoke) fused.forward().statements().get(0);
    assertEquals("[x, y, n, Infinity, shape]", invoke.arguments().toString());
    assertEquals(
        invoke.arguments().stream().map(Atom::type).toList(), invoke.member().parameters());
    assertEquals("eLoop", invoke.member().name());
    assertEquals("eLoop", loop.name());
    assertEquals(List.of("x", "y"), loop.inputs());
    assertEquals(List.of("n", "number"), loop.numbers());
    assertEquals(List.of("shape"), loop.shapes());
  }

  /** Classes and variables that the text of every loop has. */
  @Test
  void namesThatLoopsHaveAnyway() {
    FusedLoop loop =
        only(
            fused(
                """
                parameter T Math
                parameter double i
                forward
                kept: T = invoke pow(Math, i)
                loop: T = invoke exp(kept)
                a: T = invoke exp(loop)
                return a
                """));
    assertEquals(List.of("Math2"), loop.inputs());
    assertEquals(List.of("i2"), loop.numbers());
    assertEquals(List.of("kept2", "loop2", "a"), steps(loop));
  }

  @Test
  void namesOfLoopsAreFree() {
    List<FusedLoop> loops =
        List.copyOf(
            fused(
                    """
                    parameter T x
                    forward
                    a: T = invoke neg(x)
                    b: T = invoke exp(a)
                    bLoop: T = invoke matmul(b, x)
                    return bLoop
                    backward
                    c: T = invoke neg(bLoop)
                    d: T = invoke exp(c)
                    dLoop: T = invoke matmul(d, x)
                    """)
                .loops()
                .values());
    assertEquals(2, loops.size());
    assertTrue(
        loops.stream().noneMatch(it -> List.of("bLoop", "dLoop").contains(it.name())),
        loops::toString);
  }

  @Test
  void resultsThatAreKeptAndStepsThatAreNot() {
    FusedLoop loop =
        only(
            fused(
                """
                parameter T x
                forward
                a: T = invoke neg(x)
                b: T = invoke exp(a)
                c: T = invoke neg(b)
                d: T = invoke exp(c)
                e: T = invoke matmul(b, d)
                return e
                """));
    assertEquals(
        List.of(new FusedLoop.Result(1, false), new FusedLoop.Result(3, false)), loop.results());
    assertEquals(0, loop.innerPosition(0));
    assertEquals(1, loop.innerPosition(2));
    assertEquals(
        List.of(new FusedLoop.Result(1, true), new FusedLoop.Result(3, false)),
        loop.keeping(List.of(true, false)).results());
    assertEquals("other", loop.named("other").name());
    assertEquals(loop, loop.named("other").named(loop.name()));
    String name = FusedLoop.classIn("Model");
    assertEquals(name + "_", FusedLoop.classIn(name));
    assertEquals(name, FusedLoop.classIn(name + "_"));
  }

  /** It is the library's members that are known, as they are there. */
  @Test
  void operationsOnElements() {
    Type tensor = TensorText.TENSOR;
    List<Type> types = List.of(tensor);
    assertTrue(
        ElementOperation.of(Member.ofInstance(TENSORS, "neg", types, Optional.of(tensor)))
            .isPresent());
    Member.Kind kind = Member.Kind.INSTANCE;
    for (Member other :
        List.of(
            Member.ofInstance("Neg", "neg", types, Optional.of(tensor)),
            Member.ofInstance(TENSORS, "unknown", types, Optional.of(tensor)),
            Member.opaque(kind, TENSORS, "neg", types, Optional.of(tensor), true))) {
      assertTrue(ElementOperation.of(other).isEmpty(), other::key);
    }
  }

  private static final String TENSORS = TensorText.TENSOR.name();

  /**
   * What is chosen is not repeated, and what a tensor is repeated to is not its shape; of the
   * operands of other operations one is whole.
   */
  @Test
  void operandsThatMustBeWhole() {
    FusedLoop loop =
        only(
            fused(
                """
                parameter T x
                parameter T y
                parameter T z
                parameter T u
                parameter T q
                parameter int[] shape
                forward
                a: T = invoke neg(y)
                b: T = invoke sub(x, y)
                chosen: T = invoke where(b, z, u)
                repeated: T = invoke broadcastTo(q, shape)
                c: T = invoke add(chosen, repeated)
                d: T = invoke add(a, c)
                return d
                """));
    assertEquals(List.of("y", "x", "z", "u", "q"), loop.inputs());
    assertEquals(List.of(List.of(0), List.of(0, 1), List.of(2), List.of(3)), loop.whole());
  }
}
