package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets parts be evaluated on the memory that is kept for them: the carriers in which their
 * pullbacks leave cotangents. Another call may come soon and use the same memory, so what a part
 * gives is copied at once, and so are cotangents. The copies are operations on tensors as all
 * others: {@link TensorBuffers} keeps what they write into.
 */
final class PartCalls {

  static final Member COPY =
      Member.ofStatic(
          ObjectType.TENSOR_PACKAGE + "Cotangents",
          "copy",
          List.of(ObjectType.TENSOR),
          Optional.of(ObjectType.TENSOR));

  static final ObjectType CARRIERS = new ObjectType(ObjectType.TENSOR_PACKAGE + "KeptCarriers");
  private static final Member BEGIN =
      Member.ofStatic(CARRIERS.name(), "begin", List.of(CARRIERS), Optional.of(CARRIERS));
  private static final Member ASK =
      Member.ofInstance(
          CARRIERS.name(), "ask", List.of(CARRIERS, ObjectType.TENSOR), Optional.empty());
  private static final Member FIND = Member.accessor(CARRIERS.name(), "find", ObjectType.OBJECT);
  private static final Member KEEP =
      Member.ofInstance(
          CARRIERS.name(), "keep", List.of(CARRIERS, ObjectType.OBJECT), Optional.empty());

  private final KeptParts parts;
  private final TensorFlows flows;
  private final FreshNames names;
  private final LaidOutRegions regions;
  private final List<Variable> storage;

  /** The carriers of parts that are called in loops, by their classes. */
  private final Map<String, Variable> ofLoops = new HashMap<>();

  /** Those that a region uses, and where first. */
  private final Map<Variable, Origin> used = new LinkedHashMap<>();

  /** The generated classes of parts that a region calls several times, be it with other shapes. */
  private final Set<String> repeated = new LinkedHashSet<>();

  /** Carriers that the regions did not have. */
  private final List<Variable> added = new ArrayList<>();

  /**
   * @param flows in the regions as they are
   */
  PartCalls(LaidOutRegions regions, KeptParts parts, TensorFlows flows) {
    this.regions = regions;
    this.parts = parts;
    this.flows = flows;
    this.names = regions.freeNames();
    this.storage = new ArrayList<>(regions.storage());
  }

  /** The same regions. */
  LaidOutRegions rewrite() {
    findRepeated(regions.forward());
    regions.backward().regions().forEach(this::findRepeated);
    Block forward = region(regions.forward(), Set.of());
    Set<Variable> begun = Set.copyOf(used.keySet());
    return regions.with(forward, regions.backward().with(it -> region(it, begun))).with(added);
  }

  private void findRepeated(Block region) {
    Map<String, Integer> times = new HashMap<>();
    count(region, times);
    times.forEach(
        (owner, count) -> {
          if (count > 1) {
            repeated.add(owner);
          }
        });
  }

  private void count(Block block, Map<String, Integer> times) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke) {
        parts
            .called(invoke.member())
            .or(() -> parts.evaluated(invoke.member()))
            .ifPresent(it -> times.merge(it.owner(), 1, Integer::sum));
      }
      statement.blocks().forEach(it -> count(it, times));
    }
  }

  /** Whether there is a carrier for each of the shapes that a part is given. */
  private boolean isOfShapes(KeptPart part, boolean isInLoop) {
    return isInLoop || repeated.contains(part.owner());
  }

  /**
   * A region, which begins with telling what is kept for loops that an evaluation does.
   *
   * @param begun what a region before it has told
   */
  private Block region(Block block, Set<Variable> begun) {
    used.clear();
    Block rewritten = rewrite(block, false);
    List<Statement> statements = new ArrayList<>();
    used.forEach(
        (carriers, origin) -> {
          if (!begun.contains(carriers)) {
            Variable before = copy(carriers, "kept", statements, origin);
            Variable now = names.fresh("begun", CARRIERS, Role.SINGLE);
            statements.add(new Statement.Invoke(List.of(now), BEGIN, List.of(before), origin));
            statements.add(new Statement.Assign(carriers, new Operation.Copy(now), origin));
          }
        });
    statements.addAll(rewritten.statements());
    return new Block(statements);
  }

  private Block rewrite(Block block, boolean isInLoop) {
    List<Statement> statements = new ArrayList<>();
    Map<Variable, Statement.Invoke> wraps = wraps(block.statements(), isInLoop);
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke) {
        rewrite(invoke, isInLoop, wraps, statements);
      } else if (!(statement instanceof Statement.Assign assign && isOfWrap(assign, wraps))) {
        boolean isLoop =
            statement instanceof Statement.CountedLoop || statement instanceof Statement.WhileLoop;
        statements.add(
            statement.withBlocks(
                statement.blocks().stream().map(it -> rewrite(it, isInLoop || isLoop)).toList()));
      }
    }
    return new Block(statements);
  }

  /** What makes the carriers of pullbacks ready that the block calls too. */
  private Map<Variable, Statement.Invoke> wraps(List<Statement> statements, boolean isInLoop) {
    Map<Variable, Statement.Invoke> wraps = new HashMap<>();
    for (Statement statement : statements) {
      if (statement instanceof Statement.Invoke invoke
          && parts.isWrap(invoke.member())
          && isOfShapes(parts.ofCarrier(invoke.member().owner()).orElseThrow(), isInLoop)) {
        wraps.put(invoke.targets().get(0), invoke);
      }
    }
    wraps.keySet().removeIf(it -> statements.stream().noneMatch(one -> goesBackWith(it, one)));
    return wraps;
  }

  private boolean goesBackWith(Variable gradient, Statement statement) {
    return statement instanceof Statement.Invoke invoke
        && parts.evaluated(invoke.member()).isPresent()
        && invoke.arguments().contains(gradient);
  }

  /** Whether it reads or writes the place of the only carrier, of which there are several here. */
  private static boolean isOfWrap(Statement.Assign assign, Map<Variable, Statement.Invoke> wraps) {
    return assign.operation() instanceof Operation.Copy copy
        && (wraps.containsKey(copy.value())
            || wraps.values().stream()
                .anyMatch(it -> it.arguments().get(0).equals(assign.target())));
  }

  private void rewrite(
      Statement.Invoke invoke,
      boolean isInLoop,
      Map<Variable, Statement.Invoke> wraps,
      List<Statement> statements) {
    Member member = invoke.member();
    Optional<KeptPart> part = parts.called(member).filter(any -> canBeEvaluated(invoke));
    Optional<KeptPart> back = parts.evaluated(member);
    if (part.isPresent()) {
      evaluate(part.get(), invoke, isInLoop, statements);
    } else if (parts.isCotangent(member) && isTensor(invoke.targets().get(0))) {
      copied(invoke, member, invoke.arguments(), statements);
    } else if (!wraps.containsValue(invoke)) {
      back.ifPresent(it -> wrap(it, invoke, wraps, statements));
      statements.add(invoke);
      if (parts.isWrap(member)) {
        keepSums(invoke, statements);
      }
    }
  }

  /** Before a pullback: its carrier is that for the shapes that it is given. */
  private void wrap(
      KeptPart part,
      Statement.Invoke pullback,
      Map<Variable, Statement.Invoke> wraps,
      List<Statement> statements) {
    Atom gradient = pullback.arguments().get(pullback.arguments().size() - 1);
    Statement.Invoke wrap = wraps.get(gradient);
    if (wrap != null) {
      int count = part.evaluation().parameters().size() - 1;
      Variable kept =
          ofShapes(part, pullback.arguments().subList(0, count), statements, wrap.origin());
      List<Atom> arguments = new ArrayList<>(wrap.arguments());
      arguments.set(0, kept);
      statements.add(new Statement.Invoke(wrap.targets(), wrap.member(), arguments, wrap.origin()));
      keepSums(wrap, statements);
    }
  }

  /** After a carrier is ready: {@link TensorBuffers} tells it what it may copy sums to. */
  private void keepSums(Statement.Invoke wrap, List<Statement> statements) {
    List<Atom> arguments = new ArrayList<>(wrap.targets());
    wrap.arguments().stream()
        .filter(it -> it instanceof Variable array && TensorAliases.holdsTensors(array))
        .forEach(arguments::add);
    if (arguments.size() > 1) {
      String owner = wrap.member().owner();
      List<Type> types = arguments.stream().map(Atom::type).toList();
      Member keep = Member.ofInstance(owner, KeptPart.KEEP_SUMS, types, Optional.empty());
      statements.add(new Statement.Invoke(List.of(), keep, arguments, wrap.origin()));
    }
  }

  /**
   * Whether copies will do for what it gives: others may look whether it is a tensor that they
   * know, an argument, a constant or another result. What is an object to them may be a tensor, of
   * which nobody here makes copies.
   */
  private boolean canBeEvaluated(Statement.Invoke invoke) {
    return invoke.targets().stream()
        .noneMatch(it -> isTensor(it) ? flows.escapes(it) : it.type().equals(ObjectType.OBJECT));
  }

  private void evaluate(
      KeptPart part, Statement.Invoke invoke, boolean isInLoop, List<Statement> statements) {
    Origin origin = invoke.origin();
    List<Atom> arguments = new ArrayList<>(invoke.arguments());
    arguments.add(
        isOfShapes(part, isInLoop)
            ? ofShapes(part, invoke.arguments(), statements, origin)
            : only(part, statements, origin));
    copied(invoke, part.evaluation(), arguments, statements);
  }

  /** The carrier of a part that is called once. */
  private Variable only(KeptPart part, List<Statement> statements, Origin origin) {
    Variable carrier = carrier(part);
    Variable before = copy(carrier, "kept", statements, origin);
    Variable kept = orNew(part, before, carrier.name(), statements, origin);
    statements.add(new Statement.Assign(carrier, new Operation.Copy(kept), origin));
    return kept;
  }

  /** That of a part that is called in a loop: shapes may change from one iteration to the next. */
  private Variable ofShapes(
      KeptPart part, List<Atom> given, List<Statement> statements, Origin origin) {
    Variable carriers =
        ofLoops.computeIfAbsent(part.owner(), any -> add(CARRIERS, "Gradients", part));
    used.putIfAbsent(carriers, origin);
    Variable all = copy(carriers, "all", statements, origin);
    for (Atom atom : given) {
      if (atom.type().equals(ObjectType.TENSOR)) {
        statements.add(new Statement.Invoke(List.of(), ASK, List.of(all, atom), origin));
      }
    }
    Variable found = names.fresh("found", ObjectType.OBJECT, Role.SINGLE);
    statements.add(new Statement.Invoke(List.of(found), FIND, List.of(all), origin));
    Variable kept = orNew(part, found, "kept", statements, origin);
    statements.add(new Statement.Invoke(List.of(), KEEP, List.of(all, kept), origin));
    return kept;
  }

  private Variable orNew(
      KeptPart part, Variable before, String name, List<Statement> statements, Origin origin) {
    ObjectType type = part.carrier();
    Variable kept = names.fresh(name, type, Role.SINGLE);
    Member any =
        Member.ofStatic(type.name(), KeptPart.ANY, List.of(ObjectType.OBJECT), Optional.of(type));
    statements.add(new Statement.Invoke(List.of(kept), any, List.of(before), origin));
    return kept;
  }

  private Variable copy(Variable variable, String name, List<Statement> statements, Origin origin) {
    Variable copy = names.fresh(name, variable.type(), Role.SINGLE);
    statements.add(new Statement.Assign(copy, new Operation.Copy(variable), origin));
    return copy;
  }

  /** Takes copies of the tensors that a member gives. */
  private void copied(
      Statement.Invoke invoke, Member member, List<Atom> arguments, List<Statement> statements) {
    Origin origin = invoke.origin();
    List<Variable> given = new ArrayList<>();
    List<Statement> copies = new ArrayList<>();
    for (Variable target : invoke.targets()) {
      if (isTensor(target)) {
        Variable lent = names.fresh(target.name() + "Lent", ObjectType.TENSOR, Role.SINGLE);
        copies.add(new Statement.Invoke(List.of(target), COPY, List.of(lent), origin));
        given.add(lent);
      } else {
        given.add(target);
      }
    }
    statements.add(new Statement.Invoke(given, member, arguments, origin));
    statements.addAll(copies);
  }

  /** What is kept from call to call: that of the pullback, if it has such a thing. */
  private Variable carrier(KeptPart part) {
    return storage.stream()
        .filter(it -> it.type().equals(part.carrier()))
        .findFirst()
        .orElseGet(() -> add(part.carrier(), "Gradient", part));
  }

  private Variable add(ObjectType type, String suffix, KeptPart part) {
    String simple = part.simpleName();
    String base = simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1) + suffix;
    Variable stored = names.fresh(base, type, Role.MUTABLE);
    storage.add(stored);
    added.add(stored);
    return stored;
  }

  private static boolean isTensor(Variable variable) {
    return variable.type().equals(ObjectType.TENSOR);
  }
}
