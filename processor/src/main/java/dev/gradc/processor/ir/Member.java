package dev.gradc.processor.ir;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A member of a class that a program uses without looking into it.
 *
 * @param key identifies it among the functions of a program: {@code Outer.name(double,double[])}
 * @param owner the class, with its package
 * @param name of the method
 * @param parameters the receiver first, if it has one
 * @param result absent for {@code void}
 * @param written positions of the array parameters that it may write
 * @param shared positions of the array parameters that its result may be, or be a part of
 * @param pullback its derivative; absent if it is a constant for differentiation
 */
public record Member(
    Kind kind,
    String key,
    String owner,
    String name,
    List<Type> parameters,
    Optional<Type> result,
    Set<Integer> written,
    Set<Integer> shared,
    Optional<Pullback> pullback) {

  public Member {
    parameters = List.copyOf(parameters);
    written = Set.copyOf(written);
    shared = Set.copyOf(shared);
  }

  /** The name of the function that it stands for. */
  public String functionName() {
    int end = key.indexOf('(');
    String path = end < 0 ? key : key.substring(0, end);
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** How Java writes its use. */
  public enum Kind {
    /** {@code Owner.name(arguments)}. */
    STATIC,
    /** {@code receiver.name(arguments)}. */
    INSTANCE
  }

  /**
   * A companion's nested class, with {@code pullback} and {@code Gradient}.
   *
   * @param companion its name, with its package
   * @param accessors for each parameter, how the Gradient's part is read; empty for one that is not
   *     active
   */
  public record Pullback(String companion, List<Optional<String>> accessors) {
    public Pullback {
      accessors = List.copyOf(accessors);
    }

    /** Whether derivatives flow to the parameter at this position. */
    public boolean isActive(int position) {
      return accessors.get(position).isPresent();
    }
  }

  /** A static method without a derivative of its own. */
  public static Member ofStatic(
      String owner, String name, List<Type> parameters, Optional<Type> result) {
    return new Member(
        Kind.STATIC,
        owner + "." + name,
        owner,
        name,
        parameters,
        result,
        Set.of(),
        Set.of(),
        Optional.empty());
  }

  /** A method without parameters of an object. */
  public static Member accessor(String owner, String name, Type result) {
    return new Member(
        Kind.INSTANCE,
        owner + "." + name,
        owner,
        name,
        List.of(new ObjectType(owner)),
        Optional.of(result),
        Set.of(),
        Set.of(),
        Optional.empty());
  }
}
