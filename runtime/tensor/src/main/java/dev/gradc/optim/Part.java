package dev.gradc.optim;

import dev.gradc.Detach;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;

/**
 * A component of records of a class, or a field of objects of a class, found once for the class:
 * reading it makes nothing, as an optimizer does in each step.
 */
final class Part {

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodType TO_OBJECT = MethodType.methodType(Object.class, Object.class);
  private static final MethodType TO_NUMBER = MethodType.methodType(double.class, Object.class);

  private final String name;
  private final boolean isDetached;
  private final Class<?> type;
  private final MethodHandle reader;

  private Part(String name, boolean isDetached, Class<?> type, MethodHandle reader) {
    this.name = name;
    this.isDetached = isDetached;
    this.type = type;
    this.reader = reader.asType(isNumber() ? TO_NUMBER : TO_OBJECT);
  }

  /** Throws {@link java.lang.reflect.InaccessibleObjectException} where the module is closed. */
  static Part of(RecordComponent component) throws IllegalAccessException {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    return new Part(
        component.getName(),
        component.isAnnotationPresent(Detach.class),
        component.getType(),
        LOOKUP.unreflect(accessor));
  }

  /** Throws {@link java.lang.reflect.InaccessibleObjectException} where the module is closed. */
  static Part of(Field field) throws IllegalAccessException {
    field.setAccessible(true);
    return new Part(
        field.getName(),
        field.isAnnotationPresent(Detach.class),
        field.getType(),
        LOOKUP.unreflectGetter(field));
  }

  String name() {
    return name;
  }

  /** Whether the record or class says that nothing flows to it, as to running averages. */
  boolean isDetached() {
    return isDetached;
  }

  /** Whether it is a {@code double} or a {@code float}, which {@link #number} reads. */
  boolean isNumber() {
    return type == double.class || type == float.class;
  }

  /** Whether it is of another type that holds no parameters and has no gradient. */
  boolean isPlain() {
    return type.isPrimitive() && !isNumber();
  }

  Object read(Object value) {
    try {
      return (Object) reader.invokeExact(value);
    } catch (Throwable e) {
      throw cannotBeRead(e);
    }
  }

  double number(Object value) {
    try {
      return (double) reader.invokeExact(value);
    } catch (Throwable e) {
      throw cannotBeRead(e);
    }
  }

  private IllegalArgumentException cannotBeRead(Throwable cause) {
    return new IllegalArgumentException("'" + name + "' cannot be read", cause);
  }
}
