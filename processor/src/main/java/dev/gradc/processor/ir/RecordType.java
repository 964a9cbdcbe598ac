package dev.gradc.processor.ir;

import java.util.List;

/**
 * A record, in what is read and in what is generated. In normal form there are no records: a value
 * is taken apart into {@linkplain Leaf leaves}, each an atom of its own.
 *
 * @param packageName empty for the unnamed package
 * @param name from the top-level class inwards: {@code Outer.Point}
 * @param typeArguments in the place of its type parameters, if it has some
 * @param components with the type arguments in their types; of a sealed interface the number of the
 *     case, and a component for each case, which is its record
 * @param isSealed whether it is no record but a sealed interface, each of whose cases is one
 */
public record RecordType(
    String packageName,
    String name,
    List<Type> typeArguments,
    List<Component> components,
    boolean isSealed)
    implements Type {

  /** Of a sealed interface, the component that tells which case it is. */
  public static final String CASE = "caseNumber";

  /** What a method gives that gives nothing. */
  public static final RecordType NOTHING = new RecordType("", "void", List.of(), List.of());

  public RecordType {
    typeArguments = List.copyOf(typeArguments);
    components = List.copyOf(components);
  }

  /** A record. */
  public RecordType(
      String packageName, String name, List<Type> typeArguments, List<Component> components) {
    this(packageName, name, typeArguments, components, false);
  }

  /** The cases of a sealed interface, in order. */
  public List<Component> cases() {
    return components.subList(1, components.size());
  }

  /** A component; a detached one is a constant for differentiation. */
  public record Component(String name, Type type, boolean detached) {}

  /** The component with that name. */
  public Component component(String component) {
    return components.stream().filter(it -> it.name().equals(component)).findFirst().orElseThrow();
  }

  @Override
  public String keyword() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  @Override
  public boolean isDifferentiable() {
    return components.stream().anyMatch(it -> !it.detached() && it.type().isDifferentiable());
  }

  /** It may have a {@code toString} of its own. */
  @Override
  public boolean mayRunUsersCode() {
    return true;
  }
}
