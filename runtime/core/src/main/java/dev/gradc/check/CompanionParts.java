package dev.gradc.check;

import dev.gradc.Companion;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The parts of a generated method's parameters, and how its gradient gives each. */
final class CompanionParts implements Roles {

  /** For each parameter, by path, the accessor of the gradient; empty where nothing flows. */
  private final List<Map<String, String>> accessors = new ArrayList<>();

  /**
   * @param parameters of the method, with the object first
   * @throws IllegalArgumentException if the class was generated when they were others
   */
  CompanionParts(Class<?> generated, Companion companion, Type[] parameters) {
    List<String> paths = new ArrayList<>();
    for (Type parameter : parameters) {
      Map<String, String> ofParameter = new LinkedHashMap<>();
      for (String path : PartPaths.of(parameter)) {
        int part = paths.size();
        paths.add(path);
        ofParameter.put(path, part < companion.parts().length ? companion.parts()[part] : "");
      }
      accessors.add(ofParameter);
    }
    boolean hasRecords = companion.components().length > 0;
    if (paths.size() != companion.parts().length
        || (hasRecords && !paths.equals(List.of(companion.components())))) {
      throw new IllegalArgumentException(
          generated.getName()
              + " was generated for other parameters or records than there are now: it has "
              + List.of(hasRecords ? companion.components() : companion.parts())
              + ", and they have "
              + paths
              + "; compile both again");
    }
  }

  /** The accessor of the part in which a number is. */
  String accessor(Span span) {
    return accessors.get(span.parameter()).get(span.path());
  }

  @Override
  public String name(int parameter) {
    for (Map.Entry<String, String> part : accessors.get(parameter).entrySet()) {
      StringBuilder suffix = new StringBuilder();
      for (String component :
          part.getKey().isEmpty() ? new String[0] : part.getKey().split("\\.")) {
        suffix.append(component.substring(0, 1).toUpperCase(Locale.ROOT));
        suffix.append(component.substring(1));
      }
      String accessor = part.getValue();
      if (accessor.endsWith(suffix.toString()) && accessor.length() > suffix.length()) {
        return accessor.substring(0, accessor.length() - suffix.length());
      }
    }
    return "argument" + (parameter + 1);
  }

  @Override
  public boolean isActive(int parameter, String path) {
    return !accessors.get(parameter).getOrDefault(path, "").isEmpty();
  }

  @Override
  public boolean isExpected(int parameter, String path) {
    return isActive(parameter, path);
  }

  @Override
  public boolean isSealed(int parameter, String path) {
    String number = path.isEmpty() ? "caseNumber" : path + ".caseNumber";
    return accessors.get(parameter).containsKey(number);
  }

  /** Whether a parameter is a sealed interface, or holds one. */
  boolean hasCases() {
    return accessors.stream()
        .flatMap(parts -> parts.keySet().stream())
        .anyMatch(path -> path.equals("caseNumber") || path.endsWith(".caseNumber"));
  }

  boolean isActive(int parameter) {
    return accessors.get(parameter).values().stream().anyMatch(accessor -> !accessor.isEmpty());
  }
}
