package dev.gradc.processor.source;

import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  public static Map<String, String> of(List<String> parameters) {
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

  private static String prefixed(String name) {
    return "d" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String next(FreshNames names, String base) {
    return names.fresh(base, Scalar.INT, Role.SINGLE).name();
  }
}
