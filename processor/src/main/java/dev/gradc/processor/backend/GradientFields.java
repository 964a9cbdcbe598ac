package dev.gradc.processor.backend;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.source.AccessorNames;
import dev.gradc.processor.source.Signature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of a Gradient's fields and accessors. */
final class GradientFields {

  private final Map<Signature.Parameter, String> fields = new LinkedHashMap<>();
  private final Map<Signature.Parameter, String> shapes = new LinkedHashMap<>();
  private final Map<Signature.Parameter, String> accessors = new LinkedHashMap<>();
  private final String value;

  /**
   * @param storage arrays of the fused form, which are fields too
   */
  GradientFields(Api api, List<Variable> storage, JavaNames javaNames) {
    FreshNames fresh = new FreshNames();
    storage.forEach(array -> fresh.reserve(javaNames.of(array)));
    Map<String, String> names =
        AccessorNames.of(api.active().stream().map(it -> it.name()).toList());
    for (Signature.Parameter parameter : api.active()) {
      fields.put(parameter, next(fresh, parameter.name()));
      if (parameter.type() instanceof ArrayType) {
        String what = Shapes.isLength(parameter.type()) ? "Length" : "Shape";
        shapes.put(parameter, next(fresh, parameter.name() + what));
      }
      accessors.put(parameter, names.get(parameter.name()));
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

  private static String next(FreshNames names, String base) {
    return names.fresh(base, Scalar.INT, Role.SINGLE).name();
  }
}
