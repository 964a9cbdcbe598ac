package dev.gradc.processor.ir;

/**
 * A class or interface: its values pass through, and never carry a derivative.
 *
 * @param name as Java writes it, with its package and its type arguments
 */
public record ObjectType(String name) implements Type {

  @Override
  public String keyword() {
    return name;
  }

  @Override
  public boolean isDifferentiable() {
    return false;
  }
}
