package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Runs regions of tensors one evaluation after the other. In place of its numbers a tensor has the
 * text of how they were computed: equal texts are equal numbers, whatever the numbers are. What is
 * written into a tensor replaces its text, for all that hold it.
 */
final class TensorMachine implements Statement.Visitor<Void>, Operation.Visitor<Object> {

  /** A tensor, which may be written again. */
  static final class Tensor {
    private String text;

    Tensor(String text) {
      this.text = text;
    }

    void write(String other) {
      text = other;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Nobody sees any more of the evaluation. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final Type ANY = new ObjectType("java.lang/Object");

  private final LaidOutRegions regions;
  private final boolean areCopied;
  private final TensorCalls calls;
  private final Map<Variable, Object> kept = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private final List<Object> held = new ArrayList<>();
  private final Set<Variable> declared = new HashSet<>();
  private Map<Variable, Object> values = new HashMap<>();

  /**
   * @param keepsParts whether parts write again what they have given
   * @param areCopied whether callers copy what the regions give, as those of parts do
   */
  TensorMachine(LaidOutRegions regions, boolean keepsParts, boolean areCopied) {
    this.regions = regions;
    this.areCopied = areCopied;
    this.calls = new TensorCalls(regions.loops(), held, keepsParts);
    for (Variable storage : regions.storage()) {
      kept.put(storage, storage.type() instanceof ArrayType ? new Object[0] : null);
    }
  }

  /**
   * Runs the forward region and one of the backward regions.
   *
   * @param number of the evaluation, by which its arguments differ from others'
   * @param backward what is made of the tape
   * @param arguments for parameters that are no tensors; arrays have as many tensors as {@code n}
   * @return how many tensors it has made
   */
  int evaluate(int number, Block backward, Map<String, ?> arguments) {
    values = new HashMap<>(kept);
    for (Variable parameter : regions.regions().parameters()) {
      Object argument = argument(parameter, number, arguments);
      values.put(parameter, argument);
      held.add(argument);
    }
    regions.regions().adjoints().forEach(it -> it.ifPresent(one -> lend(one, arguments)));
    regions.regions().seeds().stream()
        .flatMap(Optional::stream)
        .forEach(it -> values.put(it, new Tensor("seed")));
    int before = calls.made();
    try {
      run(regions.forward());
      for (Atom result : regions.regions().results()) {
        tell(result.toString(), get(result));
      }
      run(backward);
      regions.regions().adjoints().forEach(it -> it.ifPresent(one -> tell(one.name(), get(one))));
    } catch (Stopped stopped) {
      told.add("stopped");
    }
    kept.keySet().forEach(it -> kept.put(it, values.get(it)));
    return calls.made() - before;
  }

  private static Object argument(Variable parameter, int number, Map<String, ?> arguments) {
    String name = parameter.name();
    if (parameter.type().equals(TensorText.TENSOR)) {
      return new Tensor(name + number);
    }
    if (parameter.type() instanceof ArrayType) {
      Object[] array = new Object[(Integer) arguments.get("n")];
      Arrays.setAll(array, i -> new Tensor(name + number + "[" + i + "]"));
      return array;
    }
    return Objects.requireNonNull(arguments.get(name), name);
  }

  private void lend(Variable adjoint, Map<String, ?> arguments) {
    if (!adjoint.isMutable()) {
      values.put(adjoint, new Object[(Integer) arguments.get("n")]);
    }
  }

  /** What somebody sees now, and may hold: of adjoints, which are copied, only now. */
  private void tell(String name, Object value) {
    told.add(name + " = " + text(value));
    if (!areCopied
        && regions.regions().adjoints().stream()
            .noneMatch(it -> it.isPresent() && it.get().name().equals(name))) {
      held.add(value);
    }
  }

  private static String text(Object value) {
    return value instanceof Object[] array ? Arrays.deepToString(array) : String.valueOf(value);
  }

  /** What was seen, and what those see that hold what they were given, after all evaluations. */
  String told() {
    List<String> all = new ArrayList<>(told);
    held.forEach(it -> all.add("held " + text(it)));
    return String.join("\n", all);
  }

  private void run(Block block) {
    block.statements().forEach(it -> it.accept(this));
  }

  private Object get(Atom atom) {
    if (atom instanceof Constant constant) {
      return constant.value();
    }
    if (!values.containsKey(atom)) {
      throw new AssertionError("'" + atom + "' has no value yet");
    }
    return values.get(atom);
  }

  private List<Object> list(List<Atom> atoms) {
    List<Object> list = new ArrayList<>();
    atoms.forEach(it -> list.add(get(it)));
    return list;
  }

  private Object[] array(Variable variable) {
    return (Object[]) get(variable);
  }

  private int number(Atom atom) {
    return (Integer) get(atom);
  }

  @Override
  public Void declare(Statement.Declare statement) {
    values.remove(statement.variable());
    declared.add(statement.variable());
    return null;
  }

  @Override
  public Void assign(Statement.Assign statement) {
    Variable target = statement.target();
    if (target.isMutable() && !kept.containsKey(target) && !declared.contains(target)) {
      throw new AssertionError("'" + target + "' is not declared");
    }
    values.put(target, statement.operation().accept(this));
    return null;
  }

  @Override
  public Void store(Statement.Store statement) {
    array(statement.array())[number(statement.index())] = get(statement.value());
    return null;
  }

  @Override
  public Void accumulate(Statement.Accumulate statement) {
    Object before = get(statement.target());
    Object more = get(statement.value());
    values.put(
        statement.target(),
        before instanceof Double number ? number + (Double) more : calls.sum(before, more));
    return null;
  }

  @Override
  public Void accumulateElement(Statement.AccumulateElement statement) {
    Object[] array = array(statement.array());
    int index = number(statement.index());
    array[index] = calls.sum(array[index], get(statement.value()));
    return null;
  }

  @Override
  public Void invoke(Statement.Invoke statement) {
    for (int i = 0; i < statement.arguments().size(); i++) {
      Type parameter = statement.member().parameters().get(i);
      if (!parameter.equals(ANY)) {
        assertEquals(parameter, statement.arguments().get(i).type());
      }
    }
    assertEquals(statement.member().parameters().size(), statement.arguments().size());
    List<Object> results = calls.call(statement.member(), list(statement.arguments()));
    for (int i = 0; i < statement.targets().size(); i++) {
      values.put(statement.targets().get(i), results.get(i));
    }
    return null;
  }

  @Override
  public Void throwing(Statement.Throw statement) {
    held.add(get(statement.exception()));
    throw new Stopped();
  }

  @Override
  public Void conditional(Statement.If statement) {
    run((Boolean) get(statement.condition()) ? statement.then() : statement.otherwise());
    return null;
  }

  @Override
  public Void countedLoop(Statement.CountedLoop statement) {
    int bound = number(statement.bound());
    boolean isUp = statement.relation() == BasicOperator.Symbol.LT;
    for (int i = number(statement.from()); isUp ? i < bound : i >= bound; i += statement.step()) {
      values.put(statement.index(), i);
      run(statement.body());
    }
    return null;
  }

  @Override
  public Void whileLoop(Statement.WhileLoop statement) {
    run(statement.header());
    while ((Boolean) get(statement.condition())) {
      run(statement.body());
      run(statement.header());
    }
    return null;
  }

  @Override
  public Void reserve(Statement.Reserve statement) {
    Object[] slot = array(statement.slot());
    if (slot.length < number(statement.size())) {
      values.put(statement.slot(), Arrays.copyOf(slot, number(statement.size())));
    }
    return null;
  }

  @Override
  public Object copy(Operation.Copy operation) {
    return get(operation.value());
  }

  @Override
  public Object detachArray(Operation.DetachArray operation) {
    return get(operation.array());
  }

  @Override
  public Object load(Operation.Load operation) {
    int index = number(operation.index());
    return get(operation.array()) instanceof Tensor places
        ? places + "[" + index + "]"
        : array(operation.array())[index];
  }

  @Override
  public Object length(Operation.Length operation) {
    return array(operation.array()).length;
  }

  @Override
  public Object newArray(Operation.NewArray operation) {
    return new Object[number(operation.length())];
  }

  @Override
  public Object adjointLike(Operation.AdjointLike operation) {
    return new Object[array(operation.array()).length];
  }

  @Override
  public Object inspect(Operation.Inspect operation) {
    return switch (operation.aspect()) {
      case NULL -> null;
      case SAME -> get(operation.objects().get(0)) == get(operation.objects().get(1));
      default -> throw new UnsupportedOperationException(operation.toString());
    };
  }

  @Override
  public Object apply(Operation.Apply operation) {
    int one = number(operation.arguments().get(0));
    int other = number(operation.arguments().get(1));
    return switch (((BasicOperator) operation.operator()).symbol()) {
      case ADD -> one + other;
      case SUB -> one - other;
      case LT -> one < other;
      default -> throw new UnsupportedOperationException(operation.toString());
    };
  }

  @Override
  public Void call(Statement.Call statement) {
    throw new UnsupportedOperationException(statement.toString());
  }

  @Override
  public Void reserveRow(Statement.ReserveRow statement) {
    throw new UnsupportedOperationException(statement.toString());
  }

  @Override
  public Void clear(Statement.Clear statement) {
    throw new UnsupportedOperationException(statement.toString());
  }
}
