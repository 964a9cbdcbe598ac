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
import java.util.Optional;
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

  private final Map<Part, String> fields = new LinkedHashMap<>();
  private final Map<Part, String> shapes = new LinkedHashMap<>();
  private final Map<Part, String> accessors = new LinkedHashMap<>();
  private final Map<Signature.Parameter, String> records = new LinkedHashMap<>();
  private final Map<Signature.Parameter, String> held = new LinkedHashMap<>();
  private final String value;

  /**
   * @param storage arrays of the fused form, which are fields too
   */
  GradientFields(Api api, List<Variable> storage, JavaNames names) {
    FreshNames fresh = new FreshNames();
    storage.forEach(array -> fresh.reserve(names.of(array)));
    for (Part part : api.active()) {
      fields.put(part, next(fresh, part.name()));
      if (part.type() instanceof ArrayType) {
        String what = Shapes.isLength(part.type()) ? "Length" : "Shape";
        shapes.put(part, next(fresh, part.name() + what));
      }
    }
    api.heldRecords().forEach(record -> held.put(record, next(fresh, record.name())));
    nameAccessors(api);
    value = next(fresh, "value");
  }

  /** Parameters have their own names before leaves of records get what is left. */
  private void nameAccessors(Api api) {
    FreshNames methods = new FreshNames();
    TAKEN.forEach(methods::reserve);
    List<Part> whole = api.active().stream().filter(Part::isWhole).toList();
    for (Part part : whole) {
      if (!TAKEN.contains(part.name())) {
        accessors.put(part, next(methods, part.name()));
      }
    }
    for (Signature.Parameter record : api.activeRecords()) {
      if (!TAKEN.contains(record.name())) {
        records.put(record, next(methods, record.name()));
      }
    }
    for (Part part : whole) {
      accessors.computeIfAbsent(part, key -> next(methods, prefixed(key.name())));
    }
    for (Signature.Parameter record : api.activeRecords()) {
      records.computeIfAbsent(record, key -> next(methods, prefixed(key.name())));
    }
    for (Part part : api.active()) {
      accessors.computeIfAbsent(part, key -> next(methods, key.name()));
    }
  }

  String of(Part part) {
    return fields.get(part);
  }

  String shapeOf(Part part) {
    return shapes.get(part);
  }

  String accessorOf(Part part) {
    return accessors.get(part);
  }

  /** The accessor that gives the gradient of a record as such a record. */
  String accessorOf(Signature.Parameter record) {
    return records.get(record);
  }

  /** The field with the primal of a record that has constants in it. */
  Optional<String> heldOf(Signature.Parameter record) {
    return Optional.ofNullable(held.get(record));
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
