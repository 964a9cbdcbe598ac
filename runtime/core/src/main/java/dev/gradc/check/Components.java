package dev.gradc.check;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Reads records and makes them, be they public or not. */
final class Components {

  private Components() {}

  /**
   * @throws EvaluationException if the accessor throws
   * @throws IllegalArgumentException if the record is in a module that is not open
   */
  static Object read(RecordComponent component, Object whole) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(whole);
    } catch (InvocationTargetException e) {
      throw new EvaluationException(
          component.getAccessor() + " throws " + e.getCause(), e.getCause());
    } catch (IllegalAccessException | InaccessibleObjectException e) {
      throw closed(whole.getClass(), e);
    }
  }

  /**
   * The same record with other components.
   *
   * @throws RefusedException if it refuses them
   */
  static Object made(Class<?> type, Object[] components) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(components);
    } catch (InvocationTargetException e) {
      throw new RefusedException(
          "the record " + type.getSimpleName() + " refuses its components: " + e.getCause(),
          e.getCause());
    } catch (IllegalAccessException | InaccessibleObjectException e) {
      throw closed(type, e);
    } catch (NoSuchMethodException | InstantiationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  static IllegalArgumentException closed(Class<?> type, Exception cause) {
    String module = type.getModule().getName();
    return new IllegalArgumentException(
        """
        %s cannot be read by reflection; run the test with --add-opens %s/%s=dev.gradc.runtime, \
        or give the derivatives as functions: GradientCheck.function(...)"""
            .formatted(type.getName(), module, type.getPackageName()),
        cause);
  }
}
