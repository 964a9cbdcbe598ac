package dev.gradc.processor.source;

import dev.gradc.processor.ir.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A member of a generated class that is differentiated through where it is called.
 *
 * @param companion the class that is generated for the annotated method, with its package: {@code
 *     com.acme/LossesGrad.Focal}
 * @param place the class within that one, which declares the member: {@code Gradient}, {@code
 *     Tape.L1Output}; empty for the class itself
 * @param name of the method, {@code new} for a constructor
 * @param parameters types of what it is given, the object first if there is one
 * @param result absent for {@code void}
 */
public record DerivativeMember(
    String companion, String place, String name, List<Type> parameters, Optional<Type> result) {

  private static final String PREFIX = "derivative ";

  public DerivativeMember {
    parameters = List.copyOf(parameters);
  }

  /** What identifies it in a program. */
  public String key() {
    String types = parameters.stream().map(Type::keyword).collect(Collectors.joining(","));
    return PREFIX
        + companion
        + (place.isEmpty() ? "" : "." + place)
        + "."
        + name
        + "("
        + types
        + ")";
  }

  /** As a person writes it: {@code LossesGrad.Focal.gradient}. */
  public String text() {
    String path = companion.substring(companion.indexOf('/') + 1);
    return path + (place.isEmpty() ? "" : "." + place) + "." + name;
  }

  /** The generated class for an annotated method that another class is, or stands within. */
  public static Optional<String> companionOf(String className) {
    int slash = className.indexOf('/');
    int first = className.indexOf('.', slash);
    if (slash < 0 || first < 0 || !className.substring(slash + 1, first).endsWith("Grad")) {
      return Optional.empty();
    }
    int second = className.indexOf('.', first + 1);
    return Optional.of(second < 0 ? className : className.substring(0, second));
  }
}
