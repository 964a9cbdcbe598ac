package dev.gradc.processor.corpus;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.SharedArrays;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The forward mode that was generated for one method, called as a user and as callers would. */
final class GeneratedForward {

  private final GeneratedApi api;
  private final Class<?> nested;
  private final Class<?>[] types;
  private final Function function;
  private final boolean isGuarded;
  private final Class<?> tangent;

  /**
   * @param types of the method's parameters, the object first
   * @param function the method as IR, which knows what is detached
   * @param isGuarded whether constructors of records may refuse a tangent
   */
  GeneratedForward(
      GeneratedApi api, Class<?> nested, Class<?>[] types, Function function, boolean isGuarded) {
    this.api = api;
    this.nested = nested;
    this.types = types;
    this.function = function;
    this.isGuarded = isGuarded;
    this.tangent =
        Arrays.stream(nested.getDeclaredClasses())
            .filter(it -> it.getSimpleName().equals("Tangent"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no class Tangent in " + nested));
  }

  /**
   * What an evaluation has found.
   *
   * @param tangent flat, zeros for what can have none
   */
  record Answer(Object value, double[] tangent) {}

  /** Whether records of tangents may be made. */
  boolean isForUsers() {
    return !isGuarded;
  }

  /**
   * {@code jvp}.
   *
   * @param leaves of the arguments, which may be written
   * @param direction a leaf for each, that of the argument for what is not active
   */
  Answer jvp(Object[] leaves, Object[] direction) {
    List<Class<?>> parameters = new ArrayList<>(Arrays.asList(types));
    Object[] tangents = api.composed(direction);
    List<Object> arguments = new ArrayList<>(Arrays.asList(api.composed(leaves)));
    int leaf = 0;
    for (int i = 0; i < types.length; i++) {
      int end = leaf + Leaves.of("", api.parameterTypes().get(i)).size();
      boolean isActive =
          function.parameters().subList(leaf, end).stream().anyMatch(Function.Parameter::isActive);
      if (isActive) {
        parameters.add(types[i]);
        arguments.add(tangents[i]);
      }
      leaf = end;
    }
    Object found = invoke("jvp", parameters, arguments);
    Object value =
        Leaves.onlyOrAll(
            GeneratedApi.call(GeneratedApi.find(tangent, "value"), found), api.resultType());
    Object whole =
        Leaves.onlyOrAll(
            GeneratedApi.call(GeneratedApi.find(tangent, "tangent"), found), api.resultType());
    List<Object> parts = new ArrayList<>();
    List<Field> fields = tangentFields();
    List<?> given = Leaves.all(whole);
    for (int i = 0; i < given.size(); i++) {
      parts.add(fields.get(i) == null ? zeros(given.get(i)) : given.get(i));
    }
    return new Answer(value, Numbers.flat(parts));
  }

  /** {@code jvp} into a tangent that is kept, which gives the same. */
  Object jvpInto(Object[] leaves, Object[] direction, Object into) {
    List<Class<?>> parameters = new ArrayList<>();
    List<Object> arguments = new ArrayList<>();
    for (int i = 0; i < leaves.length; i++) {
      arguments.add(leaves[i]);
    }
    for (int i = 0; i < leaves.length; i++) {
      if (function.parameters().get(i).isActive()) {
        arguments.add(direction[i]);
      }
    }
    arguments.add(into);
    SharedArrays.hang(leaves);
    for (Method method : nested.getDeclaredMethods()) {
      if (method.getName().equals("pushforward")) {
        parameters.addAll(Arrays.asList(method.getParameterTypes()));
      }
    }
    return invoke("pushforward", parameters, arguments);
  }

  /** {@code pushforward}, which takes records apart, into a tangent that was used before. */
  Answer pushforward(Object[] leaves, Object[] direction, Object into) {
    Object found = jvpInto(leaves, direction, into);
    if (found != into) {
      throw new AssertionError("another tangent is given back");
    }
    List<Object> values = new ArrayList<>();
    List<Object> parts = new ArrayList<>();
    List<Field> fields = tangentFields();
    for (int i = 0; i < fields.size(); i++) {
      Object value = read(valueFields().get(i), found);
      values.add(value);
      parts.add(fields.get(i) == null ? zeros(value) : read(fields.get(i), found));
    }
    return new Answer(values.size() == 1 ? values.get(0) : values, Numbers.flat(parts));
  }

  private static double[] zeros(Object leaf) {
    return new double[Numbers.flat(leaf).length];
  }

  Object newTangent() {
    try {
      Constructor<?> constructor = tangent.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** One for each leaf of the result. */
  private List<Field> valueFields() {
    return Arrays.stream(tangent.getDeclaredFields())
        .filter(field -> field.getName().startsWith("value"))
        .toList();
  }

  /** One for each leaf of the result, null where it can have no tangent. */
  private List<Field> tangentFields() {
    List<Field> fields = new ArrayList<>();
    for (Field value : valueFields()) {
      String name = "tangent" + value.getName().substring("value".length());
      fields.add(
          Arrays.stream(tangent.getDeclaredFields())
              .filter(field -> field.getName().equals(name))
              .findFirst()
              .orElse(null));
    }
    return fields;
  }

  private static Object read(Field field, Object object) {
    try {
      ((AccessibleObject) field).setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private Object invoke(String name, List<Class<?>> parameters, List<Object> arguments) {
    Method method = GeneratedApi.find(nested, name, parameters.toArray(Class<?>[]::new));
    return GeneratedApi.call(method, null, arguments.toArray());
  }
}
