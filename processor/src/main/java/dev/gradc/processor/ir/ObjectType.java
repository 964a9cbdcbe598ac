package dev.gradc.processor.ir;

/**
 * A class or interface: its values pass through, and carry no derivative but for those of {@link
 * #TENSOR}.
 *
 * @param name as Java writes it, with its package and its type arguments
 */
public record ObjectType(String name) implements Type {

  /** Dense arrays that nobody changes: values, as numbers are. */
  public static final ObjectType TENSOR = new ObjectType("dev.gradc.tensor/Tensor");

  @Override
  public String keyword() {
    return name;
  }

  @Override
  public boolean isDifferentiable() {
    return equals(TENSOR);
  }
}
