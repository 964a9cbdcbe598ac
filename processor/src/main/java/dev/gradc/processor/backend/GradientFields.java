package dev.gradc.processor.backend;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.source.Signature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The names of a Gradient's fields and accessors. */
final class GradientFields {

  /** Methods without parameters that a Gradient has in any case. */
  private static final Set<String> TAKEN =
      Set.of(
          "value",
          "setZero",
          "toString",
          "hashCode",
          "getClass",
          "notify",
          "notifyAll",
          "wait",
          "clone",
          "finalize");

  private final Map<Signature.Parameter, String> fields = new LinkedHashMap<>();
  private final Map<Signature.Parameter, String> shapes = new LinkedHashMap<>();
  private final Map<Signature.Parameter, String> accessors = new LinkedHashMap<>();
  private final String value;

  /**
   * @param storage arrays of the fused form, which are fields too
   */
  GradientFields(Api api, List<Variable> storage, JavaNames names) {
    FreshNames fresh = new FreshNames();
    storage.forEach(array -> fresh.reserve(names.of(array)));
    FreshNames methods = new FreshNames();
    TAKEN.forEach(methods::reserve);
    for (Signature.Parameter parameter : api.active()) {
      fields.put(parameter, next(fresh, parameter.name()));
      if (parameter.type() instanceof ArrayType) {
        String what = Shapes.isLength(parameter.type()) ? "Length" : "Shape";
        shapes.put(parameter, next(fresh, parameter.name() + what));
      }
      if (!TAKEN.contains(parameter.name())) {
        accessors.put(parameter, next(methods, parameter.name()));
      }
    }
    for (Signature.Parameter parameter : api.active()) {
      accessors.computeIfAbsent(parameter, key -> next(methods, prefixed(key.name())));
    }
    value = next(fresh, "value");
  }

  String of(Signature.Parameter parameter) {
    return fields.get(parameter);
  }

  String shapeOf(Signature.Parameter parameter) {
    return shapes.get(parameter);
  }

  String accessorOf(Signature.Parameter parameter) {
    return accessors.get(parameter);
  }

  String value() {
    return value;
  }

  private static String prefixed(String name) {
    return "d" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String next(FreshNames names, String base) {
    return names.fresh(base, Scalar.INT, Role.SINGLE).name();
  }
}
