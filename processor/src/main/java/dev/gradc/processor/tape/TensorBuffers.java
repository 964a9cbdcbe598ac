package dev.gradc.processor.tape;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets operations write their results into the tensors that the same places have made in the
 * evaluation before, as far as nobody else can hold them: outside of loops each place has a
 * variable that is kept; in loops the slots hold them, or, where a value does not outlive its
 * iteration, one tensor for each shape serves all iterations; all others are kept in the order in
 * which they are made.
 */
public final class TensorBuffers {

  private final List<Variable> buffers = new ArrayList<>();

  /** Of one of the regions: the other may use its names for other values. */
  private final Map<Variable, Variable> current = new LinkedHashMap<>();

  private final Map<String, FusedLoop> loops = new LinkedHashMap<>();

  private final KeptParts parts;
  private final Kind kind;
  private final Shared common;

  /** What can be had of it: the regions have no other use for the names. */
  private final Map<Variable, Variable> usable = new LinkedHashMap<>();

  /** Of the forward region. */
  private final Map<Variable, Variable> ofForward = new LinkedHashMap<>();

  private FreshNames names;
  private LaidOutRegions laidOut;
  private TensorFlows flows;
  private SharedIndices shared;
  private KeptSequences sequences;
  private LoopStates states;
  private boolean areCompared;

  /** What is copied since a part has given it. */
  private final Set<Variable> lent = new HashSet<>();

  /**
   * What regions are of.
   *
   * @param isPart whether they are those of a part, whose callers copy what it gives
   * @param isShort whether no more is to be kept for loops than an iteration needs
   */
  public record Kind(boolean isPart, boolean isShort) {

    /** A method. */
    public static final Kind METHOD = new Kind(false, false);
  }

  /**
   * What regions have that run at other times, in the same object.
   *
   * @param buffers for what each is
   * @param storage all that is kept there, which has names
   */
  public record Shared(Map<Variable, Variable> buffers, List<Variable> storage) {

    /** Where there are no such regions. */
    public static final Shared NONE = new Shared(Map.of(), List.of());

    public Shared {
      buffers = Map.copyOf(buffers);
      storage = List.copyOf(storage);
    }
  }

  /** Of a method that calls no parts. */
  public TensorBuffers() {
    this(KeptParts.NONE, Kind.METHOD, Shared.NONE);
  }

  /**
   * @param parts that are called
   * @param common what other regions have that never run while these do
   */
  public TensorBuffers(KeptParts parts, Kind kind, Shared common) {
    this.parts = parts;
    this.kind = kind;
    this.common = common;
  }

  /** What forward regions that compute the same may write into, too. */
  public Shared shared() {
    return new Shared(ofForward, List.copyOf(laidOut.storage()));
  }

  /** The same regions, with more that is kept from call to call. */
  public LaidOutRegions place(LaidOutRegions regions) {
    laidOut = regions;
    flows = new TensorFlows(regions, parts, kind.isPart());
    shared = new SharedIndices(flows);
    areCompared =
        TensorAliases.areCompared(regions.forward())
            || regions.backward().regions().stream().anyMatch(TensorAliases::areCompared);
    names = regions.freeNames();
    common
        .buffers()
        .forEach(
            (target, buffer) -> {
              if (!names.isTaken(buffer.name())) {
                usable.put(target, buffer);
              }
            });
    common.storage().forEach(it -> names.reserve(it.name()));
    sequences = new KeptSequences(names, flows, buffers);
    findLent(regions.forward());
    regions.backward().regions().forEach(this::findLent);
    Block forward = region(regions.forward());
    ofForward.putAll(current);
    current.clear();
    usable.clear();
    sequences = new KeptSequences(names, flows, buffers);
    SeparatedOutputs backward = regions.backward().with(this::region);
    laidOut = regions.with(forward, backward).with(buffers).with(loops);
    return laidOut;
  }

  /** A region, which begins with what is kept for its loops. */
  private Block region(Block block) {
    sequences.clear();
    states = new LoopStates(block, flows);
    Block visited = visit(block, false);
    List<Statement> statements = new ArrayList<>(sequences.begin());
    statements.addAll(visited.statements());
    return new Block(statements);
  }

  private Block visit(Block block, boolean isInLoop) {
    List<Statement> statements = new ArrayList<>();
    List<Statement> given = block.statements();
    for (int i = 0; i < given.size(); i++) {
      Statement statement = given.get(i);
      if (statement instanceof Statement.Invoke invoke
          && laidOut.loops().containsKey(invoke.member().key())) {
        i += run(invoke, given.subList(i + 1, given.size()), isInLoop, statements);
      } else if (statement instanceof Statement.Invoke invoke
          && parts.isKeptSums(invoke.member())) {
        keepSums(invoke, isInLoop, statements);
      } else if (statement instanceof Statement.Invoke invoke && isSeenHereOnly(invoke)) {
        // The same numbers: nobody looks whether it is the same object.
        statements.add(
            new Statement.Assign(
                invoke.targets().get(0),
                new Operation.Copy(invoke.arguments().get(0)),
                invoke.origin()));
      } else if (statement instanceof Statement.Invoke invoke && canBeWritten(invoke)) {
        i += write(invoke, given.subList(i + 1, given.size()), isInLoop, statements);
      } else if (shared.isOne(statement, given.subList(i + 1, given.size()))) {
        i += shared.share(statement, given.subList(i + 1, given.size()), statements);
      } else if (statement instanceof Statement.Assign assign
          && shared.likeNew(assign).isPresent()) {
        keepArray(assign, shared.likeNew(assign).get(), isInLoop, statements);
      } else if (statement instanceof Statement.Accumulate sum && isOurs(sum, isInLoop)) {
        add(sum, isInLoop, statements);
      } else if (statement instanceof Statement.AccumulateElement sum
          && sum.value().type().equals(ObjectType.TENSOR)
          && !flows.escapes(sum.array())
          && !(isInLoop && kind.isShort())) {
        add(sum, statements);
      } else {
        boolean isLoop =
            statement instanceof Statement.CountedLoop || statement instanceof Statement.WhileLoop;
        statements.add(
            statement.withBlocks(
                statement.blocks().stream()
                    .map(inner -> visit(inner, isInLoop || isLoop))
                    .toList()));
      }
    }
    return new Block(statements);
  }

  private void findLent(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke
          && invoke.member().key().equals(PartCalls.COPY.key())) {
        lent.addAll(invoke.targets());
      }
      statement.blocks().forEach(this::findLent);
    }
  }

  private boolean canBeWritten(Statement.Invoke invoke) {
    return invoke.targets().size() == 1
        && invoke.member().intoForm().isPresent()
        && !flows.escapes(invoke.targets().get(0));
  }

  /** Whether it detaches a tensor, and what is detached stays here. */
  private boolean isSeenHereOnly(Statement.Invoke invoke) {
    return TensorAliases.isDetach(invoke)
        && !areCompared
        && !flows.escapes(invoke.targets().get(0));
  }

  /** Where sums in arrays may be copied to, if nobody else can hold these. */
  private void keepSums(Statement.Invoke invoke, boolean isInLoop, List<Statement> statements) {
    boolean isHeld =
        invoke.arguments().stream()
            .skip(1)
            .anyMatch(it -> it instanceof Variable array && flows.escapes(array));
    if (!isHeld && !(isInLoop && kind.isShort())) {
      Variable carrier = (Variable) invoke.arguments().get(0);
      Variable kept = sequences.ofSums(carrier);
      Member keep =
          Member.ofInstance(
              invoke.member().owner(),
              KeptPart.KEEP_SUMS,
              List.of(carrier.type(), kept.type()),
              Optional.empty());
      statements.add(
          new Statement.Invoke(List.of(), keep, List.of(carrier, kept), invoke.origin()));
    }
  }

  private void writePlaces(Statement.Invoke invoke, boolean isInLoop, List<Statement> statements) {
    Variable target = invoke.targets().get(0);
    statements.add(into(invoke, keptPlaces(target, isInLoop, invoke.origin(), statements)));
  }

  private void keepArray(
      Statement.Assign assign, Member likeNew, boolean isInLoop, List<Statement> statements) {
    Variable target = assign.target();
    List<Atom> arguments = new ArrayList<>(assign.operation().arguments());
    arguments.add(keptPlaces(target, isInLoop, assign.origin(), statements));
    statements.add(new Statement.Invoke(List.of(target), likeNew, arguments, assign.origin()));
  }

  /** Where the indices are kept that a place makes, or another array. */
  private Variable keptPlaces(
      Variable target, boolean isInLoop, Origin origin, List<Statement> statements) {
    if (isInLoop) {
      return sequences.ofPlaces(target);
    }
    Variable buffer =
        current.computeIfAbsent(target, it -> fresh(it, "Buffer", ObjectType.KEPT_PLACES));
    Variable kept = names.fresh(target.name() + "Kept", ObjectType.KEPT_PLACES, Role.SINGLE);
    sequences.begin(buffer, kept, KeptSequences.BEGIN_PLACES, origin, statements);
    return kept;
  }

  /**
   * Whether as many tensors are to be kept as there are iterations, where iterations need one each.
   */
  private boolean isKeptFor(Variable target, boolean isInLoop) {
    return !(isInLoop && kind.isShort() && flows.outlivesItsBlock(target) && !isState(target));
  }

  /** Whether a loop in a part, or with parts in it, hands the tensor on to its next iteration. */
  private boolean isState(Variable target) {
    return (kind.isPart() || lent.contains(target)) && states.isOne(target);
  }

  private boolean isOurs(Statement.Accumulate sum, boolean isInLoop) {
    return sum.target().type().equals(ObjectType.TENSOR)
        && !flows.escapes(sum.target())
        && isKeptFor(sum.target(), isInLoop);
  }

  /** Gives how many of the statements that follow it has taken. */
  private int write(
      Statement.Invoke invoke,
      List<Statement> following,
      boolean isInLoop,
      List<Statement> statements) {
    Variable target = invoke.targets().get(0);
    if (target.type() instanceof ArrayType) {
      writePlaces(invoke, isInLoop, statements);
      return 0;
    }
    if (!isInLoop) {
      Variable buffer = buffer(target);
      Variable kept = kept(new Operation.Copy(buffer), invoke.origin(), statements);
      statements.add(into(invoke, kept));
      statements.add(new Statement.Assign(buffer, new Operation.Copy(target), invoke.origin()));
      return 0;
    }
    int taken = 0;
    if (!following.isEmpty() && following.get(0) instanceof Statement.Reserve reserve) {
      statements.add(reserve);
      taken = 1;
    }
    if (following.size() > taken
        && following.get(taken) instanceof Statement.Store store
        && store.value().equals(target)
        && isSlot(store.array())) {
      Operation before = new Operation.Load(store.array(), store.index());
      Variable kept = kept(before, invoke.origin(), statements);
      statements.add(into(invoke, kept));
      statements.add(store);
      return taken + 1;
    }
    if (!isKeptFor(target, true)) {
      statements.add(invoke);
      return taken;
    }
    Variable kept = sequences.next(target, isState(target), invoke.origin(), statements);
    statements.add(into(invoke, kept));
    sequences.keep(target, target, statements, invoke.origin());
    return taken;
  }

  /** Whether nobody else holds what an array holds: not those of the program. */
  private boolean isSlot(Variable array) {
    return laidOut.slots().containsValue(array);
  }

  /**
   * A loop that has several results. Gives how many of the statements that follow it has taken: its
   * results are stored after the loop, but the slots are there before it.
   */
  private int run(
      Statement.Invoke invoke,
      List<Statement> following,
      boolean isInLoop,
      List<Statement> statements) {
    Origin origin = invoke.origin();
    Map<Variable, Statement.Store> stores = new LinkedHashMap<>();
    int taken = 0;
    for (Statement next : following) {
      if (next instanceof Statement.Store store
          && isSlot(store.array())
          && invoke.targets().contains(store.value())) {
        stores.putIfAbsent((Variable) store.value(), store);
      } else if (!(next instanceof Statement.Reserve)) {
        break;
      }
      taken++;
    }
    following.subList(0, taken).stream()
        .filter(Statement.Reserve.class::isInstance)
        .forEach(statements::add);
    List<Atom> arguments = new ArrayList<>(invoke.arguments());
    List<Boolean> isKept = new ArrayList<>();
    Map<Variable, Variable> kept = new LinkedHashMap<>();
    Set<Variable> later = new HashSet<>();
    FusedLoop fused = laidOut.loops().get(invoke.member().key());
    List<Variable> results = invoke.targets().subList(0, fused.results().size());
    for (Variable target : results) {
      Operation before = null;
      if (!flows.escapes(target) && !isInLoop) {
        Variable buffer = buffer(target);
        kept.put(target, buffer);
        before = new Operation.Copy(buffer);
      } else if (!flows.escapes(target) && stores.containsKey(target)) {
        Statement.Store store = stores.get(target);
        before = new Operation.Load(store.array(), store.index());
      }
      if (before != null) {
        arguments.add(kept(before, origin, statements));
      } else if (!flows.escapes(target) && isKeptFor(target, isInLoop)) {
        arguments.add(sequences.next(target, isState(target), origin, statements));
        later.add(target);
      }
      isKept.add(before != null || later.contains(target));
    }
    Variable loop = loop(invoke, arguments, isKept, isInLoop, statements);
    for (int i = 0; i < results.size(); i++) {
      Variable target = results.get(i);
      statements.add(
          new Statement.Invoke(
              List.of(target), FusedLoop.TAKE, List.of(loop, Constant.of(i)), origin));
      if (later.contains(target)) {
        sequences.keep(target, target, statements, origin);
      }
      if (kept.containsKey(target)) {
        statements.add(new Statement.Assign(kept.get(target), new Operation.Copy(target), origin));
      }
    }
    for (int i = 0; i < fused.shapesOf().size(); i++) {
      Variable target = invoke.targets().get(results.size() + i);
      Constant inner = Constant.of(fused.innerPosition(fused.shapesOf().get(i)));
      Member shapeOf = shared.shapeOfInner(target);
      statements.add(new Statement.Invoke(List.of(target), shapeOf, List.of(loop, inner), origin));
    }
    following.subList(0, taken).stream()
        .filter(Statement.Store.class::isInstance)
        .forEach(statements::add);
    return taken;
  }

  /** The call, and the object that it is kept in. */
  private Variable loop(
      Statement.Invoke invoke,
      List<Atom> arguments,
      List<Boolean> isKept,
      boolean isInLoop,
      List<Statement> statements) {
    Member member = invoke.member();
    Variable buffer = names.fresh(member.name() + "Buffer", FusedLoop.TYPE, Role.MUTABLE);
    buffers.add(buffer);
    if (isInLoop) {
      sequences.addLoop(buffer);
    }
    Variable before = names.fresh("kept", FusedLoop.TYPE, Role.SINGLE);
    statements.add(new Statement.Assign(before, new Operation.Copy(buffer), invoke.origin()));
    arguments.add(before);
    List<Type> types = new ArrayList<>(member.parameters());
    isKept.stream().filter(it -> it).forEach(it -> types.add(ObjectType.TENSOR));
    types.add(FusedLoop.TYPE);
    Member called =
        Member.ofStatic(member.owner(), member.name(), types, Optional.of(FusedLoop.TYPE))
            .withKey(member.key());
    loops.put(member.key(), laidOut.loops().get(member.key()).keeping(isKept));
    Variable loop = names.fresh(member.name(), FusedLoop.TYPE, Role.SINGLE);
    statements.add(new Statement.Invoke(List.of(loop), called, arguments, invoke.origin()));
    statements.add(new Statement.Assign(buffer, new Operation.Copy(loop), invoke.origin()));
    return loop;
  }

  /** A sum that no other place holds. */
  private void add(Statement.Accumulate sum, boolean isInLoop, List<Statement> statements) {
    Origin origin = sum.origin();
    Variable target = sum.target();
    Variable before = kept(new Operation.Copy(target), origin, statements);
    Variable buffer = isInLoop ? null : fresh(target);
    Variable kept =
        isInLoop
            ? sequences.next(target, false, origin, statements)
            : kept(new Operation.Copy(buffer), origin, statements);
    Variable after = names.fresh(target.name() + "Sum", ObjectType.TENSOR, Role.SINGLE);
    List<Atom> arguments = List.of(before, sum.value(), kept);
    statements.add(
        new Statement.Invoke(List.of(after), Member.SUM_OF_COTANGENTS, arguments, origin));
    if (isInLoop) {
      sequences.keep(target, after, statements, origin);
    } else {
      statements.add(new Statement.Assign(buffer, new Operation.Copy(after), origin));
    }
    statements.add(new Statement.Assign(target, new Operation.Copy(after), origin));
  }

  /** A sum that an array holds, which may share the value with other places. */
  private void add(Statement.AccumulateElement sum, List<Statement> statements) {
    Origin origin = sum.origin();
    Variable array = sum.array();
    Variable before = kept(new Operation.Load(array, sum.index()), origin, statements);
    Variable after = names.fresh(array.name() + "Sum", ObjectType.TENSOR, Role.SINGLE);
    sequences.sum(array, before, sum.value(), after, origin, statements);
    statements.add(new Statement.Store(array, sum.index(), after, origin));
  }

  private Variable buffer(Variable target) {
    return current.computeIfAbsent(target, it -> usable.containsKey(it) ? shared(it) : fresh(it));
  }

  private Variable shared(Variable target) {
    Variable buffer = usable.get(target);
    buffers.add(buffer);
    return buffer;
  }

  private Variable fresh(Variable tensor) {
    return fresh(tensor, "Buffer", ObjectType.TENSOR);
  }

  private Variable fresh(Variable target, String suffix, ObjectType type) {
    Variable buffer = names.fresh(target.name() + suffix, type, Role.MUTABLE);
    buffers.add(buffer);
    return buffer;
  }

  private Variable kept(Operation operation, Origin origin, List<Statement> statements) {
    Variable kept = names.fresh("kept", ObjectType.TENSOR, Role.SINGLE);
    statements.add(new Statement.Assign(kept, operation, origin));
    return kept;
  }

  private static Statement into(Statement.Invoke invoke, Variable kept) {
    List<Atom> arguments = new ArrayList<>(invoke.arguments());
    arguments.add(kept);
    return new Statement.Invoke(
        invoke.targets(), invoke.member().intoForm().orElseThrow(), arguments, invoke.origin());
  }
}
