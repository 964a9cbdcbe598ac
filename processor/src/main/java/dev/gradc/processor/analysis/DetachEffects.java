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
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds casts and local variables with {@code @Detach} whose values have no derivative anyway. */
public final class DetachEffects {

  /** A declaration begins with it. Arguments of helpers are detached elsewhere. */
  private static final Pattern DECLARATION =
      Pattern.compile("^(final\\s+)?@(dev\\.gradc\\.)?Detach\\b");

  private static final Pattern CAST = Pattern.compile("^\\(\\s*@(dev\\.gradc\\.)?Detach\\b");

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
      if (statement instanceof Statement.Assign assign && isDetach(assign.operation())) {
        Atom value = assign.operation().arguments().get(0);
        written(statement.origin())
            .ifPresent(
                place -> hasEffect.merge(place, activity.isVaried(value), Boolean::logicalOr));
      }
      statement.blocks().forEach(this::visit);
    }
  }

  /** The cast, or the declaration of the variable. */
  private static Optional<Origin> written(Origin origin) {
    if (CAST.matcher(origin.text()).find()) {
      return Optional.of(origin);
    }
    return Optional.of(origin.statement()).filter(it -> DECLARATION.matcher(it.text()).find());
  }

  private static boolean isDetach(Operation operation) {
    return operation instanceof Operation.DetachArray
        || (operation instanceof Operation.Apply apply
            && apply.operator() instanceof BasicOperator basic
            && basic.symbol() == BasicOperator.Symbol.DETACH);
  }
}
