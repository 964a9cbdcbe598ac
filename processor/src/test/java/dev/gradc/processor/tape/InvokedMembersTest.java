package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Programs that call members, and have tensors, which functions as text have none of. */
final class InvokedMembersTest {

  private static final Type TENSOR = ObjectType.TENSOR;
  private static final Type NUMBERS = new ArrayType(Scalar.DOUBLE);
  private static final Variable GIVEN = parameter("given", TENSOR);
  private static final Variable COUNT = parameter("count", Scalar.INT);
  private static final Variable ARRAY = parameter("array", NUMBERS);
  private static final Variable LAYERS = parameter("layers", new ArrayType(TENSOR));

  private static Variable parameter(String name, Type type) {
    return new Variable(name, type, Role.PARAMETER);
  }

  private static Variable single(String name, Type type) {
    return new Variable(name, type, Role.SINGLE);
  }

  private static Statement invoke(
      int line, String name, List<Variable> targets, Atom... arguments) {
    Member member =
        Member.ofStatic(
            "dev.gradc.tensor/Tensor",
            name,
            Arrays.stream(arguments).map(Atom::type).toList(),
            targets.stream().map(Variable::type).findFirst());
    Origin origin = new Origin("F.java", line, 1, 0, 0, name);
    return new Statement.Invoke(targets, member, List.of(arguments), origin);
  }

  private static ReverseProgram program(Block forward, Block backward, List<Atom> results) {
    return program(forward, backward, results, List.of());
  }

  private static ReverseProgram program(
      Block forward, Block backward, List<Atom> results, List<Variable> carriers) {
    List<Variable> parameters = List.of(GIVEN, COUNT, ARRAY, LAYERS);
    AdjointRegions regions =
        new AdjointRegions(
            parameters,
            parameters.stream().map(it -> Optional.<Variable>empty()).toList(),
            results,
            results.stream().map(it -> Optional.<Variable>empty()).toList(),
            List.of(),
            forward,
            backward);
    Function primal =
        new Function(
            "f",
            "f",
            parameters.stream().map(it -> new Function.Parameter(it, false, Origin.NONE)).toList(),
            forward,
            results,
            false,
            Origin.NONE);
    ArrayOrigins arrays = new AliasAnalysis().analyze(parameters, forward);
    LaidOutRegions laidOut =
        new LaidOutRegions(
            regions,
            forward,
            SeparatedOutputs.of(backward),
            List.of(),
            Map.of(),
            new StoreFacts(Map.of(), Map.of()));
    return new SlotAssignment().assign(laidOut.with(carriers), primal, List.of(), arrays);
  }

  /** Tensors are looked at by a member of their own; what holds no such numbers is not. */
  @Test
  void resultsOfCallsAreLookedAt() {
    Variable sum = single("sum", TENSOR);
    Variable first = single("first", Scalar.DOUBLE);
    Variable scaled = single("scaled", Scalar.DOUBLE);
    Variable size = single("size", Scalar.INT);
    Block forward =
        new Block(
            List.of(
                invoke(1, "plus", List.of(sum), GIVEN, GIVEN),
                invoke(2, "get", List.of(first), sum, COUNT, ARRAY),
                invoke(3, "scale", List.of(scaled), first, COUNT, LAYERS),
                invoke(4, "size", List.of(size), sum)));
    ReverseProgram checked =
        new AnomalyChecks().place(program(forward, Block.EMPTY, List.of(scaled)));
    assertEquals(
        """
        sum: dev.gradc.tensor/Tensor = invoke dev.gradc.tensor/Tensor.plus(given, given)
        operation: java.lang/String = inspect TEXT  'plus' (F.java:1), forward pass,()
        invoke dev.gradc.tensor/TensorAnomalies.check(sum, operation, given, given)
        first: double = invoke dev.gradc.tensor/Tensor.get(sum, count, array)
        operation2: java.lang/String = inspect TEXT  'get' (F.java:2), forward pass,()
        invoke dev.gradc.tensor/TensorAnomalies.check(first, operation2, sum)
        scaled: double = invoke dev.gradc.tensor/Tensor.scale(first, count, layers)
        operation3: java.lang/String = inspect TEXT  'scale' (F.java:3), forward pass,()
        invoke dev.gradc/Anomalies.check(scaled, operation3, first)
        size: int = invoke dev.gradc.tensor/Tensor.size(sum)
        """,
        new Printer().print(checked.forward()));
  }

  /** What the caller has or is given, and the backward region reads, is guarded. */
  @Test
  void arraysAndTensorsThatAreReadAreGuarded() {
    Variable sum = single("sum", TENSOR);
    Variable own = single("own", TENSOR);
    Variable unread = single("unread", TENSOR);
    Variable length = single("length", Scalar.INT);
    Block forward =
        new Block(
            List.of(
                invoke(1, "plus", List.of(sum), GIVEN, GIVEN),
                invoke(2, "plus", List.of(own), sum, sum),
                invoke(3, "plus", List.of(unread), sum, own)));
    Block backward =
        new Block(
            List.of(
                new Statement.Assign(length, new Operation.Length(LAYERS), Origin.NONE),
                invoke(4, "back", List.of(), GIVEN, sum, own, ARRAY, COUNT, length)));
    ReverseProgram program =
        program(forward, backward, List.of(sum, unread, COUNT, Constant.of(1.0)));
    assertEquals(List.of(ARRAY, GIVEN, LAYERS, sum), program.guarded());
    StringBuilder told = new StringBuilder();
    for (Slot slot : program.slots()) {
      told.append(slot.subject()).append(" ").append(program.facts().reasonOf(slot)).append("\n");
    }
    assertEquals(
        """
        given PARAMETER
        count PARAMETER
        array PARAMETER
        layers PARAMETER
        sum CALL
        own CALL
        """,
        told.toString());
    assertEquals(Set.of(), program.slices().retained());
  }

  /** What only the backward region mentions is kept from call to call; what none does is not. */
  @Test
  void carriersThatNobodyMentionsAreNotKept() {
    ObjectType type = new ObjectType("Library.Gradient");
    Variable carrier = new Variable("carrier", type, Role.MUTABLE);
    Variable other = new Variable("other", type, Role.MUTABLE);
    Block backward = new Block(List.of(invoke(1, "back", List.of(), carrier)));
    assertEquals(
        List.of(carrier),
        program(Block.EMPTY, backward, List.of(), List.of(other, carrier)).storage());
  }

  /** All programs of a derivative are changed together. */
  @Test
  void derivativesAreChangedInAllTheirParts() {
    ReverseProgram plain = program(Block.EMPTY, Block.EMPTY, List.of());
    Slices slices = new Slices(List.of(), Map.of(), Map.of(), Set.of(GIVEN));
    Derivative.Recursive recursive =
        new Derivative.Recursive(
            "F",
            "about",
            new Function("f", "f", List.of(), Block.EMPTY, List.of(), false, Origin.NONE),
            Scalar.DOUBLE,
            Optional.of(plain),
            Optional.empty(),
            Optional.empty());
    Derivative changed =
        new Derivative(
                plain,
                plain,
                Member.Effects.NONE,
                Optional.of(plain),
                List.of(recursive),
                Optional.empty(),
                Optional.empty(),
                Matrices.NONE)
            .with(program -> program.withSlices(slices));
    assertEquals(slices, changed.fused().slices());
    assertEquals(slices, changed.taped().slices());
    assertEquals(slices, changed.inPlace().orElseThrow().slices());
    assertEquals(slices, changed.recursive().get(0).pullback().orElseThrow().slices());
    assertEquals("about", changed.recursive().get(0).about());
  }

  private static final Variable HELD = single("held", NUMBERS);
  private static final Operation ASKED =
      new Operation.Inspect(
          Operation.Inspect.Aspect.SAME, List.of(HELD, HELD), "", "", Scalar.BOOLEAN);

  /** A use of an array by a member that gives nothing. */
  private static Statement use(Member.Kind kind, boolean isOpaque, Set<Integer> written) {
    Member.Effects effects =
        new Member.Effects(written, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), true);
    Member member =
        new Member(
            kind,
            "Library.use(double[])",
            "Library",
            "use",
            List.of(NUMBERS),
            List.of(),
            Optional.empty(),
            effects,
            Optional.empty(),
            isOpaque);
    return new Statement.Invoke(List.of(), member, List.of(HELD), Origin.NONE);
  }

  /**
   * Why what a loop reads, and what it has called, is stored or not: an array of the function's
   * own, or of a member that nothing is known of.
   */
  private static String reasons(
      TapeLayout.Form form, boolean isForeign, List<Statement> before, List<Statement> inside) {
    Variable index = single("i", Scalar.INT);
    Variable drawn = single("drawn", Scalar.DOUBLE);
    Variable element = single("element", Scalar.DOUBLE);
    Variable isThere = single("isThere", Scalar.BOOLEAN);
    List<Statement> body = new ArrayList<>();
    body.add(invoke(1, "draw", List.of(drawn), COUNT));
    body.add(new Statement.Assign(element, new Operation.Load(HELD, index), Origin.NONE));
    body.add(new Statement.Assign(isThere, ASKED, Origin.NONE));
    body.addAll(inside);
    List<Statement> forward = new ArrayList<>();
    forward.add(
        new Statement.Assign(
            HELD,
            new Operation.NewArray(Scalar.DOUBLE, COUNT, Operation.NewArray.Purpose.PRIMAL),
            Origin.NONE));
    forward.addAll(before);
    forward.add(loop(index, 1, body));
    Block backward =
        new Block(
            List.of(
                loop(index, -1, List.of(invoke(2, "back", List.of(), drawn, element, isThere)))));
    AdjointRegions regions =
        new AdjointRegions(
            List.of(COUNT),
            List.of(Optional.empty()),
            List.of(),
            List.of(),
            List.of(),
            new Block(forward),
            backward);
    ArrayOrigins found = new AliasAnalysis().analyze(List.of(COUNT), regions.forward());
    ArrayOrigins arrays =
        new ArrayOrigins(
            found.representatives(),
            found.elements(),
            found.flows(),
            found.flowElements(),
            found.written(),
            isForeign ? Set.of(found.classOf(HELD)) : Set.of(),
            found.given());
    Map<Variable, Reason> reasons =
        new TapeLayout()
            .layOut(regions, SeparatedOutputs.of(backward), arrays, form)
            .facts()
            .reasons();
    assertEquals(Reason.IDENTITY, reasons.get(isThere));
    return reasons.get(drawn) + ", " + reasons.get(element);
  }

  private static Statement loop(Variable index, int step, List<Statement> body) {
    return new Statement.CountedLoop(
        "i",
        index,
        step > 0 ? Constant.of(0) : COUNT,
        step > 0 ? BasicOperator.Symbol.LT : BasicOperator.Symbol.GE,
        step > 0 ? COUNT : Constant.of(0),
        step,
        new Block(body),
        Origin.NONE);
  }

  @Test
  void membersMayWriteWhatHasBeenRead() {
    TapeLayout.Form fused = TapeLayout.Form.FUSED;
    List<Statement> none = List.of();
    List<Statement> reads = List.of(use(Member.Kind.STATIC, false, Set.of()));
    List<Statement> writes = List.of(use(Member.Kind.STATIC, false, Set.of(0)));
    assertEquals("CALL, UNCHANGED", reasons(fused, false, none, none));
    assertEquals("CALL, UNCHANGED", reasons(fused, false, none, reads));
    assertEquals("CALL, UNCHANGED", reasons(fused, false, writes, none));
    assertEquals("CALL, WRITTEN_LATER", reasons(fused, false, none, writes));
  }

  /** An array that others hold too may be written by whatever nothing is known of. */
  @Test
  void foreignArraysChangeWhereUnknownCodeRuns() {
    TapeLayout.Form fused = TapeLayout.Form.FUSED;
    List<Statement> none = List.of();
    List<Statement> known = List.of(use(Member.Kind.STATIC, false, Set.of()));
    List<Statement> unknown = List.of(use(Member.Kind.STATIC, true, Set.of()));
    List<Statement> field = List.of(use(Member.Kind.FIELD, true, Set.of()));
    assertEquals("CALL, UNCHANGED", reasons(fused, true, none, none));
    assertEquals("CALL, UNCHANGED", reasons(fused, true, none, known));
    assertEquals("CALL, UNCHANGED", reasons(fused, true, none, field));
    assertEquals("CALL, UNCHANGED", reasons(fused, true, unknown, none));
    assertEquals("CALL, WRITTEN_LATER", reasons(fused, true, none, unknown));
    assertEquals("CALL, UNCHANGED", reasons(fused, false, none, unknown));
    assertEquals("CALL, WRITTEN_LATER", reasons(TapeLayout.Form.TAPED, true, none, none));
  }

  /** A row of a parameter is found again from a recorded place, so that a tape can guard it. */
  @Test
  void rowsOfParametersAreNeverStoredOnTapes() {
    Variable rows = parameter("rows", new ArrayType(NUMBERS));
    Variable index = single("i", Scalar.INT);
    Variable at = single("at", Scalar.INT);
    Variable row = single("row", NUMBERS);
    Block forward =
        new Block(
            List.of(
                loop(
                    index,
                    1,
                    List.of(
                        invoke(1, "draw", List.of(at), COUNT),
                        new Statement.Assign(row, new Operation.Load(rows, at), Origin.NONE)))));
    Block backward =
        new Block(List.of(loop(index, -1, List.of(invoke(2, "back", List.of(), row)))));
    List<Variable> parameters = List.of(rows, COUNT);
    AdjointRegions regions =
        new AdjointRegions(
            parameters,
            List.of(Optional.empty(), Optional.empty()),
            List.of(),
            List.of(),
            List.of(),
            forward,
            backward);
    ArrayOrigins arrays = new AliasAnalysis().analyze(parameters, forward);
    Map<Variable, Reason> taped =
        new TapeLayout()
            .layOut(regions, SeparatedOutputs.of(backward), arrays, TapeLayout.Form.TAPED)
            .facts()
            .reasons();
    assertEquals(Map.of(row, Reason.PART_OF_PARAMETER, at, Reason.CALL), taped);
    Map<Variable, Reason> fused =
        new TapeLayout()
            .layOut(regions, SeparatedOutputs.of(backward), arrays, TapeLayout.Form.FUSED)
            .facts()
            .reasons();
    assertEquals(Map.of(row, Reason.MANY_OPERATIONS), fused);
  }
}
