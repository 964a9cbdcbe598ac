package dev.gradc.optim;

import dev.gradc.Detach;
import dev.gradc.tensor.Tensor;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an object of a model is made of: components of a record, fields, elements of an array. */
final class Structure {

  /** Optimizers ask in each step; classes can still be unloaded. */
  private static final ClassValue<Set<String>> DETACHED =
      new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
          return detachedParts(type);
        }
      };

  private Structure() {}

  /** Whether there are parts to look at: a record, an object of a final class, an array. */
  static boolean hasParts(Object value) {
    Class<?> type = value.getClass();
    if (type.isArray()) {
      return !type.getComponentType().isPrimitive();
    }
    return value instanceof Record || (isUsers(type) && Modifier.isFinal(type.getModifiers()));
  }

  /**
   * Throws for what may hold parameters and is not looked at: collections, and objects of classes
   * that are not final and have numbers in their fields.
   */
  static void checkConstant(Object value, String name) {
    Class<?> type = value.getClass();
    if (value instanceof Collection || value instanceof Map) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is a "
              + type.getSimpleName()
              + "; parameters are in records, final classes and arrays");
    }
    for (Class<?> each = type; each != null && isUsers(each); each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        boolean isNumber =
            field.getType() == Tensor.class
                || field.getType() == double.class
                || field.getType() == float.class
                || Leaf.isNumbers(field.getType());
        if (isNumber && !Modifier.isStatic(field.getModifiers())) {
          throw new IllegalArgumentException(
              "'"
                  + name
                  + "' is of class "
                  + type.getName()
                  + ", which is neither a record nor final, and holds numbers in its field '"
                  + field.getName()
                  + "'");
        }
      }
    }
  }

  private static boolean isUsers(Class<?> type) {
    return !Enum.class.isAssignableFrom(type)
        && !type.isHidden()
        && !type.isSynthetic()
        && !type.isArray()
        && !type.getName().startsWith("java.")
        && !type.getName().startsWith("dev.gradc.tensor.");
  }

  /** The parts by name, in order. */
  static Map<String, Object> parts(Object value, String name) {
    Map<String, Object> parts = new LinkedHashMap<>();
    if (value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        parts.put(Integer.toString(i), Array.get(value, i));
      }
    } else if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        parts.put(component.getName(), read(component, value, name));
      }
    } else {
      for (Field field : fields(value.getClass())) {
        if (parts.containsKey(field.getName())) {
          throw new IllegalArgumentException(
              "'" + name + "' has two fields '" + field.getName() + "', one of them inherited");
        }
        parts.put(field.getName(), read(field, value, name));
      }
    }
    return parts;
  }

  /** The fields of objects of a class, those that it inherits first. */
  private static List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> each = type; each != null && isUsers(each); each = each.getSuperclass()) {
      List<Field> own =
          Arrays.stream(each.getDeclaredFields())
              .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
              .toList();
      fields.addAll(0, own);
    }
    return fields;
  }

  /** Whether the record or class says that nothing flows to the part, as to running averages. */
  static boolean isDetached(Object value, String part) {
    return DETACHED.get(value.getClass()).contains(part);
  }

  private static Set<String> detachedParts(Class<?> type) {
    Stream<String> parts =
        type.isRecord()
            ? Arrays.stream(type.getRecordComponents())
                .filter(it -> it.isAnnotationPresent(Detach.class))
                .map(RecordComponent::getName)
            : fields(type).stream()
                .filter(it -> it.isAnnotationPresent(Detach.class))
                .map(Field::getName);
    return parts.collect(Collectors.toUnmodifiableSet());
  }

  private static Object read(RecordComponent component, Object value, String name) {
    Method accessor = component.getAccessor();
    open(accessor, value, name);
    try {
      return accessor.invoke(value);
    } catch (InvocationTargetException | IllegalAccessException e) {
      throw new IllegalArgumentException(
          "'" + component.getName() + "' of '" + name + "' cannot be read", e);
    }
  }

  private static Object read(Field field, Object value, String name) {
    open(field, value, name);
    try {
      return field.get(value);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(
          "'" + field.getName() + "' of '" + name + "' cannot be read", e);
    }
  }

  private static void open(AccessibleObject member, Object value, String name) {
    try {
      member.setAccessible(true);
    } catch (InaccessibleObjectException e) {
      Class<?> type = value.getClass();
      throw new IllegalArgumentException(
          "the parts of '"
              + name
              + "' cannot be read: module "
              + type.getModule().getName()
              + " has to open package "
              + type.getPackageName()
              + " to dev.gradc.tensor",
          e);
    }
  }

  /** The name of a part. */
  static String join(String name, String part) {
    return name.isEmpty() ? part : name + "." + part;
  }
}
