package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells where the gradient of a parameter is cut off: the first statement that reads what depends
 * on it, and whose own value does not. Where something is detached, that is meant; and what is no
 * floating point, a rank or an index, is the end of nothing if anything else is.
 */
public final class GradientFlow {

  private final Rules rules;
  private final ArrayOrigins arrays;

  public GradientFlow(Rules rules, ArrayOrigins arrays) {
    this.rules = rules;
    this.arrays = arrays;
  }

  /**
   * What becomes of the gradient.
   *
   * @param flows whether it gets there
   * @param isRead whether anything reads the parameters at all
   * @param cut where it ends, if there is such a place
   */
  public record Flow(boolean flows, boolean isRead, Optional<Origin> cut) {}

  /** Of the parameters at these positions taken together, as if others had no gradient. */
  public Flow of(Function function, Set<Integer> positions) {
    List<Function.Parameter> parameters = new ArrayList<>();
    boolean[] flows = {false};
    for (int i = 0; i < function.parameters().size(); i++) {
      Function.Parameter parameter = function.parameters().get(i);
      boolean isDetached = parameter.detached() || !positions.contains(i);
      parameters.add(new Function.Parameter(parameter.variable(), isDetached, parameter.origin()));
    }
    Function alone =
        new Function(
            function.key(),
            function.name(),
            parameters,
            function.body(),
            function.results(),
            function.detachedResult(),
            function.origin());
    Activity activity = new ActivityAnalysis(rules, arrays).analyze(alone);
    for (int position : positions) {
      flows[0] |= activity.isActive(parameters.get(position).variable());
    }
    Search search = new Search(activity);
    search.visit(function.body());
    return new Flow(flows[0], search.isRead, Optional.ofNullable(search.cut));
  }

  /** How a gradient ends, the likeliest to be meant first. */
  private enum End {
    DETACHED,
    SAME_TYPE,
    OTHER_TYPE
  }

  /** In the order of the source. */
  private static final class Search {
    private final Activity activity;
    private boolean isRead;
    private Origin cut;
    private End end = End.OTHER_TYPE;

    Search(Activity activity) {
      this.activity = activity;
    }

    void visit(Block block) {
      for (Statement statement : block.statements()) {
        boolean reads = Mentions.in(statement).stream().anyMatch(this::isDependent);
        isRead |= reads;
        if (reads && isEnd(statement)) {
          consider(statement);
        }
        statement.blocks().forEach(this::visit);
      }
    }

    private void consider(Statement statement) {
      End found = kind(statement);
      if (cut == null || found.compareTo(end) < 0) {
        cut = statement.origin().statement();
        end = found;
      }
    }

    private static End kind(Statement statement) {
      if (statement instanceof Statement.Assign assign) {
        if (isDetach(assign.operation())) {
          return End.DETACHED;
        }
        return assign.target().type().isDifferentiable() ? End.SAME_TYPE : End.OTHER_TYPE;
      }
      boolean isOther =
          statement instanceof Statement.Invoke invoke
              && !invoke.targets().isEmpty()
              && invoke.targets().stream().noneMatch(it -> it.type().isDifferentiable());
      return isOther ? End.OTHER_TYPE : End.SAME_TYPE;
    }

    private static boolean isDetach(Operation operation) {
      return operation instanceof Operation.DetachArray
          || (operation instanceof Operation.Apply apply
              && apply.operator() instanceof BasicOperator basic
              && basic.symbol() == BasicOperator.Symbol.DETACH);
    }

    private boolean isDependent(Atom atom) {
      return activity.isVaried(atom);
    }

    private boolean isEnd(Statement statement) {
      if (statement instanceof Statement.Assign assign) {
        boolean isAboutShape = assign.operation() instanceof Operation.Length;
        return !isAboutShape && !isDependent(assign.target());
      }
      return statement instanceof Statement.Invoke invoke
          && !invoke.member().isRetain()
          && invoke.targets().stream().noneMatch(this::isDependent)
          && invoke.member().inPlace().isEmpty();
    }
  }
}
