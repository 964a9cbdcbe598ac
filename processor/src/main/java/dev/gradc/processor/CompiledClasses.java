package dev.gradc.processor;

import dev.gradc.processor.source.Reliance;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Top-level classes of a module that are compiled, and what their generated code is made of. */
final class CompiledClasses {

  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> refused = new LinkedHashSet<>();
  private final SortedMap<RelianceIndex.Code, SortedSet<Reliance>> codes = new TreeMap<>();

  void add(String name) {
    names.add(name);
  }

  /** Takes in that a method of a class cannot be compiled. */
  void addRefused(String name) {
    refused.add(name);
  }

  void add(RelianceIndex.Code code, SortedSet<Reliance> reliances) {
    codes.put(code, reliances);
  }

  boolean has(String name) {
    return names.contains(name);
  }

  /** Without those of which a method is refused: javac writes no class then. */
  Set<String> accepted() {
    Set<String> accepted = new LinkedHashSet<>(names);
    accepted.removeAll(refused);
    return accepted;
  }

  /** The code of {@link #accepted}. */
  SortedMap<RelianceIndex.Code, SortedSet<Reliance>> codes() {
    SortedMap<RelianceIndex.Code, SortedSet<Reliance>> accepted = new TreeMap<>(codes);
    accepted.keySet().removeIf(it -> refused.contains(it.user()));
    return accepted;
  }
}
