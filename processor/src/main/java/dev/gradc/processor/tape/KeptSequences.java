package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What operations in loops write into. Where a result outlives its iteration, each iteration has a
 * tensor of its own; where it does not, each shape has one. Which iteration it is they know by
 * counting, so each region begins with telling them that an evaluation does.
 */
final class KeptSequences {

  private static final ObjectType IN_ORDER =
      new ObjectType(ObjectType.TENSOR_PACKAGE + "KeptTensors");
  private static final ObjectType IN_TURNS =
      new ObjectType(ObjectType.TENSOR_PACKAGE + "KeptInTurns");
  private static final ObjectType BY_SHAPE =
      new ObjectType(ObjectType.TENSOR_PACKAGE + "KeptByShape");

  /** For indices, which are kept in the order in which they are made. */
  static final Member BEGIN_PLACES = begin(ObjectType.KEPT_PLACES, "begin");

  private static final Member BEGIN_PLACES_BY_LENGTH =
      begin(ObjectType.KEPT_PLACES, "beginByLength");
  private static final Member BEGIN_LOOP =
      Member.ofStatic(FusedLoop.TYPE.name(), "begin", List.of(FusedLoop.TYPE), Optional.empty());
  private static final Member SUM =
      Member.ofInstance(
          IN_ORDER.name(),
          "sum",
          List.of(IN_ORDER, ObjectType.TENSOR, ObjectType.TENSOR),
          Optional.of(ObjectType.TENSOR));

  /**
   * What one operation has made before.
   *
   * @param kept is given to it, or asked what it may write into
   * @param begin is called when an evaluation begins
   */
  private record Sequence(Variable kept, Member begin) {}

  /** A variable for which something is kept; of an array that may be itself, and sums in it. */
  private record Owner(Variable variable, boolean isOfSums) {}

  private final FreshNames names;
  private final TensorFlows flows;
  private final List<Variable> buffers;

  /** Those of a region, by what the operations give. */
  private final Map<Owner, Sequence> sequences = new LinkedHashMap<>();

  /** Where they are kept from call to call. */
  private final Map<Owner, Variable> keptIn = new LinkedHashMap<>();

  /** The loops over elements that stand in loops of the region. */
  private final List<Variable> loops = new ArrayList<>();

  /**
   * @param buffers gets the variables that are kept from call to call
   */
  KeptSequences(FreshNames names, TensorFlows flows, List<Variable> buffers) {
    this.names = names;
    this.flows = flows;
    this.buffers = buffers;
  }

  private static Member begin(ObjectType type, String name) {
    return Member.ofStatic(type.name(), name, List.of(type), Optional.of(type));
  }

  /** Before another region, which finds what this one has kept. */
  void clear() {
    sequences.clear();
    loops.clear();
  }

  /** What the region begins with. */
  List<Statement> begin() {
    List<Statement> statements = new ArrayList<>();
    sequences.forEach(
        (owner, sequence) -> {
          Variable buffer = keptIn.computeIfAbsent(owner, it -> buffer(it, sequence));
          begin(buffer, sequence.kept(), sequence.begin(), Origin.NONE, statements);
        });
    for (Variable loop : loops) {
      Variable before = copy(loop, Origin.NONE, statements);
      statements.add(new Statement.Invoke(List.of(), BEGIN_LOOP, List.of(before), Origin.NONE));
    }
    return statements;
  }

  private Variable buffer(Owner owner, Sequence sequence) {
    Variable buffer =
        names.fresh(owner.variable().name() + "Buffers", sequence.kept().type(), Role.MUTABLE);
    buffers.add(buffer);
    return buffer;
  }

  private Variable copy(Variable buffer, Origin origin, List<Statement> statements) {
    Variable before = names.fresh("kept", buffer.type(), Role.SINGLE);
    statements.add(new Statement.Assign(before, new Operation.Copy(buffer), origin));
    return before;
  }

  /** Begins with what a variable has kept. */
  void begin(
      Variable buffer, Variable begun, Member begin, Origin origin, List<Statement> statements) {
    Variable before = copy(buffer, origin, statements);
    statements.add(new Statement.Invoke(List.of(begun), begin, List.of(before), origin));
    statements.add(new Statement.Assign(buffer, new Operation.Copy(begun), origin));
  }

  /** Tells a loop over elements that stands in a loop when an evaluation begins. */
  void addLoop(Variable buffer) {
    loops.add(buffer);
  }

  /**
   * What an operation may write into.
   *
   * @param isState whether the next iteration needs the result, and none after that
   */
  Variable next(Variable target, boolean isState, Origin origin, List<Statement> statements) {
    ObjectType type = isState ? IN_TURNS : flows.outlivesItsBlock(target) ? IN_ORDER : BY_SHAPE;
    Variable kept = names.fresh("kept", ObjectType.TENSOR, Role.SINGLE);
    Member next = Member.accessor(type.name(), "next", ObjectType.TENSOR);
    List<Atom> sequence = List.of(sequence(target, begin(type, "begin")));
    statements.add(new Statement.Invoke(List.of(kept), next, sequence, origin));
    return kept;
  }

  /** Keeps what an operation has given that was asked about before. */
  void keep(Variable target, Variable made, List<Statement> statements, Origin origin) {
    Variable sequence = sequences.get(new Owner(target, false)).kept();
    ObjectType type = (ObjectType) sequence.type();
    Member keep =
        Member.ofInstance(type.name(), "keep", List.of(type, ObjectType.TENSOR), Optional.empty());
    statements.add(new Statement.Invoke(List.of(), keep, List.of(sequence, made), origin));
  }

  /** What an operation that gives indices is given. */
  Variable ofPlaces(Variable target) {
    return sequence(target, flows.outlivesItsBlock(target) ? BEGIN_PLACES : BEGIN_PLACES_BY_LENGTH);
  }

  /** What the pullback of a carrier may copy the sums to that arrays hold. */
  Variable ofSums(Variable carrier) {
    return sums(carrier);
  }

  /** A sum that an array holds. */
  void sum(
      Variable array,
      Variable before,
      Atom more,
      Variable after,
      Origin origin,
      List<Statement> statements) {
    List<Atom> arguments = List.of(sums(array), before, more);
    statements.add(new Statement.Invoke(List.of(after), SUM, arguments, origin));
  }

  private Variable sequence(Variable target, Member begin) {
    return sequence(new Owner(target, false), begin);
  }

  private Variable sums(Variable array) {
    return sequence(new Owner(array, true), begin(IN_ORDER, "begin"));
  }

  private Variable sequence(Owner owner, Member begin) {
    Sequence sequence =
        sequences.computeIfAbsent(
            owner,
            it ->
                new Sequence(
                    names.fresh(
                        it.variable().name() + "Kept", begin.result().orElseThrow(), Role.SINGLE),
                    begin));
    return sequence.kept();
  }
}
