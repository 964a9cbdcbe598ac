package dev.gradc.optim;

import dev.gradc.tensor.Tensor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an object of a model is made of: components of a record, fields, elements of an array. */
final class Structure {

  /** Optimizers ask in each step; classes can still be unloaded. */
  private static final ClassValue<Part[]> PARTS =
      new ClassValue<>() {
        @Override
        protected Part[] computeValue(Class<?> type) {
          return partsOf(type);
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

  /** The parts of a record or an object of a final class, in order; nobody may change the array. */
  static Part[] parts(Object value, Way way) {
    Class<?> type = value.getClass();
    try {
      return PARTS.get(type);
    } catch (InaccessibleObjectException e) {
      throw new IllegalArgumentException(
          "the parts of '"
              + way.name()
              + "' cannot be read: module "
              + type.getModule().getName()
              + " has to open package "
              + type.getPackageName()
              + " to dev.gradc.tensor",
          e);
    }
  }

  /** Throws if two parts have one name. */
  static void checkNames(Part[] parts, Way way) {
    Set<String> names = new HashSet<>();
    for (Part part : parts) {
      if (!names.add(part.name())) {
        throw new IllegalArgumentException(
            "'" + way.name() + "' has two fields '" + part.name() + "', one of them inherited");
      }
    }
  }

  private static Part[] partsOf(Class<?> type) {
    List<Part> parts = new ArrayList<>();
    try {
      if (type.isRecord()) {
        for (RecordComponent component : type.getRecordComponents()) {
          parts.add(Part.of(component));
        }
      } else {
        for (Field field : fields(type)) {
          parts.add(Part.of(field));
        }
      }
    } catch (IllegalAccessException e) {
      // It was made accessible.
      throw new AssertionError(e);
    }
    return parts.toArray(Part[]::new);
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
}
