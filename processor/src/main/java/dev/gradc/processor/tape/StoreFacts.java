package dev.gradc.processor.tape;

import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why each value is stored or computed again, and how much of it there is.
 *
 * @param reasons of the values that have gone out of scope
 * @param recorded what each slot that was made for such a value holds
 */
public record StoreFacts(Map<Variable, Reason> reasons, Map<Variable, Recorded> recorded) {

  public StoreFacts {
    reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    recorded = Collections.unmodifiableMap(new LinkedHashMap<>(recorded));
  }

  /**
   * What a slot holds.
   *
   * @param value the variable of the forward region
   * @param extent how many of its values
   */
  public record Recorded(Variable value, Extent extent) {}

  /** Why there is a slot. */
  public Reason reasonOf(Slot slot) {
    Variable variable = slot.variable();
    if (recorded.containsKey(variable)) {
      return reasons.get(recorded.get(variable).value());
    }
    if (variable.role() == Role.PARAMETER) {
      return Reason.PARAMETER;
    }
    if (variable.type() instanceof ObjectType) {
      return Reason.CALL;
    }
    return variable.type().isDifferentiable() && !slot.isFreed() ? Reason.ADJOINT : Reason.ONCE;
  }
}
