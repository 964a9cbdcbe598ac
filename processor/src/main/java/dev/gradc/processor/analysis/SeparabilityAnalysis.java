package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.rules.Rules;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Proves that the Hessian of a function is diagonal, where it can: no operation brings two
 * different elements of the active inputs together in a way that is not linear.
 *
 * <p>The second derivative of {@code op(a, b)} is that of a and b, carried on linearly, and {@code
 * op_ab} times the product of the first derivatives of a and b. So it stays diagonal as long as,
 * wherever {@code op_ab} is not zero for sure, a and b depend on one and the same element. Sound,
 * not complete: what passes through arrays that are written, or through a variable from one
 * iteration to the next, may depend on any element.
 */
public final class SeparabilityAnalysis {

  private final Rules rules;
  private final ArrayOrigins arrays;
  private final Activity activity;

  public SeparabilityAnalysis(Rules rules, ArrayOrigins arrays, Activity activity) {
    this.rules = rules;
    this.arrays = arrays;
    this.activity = activity;
  }

  /** What can be said of a function without calls other than of members. */
  public Separability analyze(Function function) {
    Dependences dependences = new Dependences(arrays);
    for (Function.Parameter parameter : function.parameters()) {
      dependences.enter(parameter.variable());
      if (parameter.isActive()) {
        dependences.input(parameter.variable());
      }
    }
    Walk walk;
    do {
      walk = new Walk(dependences);
      dependences.beginPass();
      walk.block(function.body());
    } while (dependences.hasChanged());
    return new Separability(List.copyOf(walk.interactions));
  }

  /** Goes through all statements once, in order. */
  private final class Walk {
    private final Dependences dependences;
    private final Set<Origin> interactions = new LinkedHashSet<>();

    private Walk(Dependences dependences) {
      this.dependences = dependences;
    }

    private void block(Block block) {
      block.statements().forEach(this::statement);
    }

    private void statement(Statement statement) {
      if (statement instanceof Statement.Declare declare) {
        dependences.enter(declare.variable());
      } else if (statement instanceof Statement.Assign assign) {
        assign(assign);
      } else if (statement instanceof Statement.Store store) {
        dependences.store(store.array(), dependences.of(store.value()));
      } else if (statement instanceof Statement.Accumulate accumulate) {
        dependences.change(accumulate.target(), dependences.of(accumulate.value()));
      } else if (statement instanceof Statement.AccumulateElement accumulate) {
        dependences.store(accumulate.array(), dependences.of(accumulate.value()));
      } else if (statement instanceof Statement.Invoke invoke) {
        invoke(invoke);
      }
      dependences.within(
          () -> {
            if (statement instanceof Statement.CountedLoop loop) {
              dependences.enter(loop.index());
            }
            statement.blocks().forEach(this::block);
          });
    }

    private void assign(Statement.Assign assign) {
      Variable target = assign.target();
      if (!target.isMutable()) {
        dependences.enter(target);
      }
      if (assign.operation() instanceof Operation.Copy copy) {
        dependences.copy(target, copy.value());
      } else if (assign.operation() instanceof Operation.Load load) {
        dependences.load(target, load);
      } else if (assign.operation() instanceof Operation.Apply apply) {
        apply(target, apply, assign.origin());
      }
    }

    private void apply(Variable target, Operation.Apply apply, Origin origin) {
      if (!target.type().isDifferentiable()) {
        return;
      }
      List<Dependence> arguments = apply.arguments().stream().map(dependences::of).toList();
      List<Set<Integer>> changing = rules.interactions(apply.operator());
      Dependence all = new Dependence.None();
      for (int i = 0; i < arguments.size(); i++) {
        if (rules.isActive(apply.operator(), i) && !arguments.get(i).isNone()) {
          all = all.and(arguments.get(i));
          for (int other : changing.get(i)) {
            interact(arguments.get(i), arguments.get(other), target, origin);
          }
        }
      }
      dependences.change(target, all);
    }

    private void interact(Dependence one, Dependence other, Variable target, Origin origin) {
      boolean areTwo = !other.isNone() && one.and(other).isMany();
      if (areTwo && activity.isActive(target)) {
        interactions.add(origin);
      }
    }

    /** Nobody looks into it here, so it may do anything with what its derivative flows through. */
    private void invoke(Statement.Invoke invoke) {
      invoke.targets().forEach(dependences::enter);
      boolean takesInputs = false;
      for (int i = 0; i < invoke.arguments().size(); i++) {
        Atom argument = invoke.arguments().get(i);
        takesInputs |=
            invoke.member().pullback().isPresent()
                && invoke.member().pullback().get().isActive(i)
                && !dependences.of(argument).isNone();
      }
      if (!takesInputs) {
        return;
      }
      boolean isActive = false;
      for (Variable target : invoke.targets()) {
        isActive |= activity.isActive(target);
        dependences.spoil(target);
      }
      for (int position : invoke.member().inPlace()) {
        Variable array = (Variable) invoke.arguments().get(position);
        isActive |= activity.isActive(array);
        dependences.spoil(array);
      }
      if (isActive) {
        interactions.add(invoke.origin());
      }
    }
  }
}
