package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Which operations become one loop, and what is stored of it; that loops give the right numbers is
 * tested beside the library of tensors.
 */
final class ElementFusionTest {

  private static final Type TENSOR = ObjectType.TENSOR;
  private static final Type SHAPE = new ArrayType(Scalar.INT);

  private final Variable x = new Variable("x", TENSOR, Role.PARAMETER);
  private final Variable y = new Variable("y", TENSOR, Role.PARAMETER);
  private final List<Statement> forward = new ArrayList<>();
  private final List<Statement> backward = new ArrayList<>();

  private static Variable tensor(String name) {
    return new Variable(name, TENSOR, Role.SINGLE);
  }

  private static Statement.Invoke invoke(
      Variable target, String owner, String name, Atom... arguments) {
    List<Type> types = List.of(arguments).stream().map(Atom::type).toList();
    String type = ObjectType.TENSOR_PACKAGE + owner;
    Member member =
        owner.equals("Tensor")
            ? new Member(
                Member.Kind.INSTANCE,
                type + "." + name,
                type,
                name,
                types,
                Member.Result.only(Optional.of(target.type())),
                Optional.empty(),
                Member.Effects.NONE,
                Optional.empty(),
                false)
            : Member.ofStatic(type, name, types, Optional.of(target.type()));
    return new Statement.Invoke(List.of(target), member, List.of(arguments), Origin.NONE);
  }

  private static Variable run(
      List<Statement> region, String target, String name, Atom... arguments) {
    Variable variable = tensor(target);
    region.add(invoke(variable, "Tensor", name, arguments));
    return variable;
  }

  private LaidOutRegions fused(Atom... results) {
    AdjointRegions regions =
        new AdjointRegions(
            List.of(x, y),
            List.of(Optional.empty(), Optional.empty()),
            List.of(results),
            List.of(),
            List.of(),
            new Block(forward),
            new Block(backward));
    return new ElementFusion()
        .fuse(
            new LaidOutRegions(
                regions,
                new Block(forward),
                SeparatedOutputs.of(new Block(backward)),
                List.of(),
                Map.of(),
                new StoreFacts(Map.of(), Map.of())));
  }

  /** The names of what the statements of a region define, those of a loop in brackets. */
  private static List<String> definitions(Block region) {
    List<String> names = new ArrayList<>();
    for (Statement statement : region.statements()) {
      if (statement instanceof Statement.Invoke invoke) {
        boolean isLoop = invoke.member().result().filter(FusedLoop.TYPE::equals).isPresent();
        String targets = String.join(" ", invoke.targets().stream().map(Variable::name).toList());
        names.add(isLoop ? "[" + targets + "]" : targets);
      }
    }
    return names;
  }

  private static List<String> steps(LaidOutRegions fused) {
    return fused.loops().values().stream()
        .map(loop -> String.join(" ", loop.steps().stream().map(FusedLoop.Step::name).toList()))
        .toList();
  }

  @Test
  void whatOnlyTheLoopNeedsIsNotStored() {
    Variable a = run(forward, "a", "mul", x, y);
    Variable b = run(forward, "b", "exp", a);
    Variable c = run(forward, "c", "add", b, a);
    run(backward, "d", "mul", y, b);
    LaidOutRegions fused = fused(c);
    assertEquals(List.of("[b c]"), definitions(fused.forward()));
    assertEquals(List.of("a b c"), steps(fused));
    assertEquals(List.of("d"), definitions(fused.backward().combined()));
  }

  @Test
  void shapesOfWhatIsNotStoredComeFromTheLoop() {
    Variable a = run(forward, "a", "mul", x, y);
    Variable shape = new Variable("shape", SHAPE, Role.SINGLE);
    forward.add(invoke(shape, "Tensor", "shape", a));
    Variable b = run(forward, "b", "exp", a);
    backward.add(invoke(tensor("d"), "Shapes", "sumTo", b, shape));
    LaidOutRegions fused = fused(b);
    assertEquals(List.of("[b shape]"), definitions(fused.forward()));
    assertEquals(List.of(0), fused.loops().values().iterator().next().shapesOf());
  }

  /** A sum in between needs the first part, and the last part needs the sum. */
  @Test
  void whatNeedsAnythingElseInBetweenIsAnotherLoop() {
    Variable a = run(forward, "a", "exp", x);
    Variable b = run(forward, "b", "square", a);
    Variable sum = run(forward, "sum", "sum", b, Constant.zero(SHAPE));
    Variable c = run(forward, "c", "div", b, sum);
    Variable d = run(forward, "d", "neg", c);
    Variable e = run(forward, "e", "add", a, b);
    LaidOutRegions fused = fused(d, e);
    assertEquals(List.of("[b e]", "sum", "[d]"), definitions(fused.forward()));
    assertEquals(List.of("a b e", "c d"), steps(fused));
  }

  /** Statements that have nothing to do with one another change places. */
  @Test
  void chainsThatAlternateAreTwoLoops() {
    Variable product = tensor("product");
    Variable a = run(forward, "a", "exp", x);
    forward.add(invoke(product, "Products", "matmulTransposed", a, y));
    Variable b = run(forward, "b", "neg", a);
    Variable p = run(forward, "p", "exp", product);
    Variable c = run(forward, "c", "neg", b);
    Variable q = run(forward, "q", "neg", p);
    LaidOutRegions fused = fused(c, q);
    assertEquals(List.of("a b c", "p q"), steps(fused));
    List<String> definitions = definitions(fused.forward());
    assertTrue(
        definitions.indexOf("[a c]") < definitions.indexOf("product"), definitions::toString);
    assertTrue(definitions.indexOf("product") < definitions.indexOf("[q]"), definitions::toString);
  }

  /** What a variable holds may have changed since. */
  @Test
  void mutableOperandsKeepTheirPlace() {
    Variable m = new Variable("m", TENSOR, Role.MUTABLE);
    forward.add(new Statement.Declare(m, Origin.NONE));
    forward.add(new Statement.Assign(m, new Operation.Copy(x), Origin.NONE));
    Variable a = run(forward, "a", "mul", m, y);
    Variable b = run(forward, "b", "exp", a);
    forward.add(new Statement.Assign(m, new Operation.Copy(b), Origin.NONE));
    Variable c = run(forward, "c", "mul", m, b);
    Variable d = run(forward, "d", "neg", c);
    LaidOutRegions fused = fused(d);
    assertEquals(List.of("a b", "c d"), steps(fused));
    assertEquals(List.of("[b]", "[d]"), definitions(fused.forward()));
  }

  /** A sum to a shape is no change of shape if it is what is likely; at the end it is one. */
  @Test
  void sumsToShapesAtTheEndStayAlone() {
    Variable shape = new Variable("shape", SHAPE, Role.SINGLE);
    forward.add(invoke(shape, "Tensor", "shape", x));
    Variable a = run(backward, "a", "mul", x, y);
    Variable s = tensor("s");
    backward.add(invoke(s, "Shapes", "sumTo", a, shape));
    Variable b = run(backward, "b", "mul", s, y);
    Variable t = tensor("t");
    backward.add(invoke(t, "Shapes", "sumTo", b, shape));
    run(backward, "product", "matmul", t, y);
    LaidOutRegions fused = fused();
    assertEquals(List.of("a s b"), steps(fused));
    assertEquals(List.of("[b]", "t", "product"), definitions(fused.backward().combined()));
  }

  /** Means and what is computed of them alone is too small to be worth a loop, or part of one. */
  @Test
  void smallTensorsStayAlone() {
    Variable mean = run(forward, "mean", "mean", x, Constant.zero(SHAPE));
    Variable a = run(forward, "a", "exp", mean);
    Variable b = run(forward, "b", "neg", a);
    Variable c = run(forward, "c", "sub", x, b);
    Variable d = run(forward, "d", "neg", c);
    LaidOutRegions fused = fused(d);
    assertEquals(List.of("c d"), steps(fused));
    assertEquals(List.of("mean", "a", "b", "[d]"), definitions(fused.forward()));
  }

  /** Sums of cotangents that are there are operations, and so parts of loops. */
  @Test
  void sumsOfCotangentsAreOperations() {
    Variable adjoint = new Variable("dA", TENSOR, Role.MUTABLE);
    Variable d = run(backward, "d", "mul", x, y);
    backward.add(new Statement.Declare(adjoint, Origin.NONE));
    backward.add(new Statement.Assign(adjoint, new Operation.Copy(d), Origin.NONE));
    Variable e = run(backward, "e", "exp", d);
    backward.add(new Statement.Accumulate(adjoint, e, Origin.NONE));
    Variable f = run(backward, "f", "neg", adjoint);
    run(backward, "product", "matmul", f, y);
    LaidOutRegions fused = fused();
    assertEquals(List.of("d e dASum f"), steps(fused));
    assertEquals(List.of("[f]", "product"), definitions(fused.backward().combined()));
  }

  /** One that may be absent is no operand of an operation. */
  @Test
  void sumsOfWhatMayBeAbsentStay() {
    Variable adjoint = new Variable("dA", TENSOR, Role.MUTABLE);
    Variable d = run(backward, "d", "mul", x, y);
    backward.add(new Statement.Declare(adjoint, Origin.NONE));
    backward.add(
        new Statement.Assign(adjoint, new Operation.Copy(Constant.zero(TENSOR)), Origin.NONE));
    Variable e = run(backward, "e", "exp", d);
    backward.add(new Statement.Accumulate(adjoint, e, Origin.NONE));
    run(backward, "product", "matmul", adjoint, y);
    LaidOutRegions fused = fused();
    assertEquals(List.of("d e"), steps(fused));
    assertTrue(
        fused.backward().combined().statements().stream()
            .anyMatch(Statement.Accumulate.class::isInstance));
  }

  /** Longer ones might not be compiled; what is too much is another one. */
  @Test
  void loopsHaveSixtyFourOperationsAtMost() {
    Variable last = x;
    for (int i = 0; i < 66; i++) {
      last = run(forward, "step" + i, "neg", last);
    }
    LaidOutRegions fused = fused(last);
    assertEquals(
        List.of(64, 2), fused.loops().values().stream().map(it -> it.steps().size()).toList());
    assertEquals(List.of("[step63]", "[step65]"), definitions(fused.forward()));
  }

  /** A tensor that is there on some paths alone is no operand. */
  @Test
  void operationsOnNoTensorStayAlone() {
    Variable a = run(forward, "a", "mul", x, Constant.zero(TENSOR));
    Variable b = run(forward, "b", "neg", a);
    Variable c = run(forward, "c", "exp", b);
    LaidOutRegions fused = fused(c);
    assertEquals(List.of("a", "[c]"), definitions(fused.forward()));
  }
}
