package dev.gradc.processor.source;

import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names under which a Gradient gives its parts: those of the parameters, with a prefix where
 * every Gradient has a method of that name. Callers in other compilations rely on them.
 */
public final class AccessorNames {

  /** Methods without parameters that a Gradient has in any case. */
  public static final Set<String> TAKEN =
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

  private AccessorNames() {}

  /** For each active parameter its accessor. */
  private static Map<String, String> of(List<String> parameters) {
    FreshNames methods = new FreshNames();
    TAKEN.forEach(methods::reserve);
    Map<String, String> accessors = new LinkedHashMap<>();
    for (String parameter : parameters) {
      if (!TAKEN.contains(parameter)) {
        accessors.put(parameter, next(methods, parameter));
      }
    }
    for (String parameter : parameters) {
      accessors.computeIfAbsent(parameter, key -> next(methods, prefixed(key)));
    }
    return accessors;
  }

  /**
   * For each leaf of each parameter its accessor, empty where no gradient flows to it. Parameters
   * have their own names before leaves of records get what is left.
   */
  public static List<Optional<String>> ofLeaves(List<Signature.Parameter> parameters) {
    Map<String, String> whole = ofParameters(parameters);
    FreshNames methods = new FreshNames();
    TAKEN.forEach(methods::reserve);
    whole.values().forEach(methods::reserve);
    List<Optional<String>> accessors = new ArrayList<>();
    for (Signature.Parameter parameter : parameters) {
      for (Leaf leaf : Leaf.of(parameter.type())) {
        Optional<String> accessor = Optional.empty();
        if (!parameter.detached() && leaf.isActive()) {
          accessor =
              Optional.of(
                  leaf.path().isEmpty()
                      ? whole.get(parameter.name())
                      : next(methods, leaf.variable(parameter.name())));
        }
        accessors.add(accessor);
      }
    }
    return accessors;
  }

  /** For each active parameter, be it a record, its accessor. */
  public static Map<String, String> ofParameters(List<Signature.Parameter> parameters) {
    return of(
        parameters.stream()
            .filter(Signature.Parameter::isActive)
            .map(Signature.Parameter::name)
            .toList());
  }

  /** For each leaf of a result the component of the record that carries them all. */
  public static List<String> ofResult(Type result) {
    FreshNames components = new FreshNames();
    TAKEN.forEach(components::reserve);
    List<String> accessors = new ArrayList<>();
    for (Leaf leaf : Leaf.of(result)) {
      List<String> path = leaf.path();
      String name =
          path.isEmpty()
              ? "value"
              : new Leaf(path.subList(1, path.size()), leaf.type(), false, 0).variable(path.get(0));
      accessors.add(next(components, name));
    }
    return accessors;
  }

  private static String prefixed(String name) {
    return "d" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String next(FreshNames names, String base) {
    return names.fresh(base, Scalar.INT, Role.SINGLE).name();
  }
}
