package dev.gradc.check;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How gradc takes a type apart: the components that lead to each part, in order (docs/abi.md). An
 * array of records is taken apart as the record is; a sealed interface with a record for each case
 * has the number of its case and the parts of all cases.
 */
final class PartPaths {

  private PartPaths() {}

  /** For each part of the type its path; one that is empty for what is not taken apart. */
  static List<String> of(Type type) {
    return of(type, Map.of());
  }

  /** Whether no sealed interface is in the type. */
  static boolean haveOneCase(Type type) {
    return of(type).stream()
        .noneMatch(path -> path.equals("caseNumber") || path.endsWith(".caseNumber"));
  }

  private static List<String> of(Type type, Map<TypeVariable<?>, Type> bindings) {
    if (type instanceof TypeVariable<?> variable) {
      Type bound = bindings.get(variable);
      return bound == null ? of(variable.getBounds()[0], bindings) : of(bound, bindings);
    } else if (type instanceof WildcardType wildcard) {
      return of(wildcard.getUpperBounds()[0], bindings);
    } else if (type instanceof GenericArrayType array) {
      return of(array.getGenericComponentType(), bindings);
    } else if (type instanceof ParameterizedType parameterized) {
      return ofClass((Class<?>) parameterized.getRawType(), bound(parameterized, bindings));
    }
    return ofClass((Class<?>) type, Map.of());
  }

  /** Type arguments, without variables of the type around them. */
  private static Map<TypeVariable<?>, Type> bound(
      ParameterizedType type, Map<TypeVariable<?>, Type> outer) {
    Map<TypeVariable<?>, Type> bindings = new HashMap<>();
    TypeVariable<?>[] variables = ((Class<?>) type.getRawType()).getTypeParameters();
    for (int i = 0; i < variables.length; i++) {
      Type argument = type.getActualTypeArguments()[i];
      bindings.put(
          variables[i],
          argument instanceof TypeVariable<?> variable
              ? outer.getOrDefault(variable, variable.getBounds()[0])
              : argument);
    }
    return bindings;
  }

  private static List<String> ofClass(Class<?> type, Map<TypeVariable<?>, Type> bindings) {
    if (type.isArray()) {
      return of(type.getComponentType(), bindings);
    } else if (type.isRecord()) {
      return ofRecord(type, bindings);
    }
    return cases(type).map(PartPaths::ofCases).orElse(List.of(""));
  }

  private static List<String> ofRecord(Class<?> type, Map<TypeVariable<?>, Type> bindings) {
    List<String> paths = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      of(component.getGenericType(), bindings)
          .forEach(path -> paths.add(joined(component.getName(), path)));
    }
    return paths;
  }

  private static List<String> ofCases(List<Class<?>> cases) {
    List<String> paths = new ArrayList<>(List.of("caseNumber"));
    for (Class<?> each : cases) {
      String simple = each.getSimpleName();
      String name = simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1);
      ofRecord(each, Map.of()).forEach(path -> paths.add(joined(name, path)));
    }
    return paths;
  }

  private static String joined(String component, String path) {
    return path.isEmpty() ? component : component + "." + path;
  }

  /** The records that a value of the type may be; none if it is no sealed interface of records. */
  private static Optional<List<Class<?>>> cases(Class<?> type) {
    if (!type.isInterface() || !type.isSealed()) {
      return Optional.empty();
    }
    List<Class<?>> cases = new ArrayList<>();
    for (Class<?> each : type.getPermittedSubclasses()) {
      Optional<List<Class<?>>> inner = each.isRecord() ? Optional.of(List.of(each)) : cases(each);
      if (inner.isEmpty()) {
        return Optional.empty();
      }
      cases.addAll(inner.get());
    }
    return Optional.of(cases);
  }
}
