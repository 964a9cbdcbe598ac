package dev.gradc.processor.ir;

import java.util.List;

/**
 * A record, in what is read and in what is generated. In normal form there are no records: a value
 * is taken apart into {@linkplain Leaf leaves}, each an atom of its own.
 *
 * @param packageName empty for the unnamed package
 * @param name from the top-level class inwards: {@code Outer.Point}
 * @param typeArguments in the place of its type parameters, if it has some
 * @param components with the type arguments in their types
 */
public record RecordType(
    String packageName, String name, List<Type> typeArguments, List<Component> components)
    implements Type {

  public RecordType {
    typeArguments = List.copyOf(typeArguments);
    components = List.copyOf(components);
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
}
