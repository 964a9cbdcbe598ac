package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.rules.Range;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.rules.Singularity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the operations whose derivative is singular for values that their active arguments may
 * have, as far as the signs and bounds of values tell.
 *
 * <p>Values are those of mathematics: nothing underflows to zero, overflows, or is NaN. On every
 * path that the program can take, the value of a variable is in the set that is found for it.
 */
public final class KinkAnalysis {

  /** How often a loop is gone through before its ends are given up. */
  private static final int PATIENCE = 8;

  private final Rules rules;
  private final ArrayOrigins arrays;
  private final Activity activity;

  public KinkAnalysis(Rules rules, ArrayOrigins arrays, Activity activity) {
    this.rules = rules;
    this.arrays = arrays;
    this.activity = activity;
  }

  /**
   * An operation whose derivative may be singular.
   *
   * @param result what the operation defines
   * @param places those that are reachable
   */
  public record Kink(Variable result, Origin origin, List<Singularity> places) {}

  /** The kinks that a function without calls can reach, in the order of its statements. */
  public List<Kink> reachable(Function function) {
    Walk walk = new Walk();
    walk.elements.atEntry(function).forEach((all, range) -> walk.facts.set(all, range));
    for (Function.Parameter parameter : function.parameters()) {
      walk.facts.setRange(parameter.variable(), OperatorRanges.of(parameter.variable().type()));
    }
    walk.block(function.body());
    List<Kink> kinks = new ArrayList<>();
    walk.found.forEach(
        (assign, places) -> kinks.add(new Kink(assign.target(), assign.origin(), places)));
    return kinks;
  }

  /** Goes through the statements with what is known. */
  private final class Walk implements Statement.Visitor<Void> {
    private PathFacts facts = new PathFacts();
    private final ElementRanges elements = new ElementRanges(arrays);
    private boolean isTrial;
    private final Map<Statement.Assign, List<Singularity>> found = new LinkedHashMap<>();

    void block(Block block) {
      for (Statement statement : block.statements()) {
        if (facts.isReachable()) {
          statement.accept(this);
        }
      }
    }

    private void assume(Atom condition, boolean isTrue) {
      new Assumptions(facts).assume(condition, isTrue);
    }

    private void addElement(Variable array, Range value) {
      Variable all = elements.elementsOf(array);
      facts.set(all, facts.rangeOf(all).union(value));
    }

    @Override
    public Void declare(Statement.Declare statement) {
      facts.set(statement.variable(), OperatorRanges.of(statement.variable().type()));
      return null;
    }

    @Override
    public Void assign(Statement.Assign statement) {
      if (statement.operation() instanceof Operation.Apply apply && !isTrial) {
        look(statement, apply);
      }
      statement.operation().accept(new Evaluation(statement.target()));
      return null;
    }

    private void look(Statement.Assign statement, Operation.Apply apply) {
      List<Atom> arguments = apply.arguments();
      List<Singularity> singular =
          rules.singularities(apply.operator()).stream()
              .filter(it -> activity.isActive(arguments.get(it.argument())))
              .toList();
      if (singular.isEmpty() || !activity.isActive(statement.target())) {
        return;
      }
      List<Range> values = arguments.stream().map(facts::reconsidered).toList();
      List<Singularity> places = singular.stream().filter(it -> it.isReachable(values)).toList();
      if (!places.isEmpty()) {
        found.put(statement, places);
      }
    }

    @Override
    public Void store(Statement.Store statement) {
      if (!(statement.value().type() instanceof ArrayType)) {
        addElement(statement.array(), facts.rangeOf(statement.value()));
      }
      Operation.Load place = new Operation.Load(statement.array(), statement.index());
      facts.access(place);
      facts.store(place, statement.value());
      return null;
    }

    @Override
    public Void accumulate(Statement.Accumulate statement) {
      Range sum =
          RangeArithmetic.sum(facts.rangeOf(statement.target()), facts.rangeOf(statement.value()));
      facts.set(statement.target(), sum);
      return null;
    }

    @Override
    public Void accumulateElement(Statement.AccumulateElement statement) {
      Range before = facts.rangeOf(elements.elementsOf(statement.array()));
      addElement(statement.array(), RangeArithmetic.sum(before, facts.rangeOf(statement.value())));
      facts.forgetElements();
      return null;
    }

    @Override
    public Void call(Statement.Call statement) {
      throw new IllegalArgumentException("a call that is not inlined: " + statement.function());
    }

    @Override
    public Void invoke(Statement.Invoke statement) {
      if (!statement.member().isRetain()) {
        statement.targets().forEach(this::setUnknown);
        facts.forgetElements();
      }
      return null;
    }

    private void setUnknown(Variable target) {
      facts.setRange(target, OperatorRanges.of(target.type()));
    }

    @Override
    public Void throwing(Statement.Throw statement) {
      facts.setUnreachable();
      return null;
    }

    @Override
    public Void conditional(Statement.If statement) {
      PathFacts before = facts;
      PathFacts then = branch(before, statement.condition(), true, statement.then());
      PathFacts otherwise = branch(before, statement.condition(), false, statement.otherwise());
      facts = PathFacts.afterChoice(before, statement.condition(), then, otherwise);
      return null;
    }

    private PathFacts branch(PathFacts before, Atom condition, boolean isTrue, Block block) {
      facts = before.copy();
      assume(condition, isTrue);
      block(block);
      return facts;
    }

    @Override
    public Void countedLoop(Statement.CountedLoop statement) {
      boolean isUp = statement.step() > 0;
      Range from = facts.rangeOf(statement.from());
      Range all = OperatorRanges.of(statement.index().type());
      Range indices =
          Range.closed(isUp ? from.low() : all.low(), isUp ? all.high() : from.high()).integers();
      PathFacts none = facts.copy();
      new Assumptions(none)
          .compare(opposite(statement.relation()), statement.from(), statement.bound());
      PathFacts entry = facts;
      entry.enterLoop(
          ElementRanges.changed(statement.body()), ElementRanges.writes(statement.body()));
      Runnable iteration =
          () -> {
            facts.setRange(statement.index(), indices);
            new Assumptions(facts)
                .compare(statement.relation(), statement.index(), statement.bound());
            block(statement.body());
          };
      repeat(entry, iteration);
      facts = entry.atAny(none.isReachable() ? List.of(entry, facts) : List.of(facts));
      return null;
    }

    private Symbol opposite(Symbol relation) {
      return switch (relation) {
        case LT -> Symbol.GE;
        case LE -> Symbol.GT;
        case GT -> Symbol.LE;
        case GE -> Symbol.LT;
        default -> throw new IllegalArgumentException("no relation of a loop: " + relation);
      };
    }

    @Override
    public Void whileLoop(Statement.WhileLoop statement) {
      PathFacts entry = facts;
      entry.enterLoop(
          ElementRanges.changed(statement.body()), ElementRanges.writes(statement.body()));
      PathFacts[] exit = new PathFacts[1];
      Runnable iteration =
          () -> {
            block(statement.header());
            exit[0] = facts.copy();
            new Assumptions(exit[0]).assume(statement.condition(), false);
            assume(statement.condition(), true);
            block(statement.body());
          };
      repeat(entry, iteration);
      facts = exit[0];
      return null;
    }

    /** Until what is known where an iteration begins holds for all of them; then once more. */
    private void repeat(PathFacts entry, Runnable iteration) {
      boolean isTrialAround = isTrial;
      isTrial = true;
      PathFacts head = entry.copy();
      boolean isStable = false;
      for (int round = 0; !isStable; round++) {
        facts = head.copy();
        iteration.run();
        PathFacts next = head.widened(entry.atAny(List.of(entry, facts)), round >= PATIENCE);
        isStable = next.isSameAs(head);
        head = next;
      }
      isTrial = isTrialAround;
      facts = head.copy();
      iteration.run();
    }

    @Override
    public Void reserve(Statement.Reserve statement) {
      throw storage(statement);
    }

    @Override
    public Void reserveRow(Statement.ReserveRow statement) {
      throw storage(statement);
    }

    @Override
    public Void clear(Statement.Clear statement) {
      throw storage(statement);
    }

    private IllegalArgumentException storage(Statement statement) {
      return new IllegalArgumentException("storage of a derivative in a primal: " + statement);
    }

    /** The value of a target. */
    private final class Evaluation implements Operation.Visitor<Void> {
      private final Variable target;

      private Evaluation(Variable target) {
        this.target = target;
      }

      @Override
      public Void copy(Operation.Copy operation) {
        if (target.isMutable()) {
          facts.set(target, operation.value());
        } else {
          facts.alias(target, operation.value());
        }
        return null;
      }

      @Override
      public Void apply(Operation.Apply operation) {
        facts.compute(target, operation);
        return null;
      }

      @Override
      public Void detachArray(Operation.DetachArray operation) {
        facts.alias(target, operation.array());
        return null;
      }

      @Override
      public Void load(Operation.Load operation) {
        facts.access(operation);
        boolean isRow = target.type() instanceof ArrayType;
        facts.load(
            target,
            operation,
            isRow ? Range.ALL : facts.rangeOf(elements.elementsOf(operation.array())));
        return null;
      }

      @Override
      public Void length(Operation.Length operation) {
        facts.length(target, operation);
        return null;
      }

      @Override
      public Void newArray(Operation.NewArray operation) {
        facts.setRange(target, Range.ALL);
        facts.setLength(new Operation.Length(target), operation.length());
        addElement(target, Range.point(0));
        return null;
      }

      @Override
      public Void adjointLike(Operation.AdjointLike operation) {
        throw new IllegalArgumentException("an adjoint in a primal");
      }

      @Override
      public Void inspect(Operation.Inspect operation) {
        setUnknown(target);
        return null;
      }
    }
  }
}
