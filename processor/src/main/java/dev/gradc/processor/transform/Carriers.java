package dev.gradc.processor.transform;

import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The objects, kept from call to call, in which pullbacks leave what they find. */
final class Carriers {

  private final FreshNames names;
  private final Map<String, Variable> carriers = new LinkedHashMap<>();

  Carriers(FreshNames names) {
    this.names = names;
  }

  /** The one for a member; no block declares it. */
  Variable of(Member member, ObjectType type) {
    return carriers.computeIfAbsent(
        member.key(), key -> names.fresh(member.functionName() + "Gradient", type, Role.MUTABLE));
  }

  List<Variable> all() {
    return List.copyOf(carriers.values());
  }
}
