package dev.gradc.processor.corpus;

import dev.gradc.TapeFreedException;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.SharedArrays;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The generated API of one method, called as a user would call it. */
final class GeneratedApi {

  private static final List<String> TAKEN =
      List.of("value", "zeros", "of", "setZero", "toString", "hashCode", "getClass", "notify");

  private final Method original;
  private final Class<?> nested;
  private final Class<?> gradient;
  private final boolean isGuarded;
  private final Map<String, Typed> parameters = new LinkedHashMap<>();
  private final List<Reader> readers = new ArrayList<>();
  private Object[] last = {};

  /** Objects that hold arrays, of all evaluations: a gradient has one of the last of its own. */
  private final Set<Object> holders = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Reads the part of a gradient that belongs to a parameter. */
  private interface Reader {
    List<Object> read(Object gradient);
  }

  /**
   * @param function the method as IR, which knows what is detached
   * @param isGuarded whether constructors of records may refuse a gradient
   */
  GeneratedApi(Method original, Class<?> nested, Function function, boolean isGuarded) {
    this.original = original;
    this.nested = nested;
    this.gradient = inner("Gradient");
    this.isGuarded = isGuarded;
    if (!Modifier.isStatic(original.getModifiers())) {
      parameters.put(nameOfReceiver(original), Typed.of(original.getDeclaringClass()));
    }
    for (Parameter parameter : original.getParameters()) {
      parameters.put(parameter.getName(), Typed.of(parameter.getParameterizedType()));
    }
    int leaf = 0;
    for (Map.Entry<String, Typed> parameter : parameters.entrySet()) {
      int count = Leaves.of("", parameter.getValue()).size();
      addReaders(parameter.getKey(), function.parameters().subList(leaf, leaf + count), leaf);
      leaf += count;
    }
  }

  private static String nameOfReceiver(Method method) {
    List<String> names = Arrays.stream(method.getParameters()).map(Parameter::getName).toList();
    return names.contains("self") ? "self_" : "self";
  }

  /** Types of the leaves of parameters, by name. */
  Map<String, Class<?>> leaves() {
    Map<String, Class<?>> leaves = new LinkedHashMap<>();
    parameters.forEach((name, type) -> leaves.putAll(Leaves.of(name, type)));
    return leaves;
  }

  /** How many leaves each parameter has. */
  List<Integer> leafCounts() {
    return parameters.values().stream().map(type -> Leaves.of("", type).size()).toList();
  }

  private void addReaders(String name, List<Function.Parameter> leaves, int start) {
    if (leaves.stream().noneMatch(Function.Parameter::isActive)) {
      return;
    }
    if (Leaves.of(name, parameters.get(name)).containsKey(name)) {
      Method accessor = accessor(name);
      readers.add(gradient -> List.of(call(accessor, gradient)));
      return;
    }
    List<String> names = List.copyOf(Leaves.of(name, parameters.get(name)).keySet());
    List<Method> accessors = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      accessors.add(leaves.get(i).isActive() ? find(gradient, camelCase(names.get(i))) : null);
    }
    readers.add(gradient -> ofRecord(name, accessors, start, gradient));
  }

  /** The record's parts one by one are those of the record; the rest is the argument's. */
  private List<Object> ofRecord(
      String name, List<Method> accessors, int start, Object gradientObject) {
    List<Object> whole =
        isGuarded
            ? List.of()
            : Leaves.of(call(accessor(name), gradientObject), parameters.get(name));
    List<Object> active = new ArrayList<>();
    for (int i = 0; i < accessors.size(); i++) {
      boolean isActive = accessors.get(i) != null;
      Object part = isActive ? call(accessors.get(i), gradientObject) : last[start + i];
      boolean isSame = isGuarded || Numbers.sameBits(part, whole.get(i));
      if (!isSame && !holders.contains(whole.get(i))) {
        throw new AssertionError("leaf " + i + " of the gradient of " + name + " is another one");
      }
      if (isActive) {
        active.add(part);
      }
    }
    return active;
  }

  private static String camelCase(String dotted) {
    String[] words = dotted.split("\\.");
    StringBuilder name = new StringBuilder(words[0]);
    for (String word : List.of(words).subList(1, words.length)) {
      name.append(capitalized(word));
    }
    return name.toString();
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /** What a backward pass has found: the value and, flat, the gradient. */
  record Answer(Object value, double[] gradient) {}

  private Method accessor(String parameter) {
    String name = TAKEN.contains(parameter) ? "d" + capitalized(parameter) : parameter;
    Method method = find(gradient, name);
    if (!method.getReturnType().equals(parameters.get(parameter).raw())) {
      throw new AssertionError("the type of the accessor is wrong: " + method);
    }
    return method;
  }

  private Class<?> inner(String name) {
    return Arrays.stream(nested.getDeclaredClasses())
        .filter(it -> it.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no class " + name + " in " + nested));
  }

  private boolean needsSeed() {
    return !original.getReturnType().isPrimitive();
  }

  private Class<?>[] types() {
    return parameters.values().stream().map(Typed::raw).toArray(Class<?>[]::new);
  }

  /** Of the method's parameters, the object first. */
  List<Typed> parameterTypes() {
    return List.copyOf(parameters.values());
  }

  /** Of what the method gives. */
  Typed resultType() {
    return Typed.of(original.getGenericReturnType());
  }

  /** The arguments that the leaves make up. */
  Object[] composed(Object... leaves) {
    last = leaves;
    Arrays.stream(leaves).filter(it -> SharedArrays.heldBy(it).isPresent()).forEach(holders::add);
    SharedArrays.hang(leaves);
    Iterator<Object> next = Arrays.asList(leaves).iterator();
    return parameters.values().stream().map(type -> Leaves.value(type, next)).toArray();
  }

  /** The leaves, as the constructors of the records that hold them leave them. */
  Object[] constructed(Object[] leaves) {
    Object[] arguments = composed(leaves);
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      all.addAll(Leaves.of(arguments[i], parameterTypes().get(i)));
    }
    return all.toArray();
  }

  private Object composedSeed(Object seed) {
    return Leaves.value(resultType(), Leaves.all(seed).iterator());
  }

  /** The user's own method, of leaves to leaves. */
  Object original(Object... leaves) {
    Object[] arguments = composed(leaves);
    return Leaves.onlyOrAll(
        Modifier.isStatic(original.getModifiers())
            ? call(original, null, arguments)
            : call(original, arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length)),
        resultType());
  }

  /**
   * The fused form.
   *
   * @param seed the cotangent; not handed over if the result is a number
   */
  Answer fused(Object[] leaves, Object seed) {
    Object result = call(find(nested, "gradient", seeded()), null, seeded(leaves, seed));
    return new Answer(
        Leaves.onlyOrAll(call(find(gradient, "value"), result), resultType()), read(result));
  }

  /** The gradient of a number of fused passes into one gradient that was zero. */
  double[] accumulated(List<Object[]> passes, Object seed) {
    Object into = call(find(gradient, "zeros", types()), null, composed(passes.get(0)));
    Class<?>[] types = plus(seeded(), gradient);
    for (Object[] arguments : passes) {
      Object value =
          call(find(nested, "addGradient", types), null, plus(seeded(arguments, seed), into));
      if (!original.getReturnType().isInstance(value) && !(value instanceof Number)) {
        throw new AssertionError("addGradient gives no value");
      }
    }
    return read(into);
  }

  /** A new tape that has recorded nothing. */
  Object newTape() {
    try {
      var constructor = inner("Tape").getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** A forward pass on a new tape. */
  Object forward(Object... leaves) {
    return call(find(nested, "forward", types()), null, composed(leaves));
  }

  /** A forward pass on a tape that was used before, perhaps. */
  void forwardAgain(Object tape, Object... leaves) {
    call(find(tape.getClass(), "forward", types()), tape, composed(leaves));
  }

  /** Whether the tape refuses to go back; if not, it has. */
  boolean isFreed(Object tape, Object seed) {
    try {
      backward(tape, seed);
      return false;
    } catch (AssertionError e) {
      if (e.getCause() instanceof TapeFreedException) {
        return true;
      }
      throw e;
    }
  }

  /** A backward pass, from 1 where the result is a number. */
  Answer backward(Object tape, Object seed) {
    Object value = Leaves.onlyOrAll(call(find(tape.getClass(), "value"), tape), resultType());
    Class<?> type = original.getReturnType();
    Object result =
        needsSeed()
            ? call(find(tape.getClass(), "backward", type), tape, composedSeed(seed))
            : call(find(tape.getClass(), "backward"), tape);
    return new Answer(value, read(result));
  }

  /** Whether the tape has a handle for each output. */
  boolean hasOutputs() {
    return original.getReturnType().isRecord();
  }

  /** The types of the outputs, by name. */
  private Map<String, Typed> outputs() {
    RecordComponent[] components = original.getReturnType().getRecordComponents();
    Map<String, Typed> outputs = new LinkedHashMap<>();
    for (int i = 0; i < components.length; i++) {
      outputs.put(components[i].getName(), resultType().components().get(i));
    }
    return outputs;
  }

  /** The leaves of one component of a cotangent. */
  List<?> leavesOf(String component, Object seed) {
    int start = 0;
    for (Map.Entry<String, Typed> other : outputs().entrySet()) {
      int end = start + Leaves.of("", other.getValue()).size();
      if (other.getKey().equals(component)) {
        return Leaves.all(seed).subList(start, end);
      }
      start = end;
    }
    throw new AssertionError("no component " + component);
  }

  /** A cotangent whose other components are zero. */
  Object only(String component, Object seed) {
    List<Object> leaves = new ArrayList<>();
    for (String other : outputs().keySet()) {
      List<?> own = leavesOf(other, seed);
      boolean isMeant = other.equals(component);
      own.forEach(leaf -> leaves.add(isMeant ? Numbers.copy(leaf) : Numbers.zeroLike(leaf)));
    }
    return leaves;
  }

  private static Object handle(Object tape, String output) {
    boolean isTaken =
        List.of("forward", "value", "backward", "bytes", "close", "requireRecorded")
            .contains(output);
    return call(find(tape.getClass(), isTaken ? "d" + capitalized(output) : output), tape);
  }

  /** The leaves of what a handle says its value is. */
  List<Object> valueOf(Object tape, String output) {
    Object handle = handle(tape, output);
    return Leaves.of(call(find(handle.getClass(), "value"), handle), outputs().get(output));
  }

  /**
   * A backward pass of one output.
   *
   * @param seed the leaves of its cotangent
   */
  double[] backward(Object tape, String output, List<?> seed) {
    Object handle = handle(tape, output);
    Typed type = outputs().get(output);
    Method backward = find(handle.getClass(), "backward", type.raw());
    return read(call(backward, handle, Leaves.value(type, seed.iterator())));
  }

  /** The same into a gradient that is given, whatever the pass throws. */
  Throwable backwardInto(Object tape, String output, List<?> seed, Object into) {
    Object handle = handle(tape, output);
    Typed type = outputs().get(output);
    try {
      call(
          find(handle.getClass(), "backward", type.raw(), gradient),
          handle,
          Leaves.value(type, seed.iterator()),
          into);
      return null;
    } catch (AssertionError failure) {
      return failure.getCause();
    }
  }

  /** A gradient of zeros. */
  Object zeros(Object... leaves) {
    return call(find(gradient, "zeros", types()), null, composed(leaves));
  }

  /** What a gradient holds, flat. */
  double[] flat(Object gradientObject) {
    return read(gradientObject);
  }

  private double[] read(Object result) {
    return Numbers.flat(readers.stream().flatMap(reader -> reader.read(result).stream()).toList());
  }

  private Class<?>[] seeded() {
    return needsSeed() ? plus(types(), original.getReturnType()) : types();
  }

  private Object[] seeded(Object[] leaves, Object seed) {
    Object[] arguments = composed(leaves);
    return needsSeed() ? plus(arguments, composedSeed(seed)) : arguments;
  }

  private static Class<?>[] plus(Class<?>[] types, Class<?> last) {
    return Stream.concat(Arrays.stream(types), Stream.of(last)).toArray(Class<?>[]::new);
  }

  private static Object[] plus(Object[] values, Object last) {
    return Stream.concat(Arrays.stream(values), Stream.of(last)).toArray();
  }

  /** Whether the method asks for forward mode. */
  boolean hasForwardMode() {
    return Arrays.stream(nested.getDeclaredMethods()).anyMatch(it -> it.getName().equals("jvp"));
  }

  /** Forward mode, as a user calls it. */
  GeneratedForward forwardMode(Function function) {
    return new GeneratedForward(this, nested, types(), function, isGuarded);
  }

  static Method find(Class<?> type, String name, Class<?>... parameters) {
    try {
      Method method = type.getDeclaredMethod(name, parameters);
      ((AccessibleObject) method).setAccessible(true);
      return method;
    } catch (NoSuchMethodException e) {
      throw new AssertionError("the API lacks a method", e);
    }
  }

  static Object call(Method method, Object receiver, Object... arguments) {
    try {
      return method.invoke(receiver, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(method + " throws " + e.getCause(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
