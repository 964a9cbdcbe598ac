package dev.gradc.processor.source;

import dev.gradc.processor.ir.Member;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the code that is generated for a method takes for granted of methods of other classes, which
 * may be compiled again without it.
 *
 * @param body the fingerprint of the method itself, for others to ask for
 * @param bodies the fingerprints of those whose bodies are in it, by the class that is generated
 *     for each, with its package before a slash
 * @param effects what the others that are called do at most, by that class
 */
public record Assumptions(
    String body, SortedMap<String, String> bodies, SortedMap<String, Member.Effects> effects) {

  /** Of a method that is not compiled. */
  public static final Assumptions NONE = new Assumptions("", Map.of(), Map.of());

  public Assumptions(String body, Map<String, String> bodies, Map<String, Member.Effects> effects) {
    this(body, new TreeMap<>(bodies), new TreeMap<>(effects));
  }
}
