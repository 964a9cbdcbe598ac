package dev.gradc.processor.ir;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Executes IR with the meaning of Java. Floating-point numbers are those of an {@link Algebra}:
 * with {@link #exact()} a stage's product is compared with the original method bit for bit; with
 * {@link GradientAlgebra} the same text gives derivatives that owe nothing to the rule table.
 *
 * <p>It stops with an {@link IllegalStateException} after a number of steps, so that a wrong loop
 * does not hang a test.
 */
final class Interpreter<T> {

  private static final long STEPS = 5_000_000;

  private final Algebra<T> algebra;
  private final Values<T> numbers;
  private final ObjectMembers<T> objects;
  private final Map<String, Function> functions = new LinkedHashMap<>();
  private final Map<String, Member> members = new LinkedHashMap<>();
  private long stepsLeft = STEPS;

  Interpreter(Algebra<T> algebra) {
    this.algebra = algebra;
    this.numbers = new Values<>(algebra);
    this.objects = new ObjectMembers<>(algebra);
  }

  static Interpreter<Double> exact() {
    return new Interpreter<>(new ExactAlgebra());
  }

  /** An array that an object may hold is one of the algebra's here. */
  void share(Object java, Object array) {
    objects.share(java, array);
  }

  /** Makes a function known to calls. */
  Interpreter<T> with(Function function) {
    functions.put(function.key(), function);
    return this;
  }

  /** Makes the members known that a function uses, to calls that stand for such uses. */
  Interpreter<T> withMembersOf(Function function) {
    addMembers(function.body());
    return this;
  }

  private void addMembers(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke) {
        members.put(invoke.member().key(), invoke.member());
      }
      statement.blocks().forEach(this::addMembers);
    }
  }

  /** Gives up after fewer steps. */
  Interpreter<T> atMost(long steps) {
    stepsLeft = steps;
    return this;
  }

  /**
   * Runs a function on values of the algebra. What is given for detached parameters should be
   * constants.
   *
   * @return its result, null for {@code void}, a list of several
   */
  Object run(Function function, List<?> arguments) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      values.put(function.parameters().get(i).variable().name(), arguments.get(i));
    }
    run(function.body(), values);
    return onlyOrAll(new Frame(values).valuesOf(function.results()));
  }

  /** Runs a function on Java's own values, for {@link #exact()}. */
  Object runJava(Function function, Object... arguments) {
    List<Object> values = new ArrayList<>();
    for (Object argument : arguments) {
      values.add(PrimitiveTypes.fromJava(argument));
    }
    List<Object> results = new ArrayList<>();
    List<?> found = all(run(function, values));
    for (int i = 0; i < found.size(); i++) {
      results.add(PrimitiveTypes.toJava(found.get(i), function.results().get(i).type()));
    }
    return onlyOrAll(results);
  }

  private static Object onlyOrAll(List<?> results) {
    return switch (results.size()) {
      case 0 -> null;
      case 1 -> results.get(0);
      default -> results;
    };
  }

  private static List<?> all(Object result) {
    if (result == null) {
      return List.of();
    }
    return result instanceof List<?> several ? several : List.of(result);
  }

  /**
   * Runs a block.
   *
   * @param values of the variables by name; what the block assigns is put there
   */
  void run(Block block, Map<String, Object> values) {
    new Frame(values).run(block);
  }

  /**
   * Of a method with a rule the body, if it is known: the rule's key tells its active arguments.
   */
  private Function function(String key) {
    Function function = functions.get(key);
    if (function == null) {
      function = functions.get(key.substring(0, key.indexOf(')') + 1));
    }
    if (function == null) {
      throw new IllegalStateException("no such function: " + key + " in " + functions.keySet());
    }
    return function;
  }

  private void step() {
    if (--stepsLeft < 0) {
      throw new IllegalStateException("too many steps: is this loop endless?");
    }
  }

  /** The variables of one call. */
  private final class Frame implements Statement.Visitor<Void>, Operation.Visitor<Object> {
    private final Map<String, Object> values;

    Frame(Map<String, Object> values) {
      this.values = values;
    }

    void run(Block block) {
      for (Statement statement : block.statements()) {
        step();
        statement.accept(this);
      }
    }

    Object value(Atom atom) {
      if (atom instanceof Constant constant) {
        return constant.type() instanceof Scalar scalar && scalar.isFloating()
            ? algebra.constant(((Number) constant.value()).doubleValue(), scalar)
            : constant.value();
      }
      String name = ((Variable) atom).name();
      if (!values.containsKey(name)) {
        throw new IllegalStateException("no value: " + name);
      }
      return values.get(name);
    }

    private List<Object> valuesOf(List<Atom> atoms) {
      List<Object> result = new ArrayList<>();
      atoms.forEach(atom -> result.add(value(atom)));
      return result;
    }

    private int integer(Atom atom) {
      return (Integer) value(atom);
    }

    private boolean isTrue(Atom atom) {
      return (Boolean) value(atom);
    }

    private void set(Variable variable, Object value) {
      values.put(variable.name(), value);
    }

    // Statements.

    @Override
    public Void declare(Statement.Declare statement) {
      values.remove(statement.variable().name());
      return null;
    }

    @Override
    public Void assign(Statement.Assign statement) {
      set(statement.target(), statement.operation().accept(this));
      return null;
    }

    @Override
    public Void store(Statement.Store statement) {
      numbers.write(value(statement.array()), integer(statement.index()), value(statement.value()));
      return null;
    }

    @Override
    public Void accumulate(Statement.Accumulate statement) {
      Scalar type = (Scalar) statement.target().type();
      set(
          statement.target(),
          numbers.sum(value(statement.target()), value(statement.value()), type));
      return null;
    }

    @Override
    public Void accumulateElement(Statement.AccumulateElement statement) {
      Object array = value(statement.array());
      int index = integer(statement.index());
      Object value = value(statement.value());
      Scalar type = (Scalar) statement.value().type();
      numbers.write(array, index, numbers.sum(numbers.read(array, index), value, type));
      return null;
    }

    @Override
    public Void call(Statement.Call statement) {
      Member member = members.get(statement.function());
      if (member != null && member.isOpaque()) {
        Object used = objects.use(member, valuesOf(statement.arguments()));
        statement.targets().forEach(target -> set(target, used));
        return null;
      }
      Function callee = function(statement.function());
      List<Object> arguments = new ArrayList<>();
      for (int i = 0; i < statement.arguments().size(); i++) {
        Object argument = value(statement.arguments().get(i));
        Function.Parameter parameter = callee.parameters().get(i);
        arguments.add(
            parameter.detached()
                ? numbers.detached(argument, parameter.variable().type())
                : argument);
      }
      List<?> results = all(Interpreter.this.run(callee, arguments));
      for (int i = 0; i < statement.targets().size(); i++) {
        Variable target = statement.targets().get(i);
        Object result = results.get(i);
        set(target, callee.detachedResult() ? numbers.detached(result, target.type()) : result);
      }
      return null;
    }

    @Override
    public Void invoke(Statement.Invoke statement) {
      if (statement.member().isRetain()) {
        return null;
      }
      if (statement.member().isOpaque()) {
        Object used = objects.use(statement.member(), valuesOf(statement.arguments()));
        statement.targets().forEach(target -> set(target, used));
        return null;
      }
      Function callee = function(statement.member().key());
      List<Object> arguments = valuesOf(statement.arguments());
      List<?> results = all(Interpreter.this.run(callee, constants(statement.member(), arguments)));
      for (int i = 0; i < statement.targets().size(); i++) {
        set(statement.targets().get(i), results.get(i));
      }
      return null;
    }

    /** Nothing has a derivative by what is passed for a parameter that is not active. */
    private List<Object> constants(Member member, List<Object> arguments) {
      List<Object> passed = new ArrayList<>();
      for (int i = 0; i < arguments.size(); i++) {
        boolean isActive = member.pullback().isPresent() && member.pullback().get().isActive(i);
        Object argument = arguments.get(i);
        passed.add(isActive ? argument : numbers.detached(argument, member.parameters().get(i)));
      }
      return passed;
    }

    @Override
    public Void throwing(Statement.Throw statement) {
      throw (RuntimeException) value(statement.exception());
    }

    @Override
    public Void conditional(Statement.If statement) {
      run(isTrue(statement.condition()) ? statement.then() : statement.otherwise());
      return null;
    }

    @Override
    public Void countedLoop(Statement.CountedLoop statement) {
      int bound = integer(statement.bound());
      // A long, since Java's own loop would overflow where the IR says that it ends.
      for (long i = integer(statement.from());
          IntegerOperators.compare(statement.relation(), i < bound, i == bound, i > bound);
          i += statement.step()) {
        step();
        set(statement.index(), (int) i);
        run(statement.body());
      }
      return null;
    }

    @Override
    public Void whileLoop(Statement.WhileLoop statement) {
      run(statement.header());
      while (isTrue(statement.condition())) {
        step();
        run(statement.body());
        run(statement.header());
      }
      return null;
    }

    @Override
    public Void reserve(Statement.Reserve statement) {
      Object slot = value(statement.slot());
      int size = integer(statement.size());
      int length = Array.getLength(slot);
      if (length < size) {
        Type element = ((ArrayType) statement.slot().type()).element();
        Object larger = numbers.newArray(element, Math.max(size, 2 * length));
        System.arraycopy(slot, 0, larger, 0, length);
        set(statement.slot(), larger);
      }
      return null;
    }

    @Override
    public Void reserveRow(Statement.ReserveRow statement) {
      Object[] rows = (Object[]) value(statement.slots());
      int index = integer(statement.index());
      int size = integer(statement.size());
      if (rows[index] == null || Array.getLength(rows[index]) < size) {
        ArrayType row = (ArrayType) ((ArrayType) statement.slots().type()).element();
        rows[index] = numbers.newArray(row.element(), size);
      }
      return null;
    }

    @Override
    public Void clear(Statement.Clear statement) {
      int length = integer(statement.length());
      Object zeros = numbers.newArray(((ArrayType) statement.array().type()).element(), length);
      System.arraycopy(zeros, 0, value(statement.array()), 0, length);
      return null;
    }

    // Operations.

    @Override
    public Object copy(Operation.Copy operation) {
      return value(operation.value());
    }

    @Override
    public Object apply(Operation.Apply operation) {
      return numbers.apply(operation.operator(), valuesOf(operation.arguments()));
    }

    @Override
    public Object detachArray(Operation.DetachArray operation) {
      return numbers.detached(value(operation.array()), operation.array().type());
    }

    @Override
    public Object load(Operation.Load operation) {
      return numbers.read(value(operation.array()), integer(operation.index()));
    }

    @Override
    public Object inspect(Operation.Inspect operation) {
      return objects.inspect(operation, valuesOf(operation.objects()));
    }

    @Override
    public Object length(Operation.Length operation) {
      return numbers.length(value(operation.array()));
    }

    @Override
    public Object newArray(Operation.NewArray operation) {
      return numbers.newArray(
          operation.element(), operation.lengths().stream().map(this::integer).toList());
    }

    @Override
    public Object adjointLike(Operation.AdjointLike operation) {
      return numbers.zerosLike(value(operation.array()), operation.array().type());
    }
  }
}
