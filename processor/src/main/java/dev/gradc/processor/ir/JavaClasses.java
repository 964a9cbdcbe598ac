package dev.gradc.processor.ir;

import java.util.List;
import java.util.Set;

/**
 * What is known of classes of Java's library, which gradc does not look into: which of them run
 * code of a user's, and which give the same at any time.
 *
 * <p>All that is not named is taken to do both the worst: to run what it is given, and to change.
 */
public final class JavaClasses {

  /** Final classes whose objects hold none of other classes: they run no code but Java's. */
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

  /** Closed ones whose texts change. */
  private static final Set<String> OF_CHANGING_TEXT =
      Set.of("java.lang/StringBuffer", "java.lang/StringBuilder");

  /** Classes whose objects never change, or whose methods ask for nothing but their arguments. */
  private static final Set<String> UNCHANGING =
      Set.of(
          "dev.gradc.tensor/Sliding",
          "java.lang/Boolean",
          "java.lang/Byte",
          "java.lang/Character",
          "java.lang/Double",
          "java.lang/Enum",
          "java.lang/Float",
          "java.lang/Integer",
          "java.lang/Long",
          "java.lang/Math",
          "java.lang/Short",
          "java.lang/StrictMath",
          "java.lang/String",
          "java.util/Objects");

  /** Methods of {@code Enum} that no class can replace. */
  private static final Set<String> FINAL_OF_ENUMS =
      Set.of("name", "ordinal", "equals", "hashCode", "compareTo", "getDeclaringClass", "valueOf");

  /** Methods of {@code Objects} that ask whether the first argument is there, and not more. */
  private static final Set<String> OF_REFERENCES = Set.of("requireNonNull", "isNull", "nonNull");

  /** What a user's class stands behind, that runs when it is called. */
  private static final Set<String> CALLBACKS =
      Set.of(
          "java.lang/AutoCloseable",
          "java.lang/CharSequence",
          "java.lang/Comparable",
          "java.lang/Object",
          "java.lang/Record",
          "java.lang/Runnable",
          "java.util/Comparator",
          "java.util.concurrent/Callable");

  /** Packages of views of a user's arrays, and of a user's functions. */
  private static final List<String> PACKAGES_OF_CALLBACKS =
      List.of("java.nio/", "java.util.function/");

  /** What a collection asks of all that it holds. */
  private static final Set<String> OF_ALL_OBJECTS = Set.of("equals", "hashCode", "toString");

  private JavaClasses() {}

  /** Whether what is given an object of that class may run a user's code by it. */
  static boolean mayRunUsersCode(String name) {
    return !CLOSED.contains(name);
  }

  /** Whether a method gives the same at any time if it is given the same. */
  public static boolean givesTheSame(String owner, String name, List<Type> arguments) {
    if (name.equals("random")) {
      return false;
    }
    if (owner.equals("java.lang/Enum")) {
      return FINAL_OF_ENUMS.contains(name);
    }
    boolean isOfReference = owner.equals("java.util/Objects") && OF_REFERENCES.contains(name);
    return UNCHANGING.contains(owner)
        && haveTheSameText(arguments.subList(isOfReference ? 1 : 0, arguments.size()));
  }

  /** Whether values of these types have the same texts at any time. */
  public static boolean haveTheSameText(List<Type> types) {
    return types.stream()
        .noneMatch(it -> it.mayRunUsersCode() || OF_CHANGING_TEXT.contains(it.keyword()));
  }

  /**
   * Whether a method may run a user's code: it is no method of Java's own, or what it is given may
   * be a user's, and be called, as a comparator is, and parts of a text.
   */
  public static boolean mayRunUsersCode(Member member) {
    if (!member.owner().startsWith("java.")) {
      return true;
    }
    return member.kind() == Member.Kind.INSTANCE
        ? mayBeUsers(member) || mayRunUsersCode(member, 1)
        : mayRunUsersCode(member, 0);
  }

  /** Whether the object itself may be of a user's class, or hold some and ask them. */
  private static boolean mayBeUsers(Member member) {
    return PACKAGES_OF_CALLBACKS.stream().anyMatch(member.owner()::startsWith)
        || CALLBACKS.contains(member.owner())
        || (mayRunUsersCode(member, 0) && OF_ALL_OBJECTS.contains(member.name()));
  }

  private static boolean mayRunUsersCode(Member member, int first) {
    return member.parameters().stream().skip(first).anyMatch(Type::mayRunUsersCode);
  }
}
