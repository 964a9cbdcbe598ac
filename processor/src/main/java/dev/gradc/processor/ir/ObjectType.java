package dev.gradc.processor.ir;

/**
 * A class or interface: its values pass through, and carry no derivative but for those of {@link
 * #TENSOR}.
 *
 * @param name as Java writes it, with its package and its type arguments
 */
public record ObjectType(String name) implements Type {

  public static final ObjectType OBJECT = new ObjectType("java.lang/Object");

  public static final ObjectType STRING = new ObjectType("java.lang/String");

  /** What classes of the tensor library begin with. */
  public static final String TENSOR_PACKAGE = "dev.gradc.tensor/";

  /** Dense arrays that nobody changes: values, as numbers are. */
  public static final ObjectType TENSOR = new ObjectType(TENSOR_PACKAGE + "Tensor");

  /** Keeps the indices that an operation on tensors gives, from call to call. */
  public static final ObjectType KEPT_PLACES = new ObjectType(TENSOR_PACKAGE + "KeptPlaces");

  @Override
  public String keyword() {
    return name;
  }

  /** As it is written where the class is imported. */
  public String simpleName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  @Override
  public boolean isDifferentiable() {
    return equals(TENSOR);
  }

  @Override
  public boolean mayRunUsersCode() {
    return !name.startsWith(TENSOR_PACKAGE) && JavaClasses.mayRunUsersCode(name);
  }
}
