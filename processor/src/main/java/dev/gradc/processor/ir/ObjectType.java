package dev.gradc.processor.ir;

import java.util.Set;

/**
 * A class or interface: its values pass through, and carry no derivative but for those of {@link
 * #TENSOR}.
 *
 * @param name as Java writes it, with its package and its type arguments
 */
public record ObjectType(String name) implements Type {

  /** What classes of the tensor library begin with. */
  public static final String TENSOR_PACKAGE = "dev.gradc.tensor/";

  /** Dense arrays that nobody changes: values, as numbers are. */
  public static final ObjectType TENSOR = new ObjectType(TENSOR_PACKAGE + "Tensor");

  /** Keeps the indices that an operation on tensors gives, from call to call. */
  public static final ObjectType KEPT_PLACES = new ObjectType(TENSOR_PACKAGE + "KeptPlaces");

  /** Final classes of Java's whose objects hold none of other classes. */
  private static final Set<String> CLOSED =
      Set.of(
          "java.lang/Boolean",
          "java.lang/Byte",
          "java.lang/Character",
          "java.lang/Double",
          "java.lang/Float",
          "java.lang/Integer",
          "java.lang/Long",
          "java.lang/Short",
          "java.lang/String",
          "java.lang/StringBuffer",
          "java.lang/StringBuilder",
          "java.time/Duration",
          "java.time/Instant",
          "java.time/LocalDate",
          "java.time/LocalDateTime",
          "java.util/Locale",
          "java.util/SplittableRandom",
          "java.util/UUID");

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
  public boolean mayRunCode() {
    return !name.startsWith(TENSOR_PACKAGE) && !CLOSED.contains(name);
  }
}
