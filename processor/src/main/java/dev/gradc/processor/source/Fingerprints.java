package dev.gradc.processor.source;

import java.util.List;
import java.util.Map;

/**
 * What the bodies were that a method's generated code is made of.
 *
 * @param own of the method, with what it calls of its own class
 * @param others of the methods of other classes of this compilation, by the class that is generated
 *     for each, with its package before a slash
 */
public record Fingerprints(String own, Map<String, Other> others) {

  /**
   * Of a method of another class.
   *
   * @param isPublic whether code of another package may name what is generated for it
   */
  public record Other(String fingerprint, boolean isPublic) {}

  /** The generated classes that code of a package may name, in order. */
  public List<String> visibleFrom(String packageName) {
    return others.entrySet().stream()
        .filter(it -> it.getValue().isPublic() || it.getKey().startsWith(packageName + "/"))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
