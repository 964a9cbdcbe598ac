package dev.gradc.processor.ir;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Uses members of the compiled classes themselves, by reflection: those of the thread's context
 * class loader. Numbers of an algebra go in as the numbers that they are.
 */
final class ObjectMembers<T> {

  private final Algebra<T> algebra;

  /** Java's arrays, which objects may hold, and the algebra's that stand for them. */
  private final IdentityHashMap<Object, Object> arrays = new IdentityHashMap<>();

  ObjectMembers(Algebra<T> algebra) {
    this.algebra = algebra;
  }

  /** An array of Java's numbers that the function knows as this one of the algebra's. */
  void share(Object java, Object array) {
    arrays.put(java, array);
  }

  Object use(dev.gradc.processor.ir.Member member, List<Object> arguments) {
    // Rows that are met on the way become known.
    new ArrayList<>(arrays.entrySet()).forEach(it -> writeTo(it.getKey(), it.getValue()));
    Object result = useAsIs(member, arguments);
    new ArrayList<>(arrays.entrySet()).forEach(it -> copyBack(it.getKey(), it.getValue()));
    return result;
  }

  private void writeTo(Object java, Object array) {
    if (java instanceof Object[] rows) {
      Arrays.setAll(rows, i -> javas(Array.get(array, i), rows.getClass().getComponentType()));
      return;
    }
    for (int i = 0; i < Array.getLength(java); i++) {
      double number = algebra.value(algebra.load(array, i));
      Array.set(java, i, java instanceof float[] ? (Object) (float) number : (Object) number);
    }
  }

  /** The array of Java's that one of the algebra's stands for; a new one if there is none yet. */
  private Object javas(Object array, Class<?> type) {
    Object plain = plain(array);
    if (plain == null) {
      return null;
    }
    for (Map.Entry<Object, Object> known : arrays.entrySet()) {
      if (known.getValue() == plain) {
        return known.getKey();
      }
    }
    Object java = Array.newInstance(type.getComponentType(), Array.getLength(plain));
    arrays.put(java, plain);
    writeTo(java, plain);
    return java;
  }

  private Object useAsIs(dev.gradc.processor.ir.Member member, List<Object> arguments) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      values.add(toJava(arguments.get(i), member.parameters().get(i)));
    }
    Object result = used(member, values);
    for (int position : member.effects().written()) {
      copyBack(values.get(position), arguments.get(position));
    }
    return member.result().isPresent() ? fromJava(result, member.result().get()) : null;
  }

  private static Object used(dev.gradc.processor.ir.Member member, List<Object> values) {
    List<Type> types = member.parameters();
    try {
      return switch (member.kind()) {
        case STATIC -> call(methods(member), types, null, values);
        case INSTANCE ->
            call(
                methods(member),
                types.subList(1, types.size()),
                values.get(0),
                values.subList(1, values.size()));
        case CONSTRUCTOR ->
            call(
                Arrays.stream(load(member.owner()).getDeclaredConstructors()), types, null, values);
        case FIELD -> field(load(member.owner()), member.name()).get(values.get(0));
        case STATIC_FIELD -> field(load(member.owner()), member.name()).get(null);
        case CAST -> Overloading.classOf(member.result().orElseThrow()).cast(values.get(0));
        case CONCATENATION ->
            values.stream().map(String::valueOf).reduce("", (one, other) -> one + other);
      };
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  Object inspect(Operation.Inspect inspect, List<Object> objects) {
    try {
      return switch (inspect.aspect()) {
        case STATIC_FIELD ->
            fromJava(field(load(inspect.owner()), inspect.text()).get(null), inspect.type());
        case TEXT -> inspect.text();
        case NULL -> null;
        case ASSERTIONS -> true;
        case FIELD ->
            fromJava(
                inheritedField(load(inspect.owner()), inspect.text()).get(objects.get(0)),
                inspect.type());
        case SAME -> plain(objects.get(0)) == plain(objects.get(1));
        case INSTANCE_OF -> load(inspect.text()).isInstance(objects.get(0));
      };
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static Object plain(Object object) {
    return object instanceof Values.Detached detached ? detached.array() : object;
  }

  private static Stream<? extends Executable> methods(dev.gradc.processor.ir.Member member) {
    Class<?> owner = load(member.owner());
    return Stream.concat(
            Arrays.stream(owner.getDeclaredMethods()), Arrays.stream(owner.getMethods()))
        .filter(it -> it.getName().equals(member.name()));
  }

  private static Field inheritedField(Class<?> type, String name) throws NoSuchFieldException {
    boolean isHere =
        type.getSuperclass() == null
            || Arrays.stream(type.getDeclaredFields()).anyMatch(it -> it.getName().equals(name));
    return isHere ? field(type, name) : inheritedField(type.getSuperclass(), name);
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    open(field);
    return field;
  }

  private static <M extends AccessibleObject & Member> void open(M member) {
    boolean isOurs = member.getDeclaringClass().getClassLoader() != null;
    if (isOurs) {
      member.setAccessible(true);
    }
  }

  private static Object call(
      Stream<? extends Executable> candidates,
      List<Type> types,
      Object receiver,
      List<Object> values)
      throws ReflectiveOperationException {
    List<Executable> all = candidates.collect(Collectors.toList());
    Optional<Executable> direct = Overloading.chosen(all, types);
    if (direct.isPresent()) {
      return run(direct.get(), receiver, values);
    }
    Executable variable =
        all.stream()
            .filter(Executable::isVarArgs)
            .findFirst()
            .orElseThrow(() -> new NoSuchMethodException(types.toString()));
    int fixed = variable.getParameterCount() - 1;
    List<Object> packed = new ArrayList<>(values.subList(0, fixed));
    Class<?> element = variable.getParameterTypes()[fixed].getComponentType();
    Object rest = Array.newInstance(element, values.size() - fixed);
    for (int i = fixed; i < values.size(); i++) {
      Array.set(rest, i - fixed, values.get(i));
    }
    packed.add(rest);
    return run(variable, receiver, packed);
  }

  private static Object run(Executable fitting, Object receiver, List<Object> values)
      throws ReflectiveOperationException {
    if (fitting.getDeclaringClass().getClassLoader() != null) {
      fitting.setAccessible(true);
    }
    try {
      return fitting instanceof Constructor<?> constructor
          ? constructor.newInstance(values.toArray())
          : ((java.lang.reflect.Method) fitting).invoke(receiver, values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw e;
    }
  }

  static Class<?> load(String name) {
    int arguments = name.indexOf('<');
    String plain = arguments < 0 ? name : name.substring(0, arguments);
    int slash = plain.indexOf('/');
    String nested = plain.substring(slash + 1).replace('.', '$');
    String binary = slash <= 0 ? nested : plain.substring(0, slash) + "." + nested;
    try {
      return Class.forName(binary, true, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw new LinkageError(binary.toLowerCase(Locale.ROOT), e);
    }
  }

  @SuppressWarnings("unchecked") // numbers of the algebra are what floating types say they are
  private T number(Object value) {
    return (T) value;
  }

  private Object toJava(Object value, Type type) {
    if (value instanceof Values.Detached detached) {
      return toJava(detached.array(), type);
    }
    if (type instanceof Scalar scalar && scalar.isFloating()) {
      double number = algebra.value(number(value));
      return scalar == Scalar.FLOAT ? (Object) (float) number : (Object) number;
    }
    if (type instanceof ArrayType rows
        && rows.element() instanceof ArrayType
        && rows.innermost() instanceof Scalar element
        && element.isFloating()
        && !isJavas(value)) {
      return javas(value, javasOf(rows));
    }
    boolean isOfNumbers =
        type instanceof ArrayType array
            && array.element() instanceof Scalar element
            && element.isFloating();
    if (!isOfNumbers || isJavas(value)) {
      return value;
    }
    Class<?> element = ((ArrayType) type).element() == Scalar.FLOAT ? float.class : double.class;
    Object array = Array.newInstance(element, Array.getLength(value));
    for (int i = 0; i < Array.getLength(value); i++) {
      double number = algebra.value(algebra.load(value, i));
      Array.set(array, i, element == float.class ? (Object) (float) number : (Object) number);
    }
    return array;
  }

  private void copyBack(Object java, Object array) {
    Object target = plain(array);
    if (java == target) {
      return;
    }
    if (java instanceof Object[] rows) {
      for (int i = 0; i < rows.length; i++) {
        Array.set(target, i, known(rows[i]));
      }
      return;
    }
    for (int i = 0; i < Array.getLength(java); i++) {
      double number = ((Number) Array.get(java, i)).doubleValue();
      // What has not been written has kept its derivative.
      if (Double.compare(number, algebra.value(algebra.load(target, i))) != 0) {
        algebra.store(target, i, algebra.constant(number, Scalar.DOUBLE));
      }
    }
  }

  private Object fromJava(Object value, Type type) {
    if (type instanceof Scalar scalar && scalar.isFloating()) {
      return algebra.constant(((Number) value).doubleValue(), scalar);
    }
    if (type instanceof ArrayType array
        && array.innermost() instanceof Scalar element
        && element.isFloating()
        && !isJavas(value)) {
      // Whatever is written under another name is seen, and is a constant under this one.
      return value == null ? null : new Values.Detached(known(value), null);
    }
    return value;
  }

  /** The array of the algebra's that stands for one of Java's, and keeps to it in all ranks. */
  private Object known(Object java) {
    if (java == null || arrays.containsKey(java)) {
      return java == null ? null : arrays.get(java);
    }
    Class<?> element = java.getClass().getComponentType();
    Object array = Array.newInstance(inAlgebra(element), Array.getLength(java));
    arrays.put(java, array);
    for (int i = 0; i < Array.getLength(java); i++) {
      if (java instanceof Object[] rows) {
        Array.set(array, i, known(rows[i]));
      } else {
        double number = ((Number) Array.get(java, i)).doubleValue();
        algebra.store(array, i, algebra.constant(number, Scalar.DOUBLE));
      }
    }
    return array;
  }

  private static Class<?> javasOf(Type type) {
    if (type instanceof ArrayType array) {
      return javasOf(array.element()).arrayType();
    }
    return type == Scalar.FLOAT ? float.class : double.class;
  }

  private Class<?> inAlgebra(Class<?> type) {
    return type.isArray()
        ? inAlgebra(type.getComponentType()).arrayType()
        : algebra.newArray(Scalar.DOUBLE, 0).getClass().getComponentType();
  }

  /** Whether exact numbers are Java's own, and so are their arrays. */
  private boolean isJavas(Object array) {
    return algebra instanceof ExactAlgebra && array != null && array.getClass().isArray();
  }
}
