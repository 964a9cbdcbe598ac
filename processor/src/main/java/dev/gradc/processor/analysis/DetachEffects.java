package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds casts and local variables with {@code @Detach} whose values have no derivative anyway. */
public final class DetachEffects {

  /**
   * A declaration begins with it, and a cast has it in parentheses. Arguments of helpers are
   * detached elsewhere; what is detached in one statement in several ways has an effect if one of
   * them has.
   */
  private static final Pattern WRITTEN =
      Pattern.compile("^(final )?@(dev\\.gradc\\.)?Detach\\b|\\(@(dev\\.gradc\\.)?Detach\\b");

  private final Activity activity;
  private final Map<Origin, Boolean> hasEffect = new LinkedHashMap<>();

  public DetachEffects(Activity activity) {
    this.activity = activity;
  }

  /** The places; one that stands in several copies of a body has no effect in any of them. */
  public List<Origin> useless(Function function) {
    visit(function.body());
    return hasEffect.entrySet().stream()
        .filter(entry -> !entry.getValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign
          && isDetach(assign.operation())
          && WRITTEN.matcher(statement.origin().statement().text()).find()) {
        Atom value = assign.operation().arguments().get(0);
        hasEffect.merge(
            statement.origin().statement(), activity.isVaried(value), Boolean::logicalOr);
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private static boolean isDetach(Operation operation) {
    return operation instanceof Operation.DetachArray
        || (operation instanceof Operation.Apply apply
            && apply.operator() instanceof BasicOperator basic
            && basic.symbol() == BasicOperator.Symbol.DETACH);
  }
}
