package dev.gradc.processor.corpus;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A type with its type arguments, which a class does not know: {@code Held<Pair>}.
 *
 * @param raw what is left of it at run time
 * @param parts of an array the type of its elements, of another type its arguments
 */
record Typed(Class<?> raw, List<Typed> parts) implements Type {

  static Typed of(Type type) {
    return type instanceof Typed typed ? typed : of(type, Map.of());
  }

  private static Typed of(Type type, Map<String, Typed> known) {
    if (type instanceof Class<?> plain) {
      return new Typed(
          plain, plain.isArray() ? List.of(of(plain.getComponentType(), known)) : List.of());
    } else if (type instanceof GenericArrayType array) {
      Typed element = of(array.getGenericComponentType(), known);
      return new Typed(element.raw().arrayType(), List.of(element));
    } else if (type instanceof ParameterizedType generic) {
      return new Typed(
          (Class<?>) generic.getRawType(),
          Arrays.stream(generic.getActualTypeArguments()).map(it -> of(it, known)).toList());
    } else if (type instanceof TypeVariable<?> variable) {
      Typed argument = known.get(variable.getName());
      return argument == null ? of(variable.getBounds()[0], known) : argument;
    }
    return of(((WildcardType) type).getUpperBounds()[0], known);
  }

  /** Of an array. */
  Typed element() {
    return parts.get(0);
  }

  /** Of a record, the types of its components. */
  List<Typed> components() {
    Map<String, Typed> known = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      known.put(raw.getTypeParameters()[i].getName(), parts.get(i));
    }
    return Arrays.stream(raw.getRecordComponents())
        .map(it -> of(it.getGenericType(), known))
        .toList();
  }
}
