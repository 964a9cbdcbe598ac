package dev.gradc.processor.ir;

import java.lang.invoke.MethodType;
import java.lang.reflect.Executable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Chooses among methods of one name as Java does: by the types that the source gives arguments. */
final class Overloading {

  private Overloading() {}

  /** The method that is meant, if it takes as many arguments as there are. */
  static Optional<Executable> chosen(List<Executable> candidates, List<Type> types) {
    List<? extends Class<?>> classes = types.stream().map(Overloading::classOf).toList();
    Optional<Executable> plain = mostSpecific(candidates, classes, false);
    return plain.isPresent() ? plain : mostSpecific(candidates, classes, true);
  }

  private static Optional<Executable> mostSpecific(
      List<Executable> candidates, List<? extends Class<?>> arguments, boolean mayBox) {
    List<Executable> applicable =
        candidates.stream().filter(it -> fits(it, arguments, mayBox)).toList();
    return applicable.stream()
        .filter(
            one ->
                applicable.stream()
                    .allMatch(other -> fits(other, List.of(one.getParameterTypes()), false)))
        .findFirst();
  }

  private static boolean fits(
      Executable method, List<? extends Class<?>> arguments, boolean mayBox) {
    Class<?>[] parameters = method.getParameterTypes();
    boolean fits = parameters.length == arguments.size();
    for (int i = 0; fits && i < parameters.length; i++) {
      Class<?> argument = arguments.get(i);
      fits =
          parameters[i].isAssignableFrom(argument)
              || (mayBox
                  && argument.isPrimitive()
                  && parameters[i].isAssignableFrom(
                      MethodType.methodType(argument).wrap().returnType()));
    }
    return fits;
  }

  /** The class of values of a type. */
  static Class<?> classOf(Type type) {
    if (type instanceof ArrayType array) {
      return classOf(array.element()).arrayType();
    }
    if (type instanceof Scalar scalar) {
      return PrimitiveTypes.of(scalar);
    }
    String name = type.keyword().replaceAll("<.*>", "");
    if (name.endsWith("[]")) {
      String element = name.substring(0, name.length() - 2);
      boolean isPrimitive = element.indexOf('/') < 0 && !element.endsWith("[]");
      return (isPrimitive ? primitive(element) : classOf(new ObjectType(element))).arrayType();
    }
    return ObjectMembers.load(name);
  }

  private static Class<?> primitive(String keyword) {
    return PrimitiveTypes.of(Scalar.valueOf(keyword.toUpperCase(Locale.ROOT)));
  }
}
