package dev.gradc.processor.backend;

import java.util.Set;
import java.util.TreeSet;

/** Generated code would mention classes without a package where it has classes of those names. */
public final class HiddenClassException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final TreeSet<String> names;

  HiddenClassException(Set<String> names) {
    super("hidden: " + names);
    this.names = new TreeSet<>(names);
  }

  /** The names that two classes have, in order. */
  public Set<String> names() {
    return Set.copyOf(names);
  }

  /** The first of them. */
  public String name() {
    return names.first();
  }
}
