package dev.gradc.processor.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One of the atoms that a value is made of: the value itself, or what a path of components leads to
 * in a record.
 *
 * @param path the components, from the outside inwards; empty for what is no record
 * @param detached a component on the path is
 * @param copied how many of the outer dimensions of an array come from arrays of records: such an
 *     array is a copy
 */
public record Leaf(List<String> path, Type type, boolean detached, int copied) {

  public Leaf {
    path = List.copyOf(path);
  }

  /** Whether values of the type have leaves: records, and arrays of them. */
  public static boolean isComposite(Type type) {
    return type instanceof RecordType
        || (type instanceof ArrayType array && array.innermost() instanceof RecordType);
  }

  /**
   * The leaves of a type, in order of declaration. An array of records is an array for each leaf of
   * the records.
   */
  public static List<Leaf> of(Type type) {
    if (!isComposite(type)) {
      return List.of(new Leaf(List.of(), type, false, 0));
    }
    if (type instanceof ArrayType array) {
      return of(array.element()).stream()
          .map(it -> new Leaf(it.path(), new ArrayType(it.type()), it.detached(), it.copied() + 1))
          .toList();
    }
    RecordType record = (RecordType) type;
    List<Leaf> leaves = new ArrayList<>();
    for (RecordType.Component component : record.components()) {
      for (Leaf inner : of(component.type())) {
        List<String> path = new ArrayList<>(List.of(component.name()));
        path.addAll(inner.path());
        boolean isDetached = inner.detached() || component.detached();
        leaves.add(new Leaf(path, inner.type(), isDetached, inner.copied()));
      }
    }
    return leaves;
  }

  /** How many leaves a type has. */
  public static long count(Type type) {
    if (!isComposite(type)) {
      return 1;
    }
    if (type instanceof ArrayType array) {
      return count(array.element());
    }
    return ((RecordType) type).components().stream().mapToLong(it -> count(it.type())).sum();
  }

  /** The part of a record's leaves that belongs to one of its components. */
  public static <T> List<T> part(RecordType record, String component, List<T> leaves) {
    int start = 0;
    for (RecordType.Component other : record.components()) {
      int end = start + of(other.type()).size();
      if (other.name().equals(component)) {
        return leaves.subList(start, end);
      }
      start = end;
    }
    throw new IllegalArgumentException("no component " + component + " in " + record.name());
  }

  /** Whether a gradient can flow to it. */
  public boolean isActive() {
    return !detached && type.isDifferentiable();
  }

  /** A name for a variable that holds it: {@code modelW} for the {@code w} of {@code model}. */
  public String variable(String base) {
    String name = base;
    for (String component : path) {
      name = variable(name, component);
    }
    return name;
  }

  /** A name for a component of what has a name. */
  public static String variable(String base, String component) {
    return base + component.substring(0, 1).toUpperCase(Locale.ROOT) + component.substring(1);
  }

  /** As a person names it: {@code model.w}. */
  public String text(String base) {
    return path.isEmpty() ? base : base + "." + String.join(".", path);
  }
}
