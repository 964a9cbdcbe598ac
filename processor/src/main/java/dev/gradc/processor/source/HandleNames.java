package dev.gradc.processor.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The names of the handles that a Tape gives of its outputs, where it has several. */
public final class HandleNames {

  /** What a tape has methods for in any case. */
  private static final Set<String> TAKEN =
      Set.of(
          "forward",
          "value",
          "backward",
          "bytes",
          "close",
          "release",
          "copyOf",
          "requireRecorded",
          "toString",
          "hashCode",
          "getClass",
          "notify",
          "notifyAll",
          "wait",
          "clone",
          "finalize");

  private final List<String> accessors = new ArrayList<>();
  private final List<String> classes = new ArrayList<>();

  /** Of the tape of a method. */
  public HandleNames(Signature signature) {
    List<Signature.Output> outputs = signature.hasComponents() ? signature.outputs() : List.of();
    Set<String> methods = new TreeSet<>(TAKEN);
    Set<String> types = new TreeSet<>();
    outputs.stream()
        .map(Signature.Output::name)
        .filter(it -> !TAKEN.contains(it))
        .forEach(methods::add);
    for (Signature.Output output : outputs) {
      String name = output.name();
      accessors.add(TAKEN.contains(name) ? free("d" + capitalized(name), methods) : name);
      classes.add(free(capitalized(name) + "Output", types));
    }
  }

  private static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String free(String name, Set<String> taken) {
    String next = name;
    while (!taken.add(next)) {
      next += "_";
    }
    return next;
  }

  /** For each output the method of the tape that gives its handle. */
  public List<String> accessors() {
    return List.copyOf(accessors);
  }

  /** For each output the simple name of its handle's class. */
  public List<String> classes() {
    return List.copyOf(classes);
  }
}
