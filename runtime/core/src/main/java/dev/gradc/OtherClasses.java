package dev.gradc;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * For generated code: what it takes for granted of methods of other classes.
 *
 * <p>A class that is compiled again by itself leaves the generated code of its callers as it was.
 * Where that has the old body in it, or relies on what the method did with its arrays, the
 * derivatives would be those of a program that is no longer there; that has to be an error.
 */
public final class OtherClasses {

  private OtherClasses() {}

  /**
   * Looks whether a method whose body is in generated code is still that.
   *
   * @param user the generated class that asks
   * @param companion the one that is generated for the other method
   * @param body what {@link Companion#body()} of that said when {@code user} was made
   * @throws IncompatibleClassChangeError if the other method has been compiled since with another
   *     body, and {@code user} has not
   */
  public static void requireBody(Class<?> user, Class<?> companion, String body) {
    Companion found = companion.getAnnotation(Companion.class);
    if (found == null || !found.body().equals(body)) {
      throw changed(user, companion, "has the body of a method in it that has changed since");
    }
  }

  /**
   * Looks whether a method that generated code calls does no more than it did: what {@link
   * Companion} says of arrays that are written or shared, and of calling it once more.
   *
   * @param user the generated class that asks
   * @param companion the one that is generated for the other method
   * @param parts what {@link Companion#parts()} of that said when {@code user} was made, with
   *     commas
   * @param effects what it did when {@code user} was made: {@code written 0}, {@code statics
   *     double[]}, {@code not repeatable}
   * @throws IncompatibleClassChangeError if the other method has been compiled since and does more,
   *     or has other parameters, and {@code user} has not
   */
  public static void requireEffects(
      Class<?> user, Class<?> companion, String parts, String... effects) {
    Companion found = companion.getAnnotation(Companion.class);
    if (found == null) {
      throw changed(user, companion, "calls a method that is no longer differentiable");
    }
    if (!String.join(",", found.parts()).equals(parts)) {
      throw changed(user, companion, "calls a method whose parameters have changed");
    }
    Set<String> more = effects(found);
    more.removeAll(List.of(effects));
    if (!more.isEmpty()) {
      throw changed(user, companion, "calls a method that does more than it did (" + more + ")");
    }
  }

  /**
   * Looks whether a method that generated code calls on memory that it keeps can be called so, and
   * does no more with its tensors than it did: what {@link Companion.OnKeptMemory} says.
   *
   * @param user the generated class that asks
   * @param companion the one that is generated for the other method
   * @param parts what {@link Companion.OnKeptMemory#parts()} said when {@code user} was made, with
   *     commas
   * @param given the same of {@link Companion.OnKeptMemory#given()}
   * @param does what it did when {@code user} was made: {@code holds arguments}, {@code holds
   *     sums}, {@code gives arguments}
   * @throws IncompatibleClassChangeError if the other method has been compiled since and does more,
   *     or cannot be called so any more, and {@code user} has not
   */
  public static void requireOnKeptMemory(
      Class<?> user, Class<?> companion, String parts, String given, String... does) {
    Companion.OnKeptMemory found = onKeptMemory(companion);
    if (found == null) {
      throw changed(
          user, companion, "calls a method on memory that it keeps, which has no such form");
    }
    if (!String.join(",", found.parts()).equals(parts)
        || !String.join(",", found.given()).equals(given)) {
      throw changed(user, companion, "calls a method whose parameters or results have changed");
    }
    Set<String> more = new LinkedHashSet<>();
    if (found.holdsArguments()) {
      more.add("holds arguments");
    }
    if (found.holdsSums()) {
      more.add("holds sums");
    }
    if (found.givesArguments()) {
      more.add("gives arguments");
    }
    more.removeAll(List.of(does));
    if (!more.isEmpty()) {
      throw changed(user, companion, "calls a method that does more than it did (" + more + ")");
    }
  }

  private static Companion.OnKeptMemory onKeptMemory(Class<?> companion) {
    String name = companion.getName() + "$OnKeptMemory";
    try {
      return Class.forName(name, false, companion.getClassLoader())
          .getAnnotation(Companion.OnKeptMemory.class);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  /**
   * Looks whether a record that generated code takes apart and makes has the components that it
   * had, or a sealed interface the records.
   *
   * @param user the generated class that asks
   * @param record its name at run time, or that of a sealed interface
   * @param components their names in order, with commas, detached ones behind {@code @Detach}; of a
   *     sealed interface those of the records, at run time
   * @throws IncompatibleClassChangeError if the record has been compiled since with others, and
   *     {@code user} has not
   */
  public static void requireComponents(Class<?> user, String record, String components) {
    Class<?> type;
    try {
      type = Class.forName(record, false, user.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw (NoClassDefFoundError) new NoClassDefFoundError(record).initCause(e);
    }
    if (type.isSealed()) {
      if (!String.join(",", casesOf(type)).equals(components)) {
        throw changed(
            user, "takes a sealed interface apart whose cases have changed since", record);
      }
    } else if (!type.isRecord() || !componentsOf(type).equals(components)) {
      throw changed(user, "takes a record apart whose components have changed since", record);
    }
  }

  /** Those of sealed interfaces among the cases, too. */
  private static List<String> casesOf(Class<?> sealed) {
    List<String> cases = new ArrayList<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        cases.addAll(casesOf(permitted));
      } else {
        cases.add(permitted.getName());
      }
    }
    return cases;
  }

  private static String componentsOf(Class<?> record) {
    List<String> components = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      boolean isDetached =
          component.isAnnotationPresent(Detach.class)
              || component.getAccessor().isAnnotationPresent(Detach.class);
      components.add((isDetached ? "@Detach " : "") + component.getName());
    }
    return String.join(",", components);
  }

  private static Set<String> effects(Companion companion) {
    Set<String> effects = new LinkedHashSet<>();
    add("written", companion.written(), effects);
    add("moved", companion.moved(), effects);
    add("shared", companion.shared(), effects);
    add("joined", companion.joined(), effects);
    add("repeated", companion.repeated(), effects);
    for (String type : companion.statics()) {
      effects.add("statics " + type);
    }
    if (!companion.repeatable()) {
      effects.add("not repeatable");
    }
    return effects;
  }

  private static void add(String name, int[] positions, Set<String> effects) {
    for (int position : positions) {
      effects.add(name + " " + position);
    }
  }

  private static IncompatibleClassChangeError changed(
      Class<?> user, Class<?> companion, String what) {
    return changed(user, what, source(companion));
  }

  private static IncompatibleClassChangeError changed(Class<?> user, String what, String other) {
    return new IncompatibleClassChangeError(
        user.getName()
            + " "
            + what
            + ": compile "
            + source(user)
            + " again, together with "
            + other);
  }

  /** The user's class, as the name of its companion tells it. */
  private static String source(Class<?> generated) {
    Class<?> outermost = generated;
    while (outermost.getEnclosingClass() != null) {
      outermost = outermost.getEnclosingClass();
    }
    String name = outermost.getName();
    return name.endsWith("Grad") ? name.substring(0, name.length() - "Grad".length()) : name;
  }
}
