package dev.gradc.processor.tape;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects the operations of one loop, in order. */
final class FusedLoopBuilder {

  /** Names of classes and variables that the text of a loop has. */
  private static final List<String> TAKEN =
      List.of(
          "Math",
          "Into",
          "Tensor",
          "Activations",
          "Comparisons",
          "ElementFunctions",
          "ElementLoop",
          "Functions",
          "Shapes",
          "dev",
          "i",
          "kept",
          "loop",
          "yield");

  private final FreshNames names = new FreshNames();
  private final Map<Variable, Integer> inputs = new LinkedHashMap<>();
  private final Map<Atom, Integer> numbers = new LinkedHashMap<>();
  private final Map<Variable, Integer> shapes = new LinkedHashMap<>();
  private final Map<Variable, Integer> earlier = new LinkedHashMap<>();
  private final List<String> inputNames = new ArrayList<>();
  private final List<String> numberNames = new ArrayList<>();
  private final List<String> shapeNames = new ArrayList<>();
  private final List<FusedLoop.Step> steps = new ArrayList<>();
  private final List<FusedLoop.Result> results = new ArrayList<>();
  private final List<Integer> shapesOf = new ArrayList<>();
  private final Set<List<Integer>> whole = new LinkedHashSet<>();

  FusedLoopBuilder() {
    TAKEN.forEach(names::reserve);
  }

  /**
   * Adds an operation.
   *
   * @param isStored whether others need what it gives
   */
  void add(Statement.Invoke invoke, boolean isStored) {
    Member member = invoke.member();
    ElementOperation operation = ElementOperation.of(member).orElseThrow();
    List<FusedLoop.Operand> operands = new ArrayList<>();
    for (int i = 0; i < invoke.arguments().size(); i++) {
      operands.add(operand(member.parameters().get(i), invoke.arguments().get(i)));
    }
    requireWhole(operation, operands);
    Variable target = invoke.targets().get(0);
    if (isStored) {
      results.add(new FusedLoop.Result(steps.size(), false));
    }
    earlier.put(target, steps.size());
    steps.add(
        new FusedLoop.Step(
            fresh(target.name()),
            operation,
            member.intoForm().orElseThrow(),
            operands,
            invoke.origin()));
  }

  private FusedLoop.Operand operand(Type type, Atom atom) {
    if (type.equals(ObjectType.TENSOR)) {
      Variable variable = (Variable) atom;
      Integer step = earlier.get(variable);
      return step != null
          ? new FusedLoop.Operand.Earlier(step)
          : new FusedLoop.Operand.Input(position(variable, variable.name(), inputs, inputNames));
    }
    if (type instanceof ArrayType) {
      Variable variable = (Variable) atom;
      return new FusedLoop.Operand.Shape(position(variable, variable.name(), shapes, shapeNames));
    }
    Optional<Double> literal = literal(atom);
    return literal.isPresent()
        ? new FusedLoop.Operand.Literal(literal.get())
        : new FusedLoop.Operand.Given(
            position(
                atom,
                atom instanceof Variable variable ? variable.name() : "number",
                numbers,
                numberNames));
  }

  private static Optional<Double> literal(Atom atom) {
    return atom instanceof Constant constant && constant.value() instanceof Number number
        ? Optional.of(number.doubleValue()).filter(Double::isFinite)
        : Optional.empty();
  }

  private <T extends Atom> int position(
      T atom, String name, Map<T, Integer> positions, List<String> given) {
    return positions.computeIfAbsent(
        atom,
        any -> {
          given.add(fresh(name));
          return positions.size();
        });
  }

  private String fresh(String name) {
    return names.fresh(name, ObjectType.TENSOR, Role.SINGLE).name();
  }

  /** What an operation gives has the shape of one of its operands, if the others are repeated. */
  private void requireWhole(ElementOperation operation, List<FusedLoop.Operand> operands) {
    List<Integer> read = new ArrayList<>();
    boolean isEarlier = false;
    for (FusedLoop.Operand operand : operands) {
      if (operand instanceof FusedLoop.Operand.Input input) {
        read.add(input.position());
      }
      isEarlier |= operand instanceof FusedLoop.Operand.Earlier;
    }
    if (operation.isChoice()) {
      for (FusedLoop.Operand operand : operands.subList(1, operands.size())) {
        if (operand instanceof FusedLoop.Operand.Input input) {
          whole.add(List.of(input.position()));
        }
      }
    } else if (!isEarlier && !operation.isRepeating()) {
      Collections.sort(read);
      whole.add(List.copyOf(new LinkedHashSet<>(read)));
    }
  }

  /** Gives the shape of what an operation gives, which is not stored. */
  void askForShape(Variable target) {
    shapesOf.add(earlier.get(target));
  }

  /** What the loop is given. */
  List<Atom> arguments() {
    List<Atom> arguments = new ArrayList<>(inputs.keySet());
    arguments.addAll(numbers.keySet());
    arguments.addAll(shapes.keySet());
    return arguments;
  }

  /** The loop as a member, of the library as long as it has no class. */
  Member member(String name) {
    List<Type> types = new ArrayList<>();
    inputs.forEach((input, position) -> types.add(ObjectType.TENSOR));
    numbers.forEach((number, position) -> types.add(Scalar.DOUBLE));
    shapes.forEach((shape, position) -> types.add(new ArrayType(Scalar.INT)));
    return Member.ofStatic(FusedLoop.TYPE.name(), name, types, Optional.of(FusedLoop.TYPE));
  }

  FusedLoop build(String name) {
    return new FusedLoop(
        name, inputNames, numberNames, shapeNames, steps, results, shapesOf, List.copyOf(whole));
  }
}
