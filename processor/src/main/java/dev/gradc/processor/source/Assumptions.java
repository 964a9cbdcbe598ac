package dev.gradc.processor.source;

import dev.gradc.processor.ir.Member;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the code that is generated for a method takes for granted of methods of other classes, which
 * may be compiled again without it.
 *
 * @param body the fingerprint of the method itself, for others to ask for
 * @param bodies the fingerprints of those whose bodies are in it, by the class that is generated
 *     for each, with its package before a slash
 * @param callees the others that are called, by that class
 * @param records the components of records that are taken apart, as {@code dev.gradc.OtherClasses}
 *     reads them, by the name that the record has at run time
 * @param reliances what the code itself cannot look at
 * @param relies the fingerprint of these; empty if there are none
 */
public record Assumptions(
    String body,
    SortedMap<String, String> bodies,
    SortedMap<String, Callee> callees,
    SortedMap<String, String> records,
    SortedSet<Reliance> reliances,
    String relies) {

  /** Of a method that is not compiled. */
  public static final Assumptions NONE =
      new Assumptions("", Map.of(), Map.of(), Map.of(), Set.of(), "");

  public Assumptions(
      String body,
      Map<String, String> bodies,
      Map<String, Callee> callees,
      Map<String, String> records,
      Set<Reliance> reliances,
      String relies) {
    this(
        body,
        new TreeMap<>(bodies),
        new TreeMap<>(callees),
        new TreeMap<>(records),
        new TreeSet<>(reliances),
        relies);
  }

  /**
   * A method whose derivative is called.
   *
   * @param parts how the gradient of each of its parts is read; nothing for what carries none
   * @param effects what it does at most
   * @param onKeptMemory what it does where it is called on memory that is kept, if it is
   */
  public record Callee(
      List<String> parts, Member.Effects effects, Optional<Member.OnKeptMemory> onKeptMemory) {

    public Callee {
      parts = List.copyOf(parts);
    }
  }
}
