package dev.gradc.processor.ir;

import java.util.LinkedHashSet;
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
 * @param isOpaque nothing is known of what it does with its arguments, so that no value that
 *     carries a derivative may go in
 * @param isRepeatable whether it does and gives the same when it is used once more with the same
 *     arguments
 * @param cotangents of a pullback or a rule, the positions of the cotangents that it carries back:
 *     where they are zero it has nothing to do; empty for all other members
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
    Optional<Pullback> pullback,
    boolean isOpaque,
    boolean isRepeatable,
    Set<Integer> cotangents) {

  private static final String RETAIN = "dev.gradc.Retain";

  public Member {
    parameters = List.copyOf(parameters);
    written = Set.copyOf(written);
    shared = Set.copyOf(shared);
    cotangents = Set.copyOf(cotangents);
  }

  /** One that is no pullback. */
  public Member(
      Kind kind,
      String key,
      String owner,
      String name,
      List<Type> parameters,
      Optional<Type> result,
      Set<Integer> written,
      Set<Integer> shared,
      Optional<Pullback> pullback,
      boolean isOpaque,
      boolean isRepeatable) {
    this(
        kind,
        key,
        owner,
        name,
        parameters,
        result,
        written,
        shared,
        pullback,
        isOpaque,
        isRepeatable,
        Set.of());
  }

  /**
   * No member at all: says of a value that what is stored for it, and for what it was computed
   * from, is retained. The forward pass has nothing to do for it.
   */
  public static Member retain(Type type) {
    return new Member(
        Kind.STATIC,
        RETAIN,
        RETAIN,
        "retain",
        List.of(type),
        Optional.empty(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        false,
        true);
  }

  /** Whether it is what {@link #retain} gives. */
  public boolean isRetain() {
    return key.equals(RETAIN);
  }

  /** The same as one that carries cotangents back. */
  public Member carrying(Set<Integer> positions) {
    return new Member(
        kind,
        key,
        owner,
        name,
        parameters,
        result,
        written,
        shared,
        pullback,
        isOpaque,
        isRepeatable,
        positions);
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
    INSTANCE,
    /** {@code new Owner(arguments)}. */
    CONSTRUCTOR,
    /** {@code receiver.name}. */
    FIELD,
    /** {@code Owner.name}, which may change. */
    STATIC_FIELD,
    /** {@code (result) argument}. */
    CAST,
    /** {@code one + other + …}, a string. */
    CONCATENATION;

    /** Whether a body is run, which may do anything. */
    public boolean runsCode() {
      return switch (this) {
        case STATIC, INSTANCE, CONSTRUCTOR, CONCATENATION -> true;
        case FIELD, STATIC_FIELD, CAST -> false;
      };
    }

    /** Whether it is a statement by itself, without use for what it gives. */
    public boolean isStatement() {
      return runsCode() && this != CONCATENATION;
    }
  }

  /**
   * A companion's nested class, with {@code pullback} and {@code Gradient}; or a rule of a user's.
   *
   * @param companion name of the class, with its package
   * @param accessors for each parameter, how the Gradient's part, or the component of the rule's
   *     result, is read; empty for one that is not active
   * @param rule the rule; absent for a companion
   */
  public record Pullback(
      String companion, List<Optional<String>> accessors, Optional<RuleMethod> rule) {
    public Pullback {
      accessors = List.copyOf(accessors);
    }

    /** Of a companion. */
    public Pullback(String companion, List<Optional<String>> accessors) {
      this(companion, accessors, Optional.empty());
    }

    /** Whether derivatives flow to the parameter at this position. */
    public boolean isActive(int position) {
      return accessors.get(position).isPresent();
    }
  }

  /**
   * A static method that takes the arguments, the cotangent of the result, and an adjoint for each
   * active array to add to.
   *
   * @param result the cotangent of the only active parameter that is a number; an object whose
   *     accessors give those of several; absent if there is none
   */
  public record RuleMethod(String name, Optional<Type> result) {}

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
        Optional.empty(),
        false,
        true);
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
        Optional.empty(),
        false,
        true);
  }

  /**
   * One of which nothing is known: it may write the arrays that it is given, and give them back.
   *
   * @param name of the method or field, or the type that is asked for
   */
  public static Member opaque(
      Kind kind,
      String owner,
      String name,
      List<Type> parameters,
      Optional<Type> result,
      boolean isRepeatable) {
    Set<Integer> arrays = new LinkedHashSet<>();
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i) instanceof ArrayType) {
        arrays.add(i);
      }
    }
    Set<Integer> shared =
        result.filter(ArrayType.class::isInstance).isPresent() ? arrays : Set.of();
    String types = String.join(",", parameters.stream().map(Type::keyword).toList());
    return new Member(
        kind,
        kind + " " + owner + "." + name + "(" + types + ")" + result.map(Type::keyword).orElse(""),
        owner,
        name,
        parameters,
        result,
        arrays,
        shared,
        Optional.empty(),
        true,
        isRepeatable);
  }
}
