package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Operation.NewArray.Purpose;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.transform.Renaming;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reverse-mode derivative of a function as one function again, ready for the next transform:
 * the forward region, then the backward region, with the slots as variables of it.
 *
 * <p>Its parameters are
 *
 * <ol>
 *   <li>those of the function, detached as they were;
 *   <li>for each result of a differentiable type a cotangent, of the result's type;
 *   <li>for each active parameter that is an array an array of its shape, to which its adjoint is
 *       added.
 * </ol>
 *
 * <p>Its results are those of the function, then for each active parameter that is a number its
 * adjoint. Cotangents that nothing active reaches and adjoints of parameters that are not reached
 * have their places all the same, so that the shape of it can be told from the function's alone.
 */
public final class ReverseFunction {

  /** What the slots are. */
  public enum Form {
    /** What the tape has: arrays that are reserved, cleared and grown by statements made for it. */
    SLOTS,
    /**
     * Nothing but what users' methods consist of: arrays made anew, where loops go on for longer
     * than was known, copied into longer ones. What {@code transform.Adjoint} is applied to.
     */
    PLAIN
  }

  /**
   * The function.
   *
   * @param primal what the program is the derivative of, with the parameters and results that it
   *     was made from
   * @param program in the form {@link TapeLayout.Form#FUSED}
   */
  public Function of(Function primal, ReverseProgram program, Form form) {
    FreshNames names = program.freeNames();

    List<Function.Parameter> parameters = new ArrayList<>(primal.parameters());
    parameters.addAll(seeds(primal, program, names));
    parameters.addAll(adjointArrays(primal, program, names));

    // Loops and single variables of one region may have the names of those of the other.
    Map<Variable, Atom> bindings = new HashMap<>();
    FreeVariables.of(program.backward()).forEach(it -> bindings.put(it, it));
    Block backward = new Renaming(names, bindings).rename(program.backward());

    List<Statement> statements = new ArrayList<>(program.forward().statements());
    statements.addAll(backward.statements());
    List<Statement> whole = new ArrayList<>();
    if (form == Form.PLAIN) {
      whole.addAll(new PlainArrays(names, false).replace(program.storage(), statements));
    } else {
      program.storage().forEach(it -> declareEmpty(it, names, whole));
      whole.addAll(statements);
    }
    List<Atom> results = new ArrayList<>(program.results());
    results.addAll(adjointNumbers(primal, program, program.backward(), bindings, names, whole));
    return new Function(
        primal.key() + "#reverse",
        primal.name(),
        parameters,
        new DirectArrays(names).copied(new Block(whole)),
        results,
        false,
        primal.origin());
  }

  static List<Function.Parameter> seeds(Function primal, ReverseProgram program, FreshNames names) {
    List<Function.Parameter> seeds = new ArrayList<>();
    // Of exits, further results of the program, callers know nothing.
    for (int i = 0; i < primal.results().size(); i++) {
      Type type = primal.results().get(i).type();
      Optional<Variable> seed = program.seeds().get(i);
      if (type.isDifferentiable()) {
        Variable variable = seed.orElseGet(() -> names.fresh("seed", type, Role.PARAMETER));
        seeds.add(new Function.Parameter(variable, false, primal.origin()));
      }
    }
    return seeds;
  }

  static List<Function.Parameter> adjointArrays(
      Function primal, ReverseProgram program, FreshNames names) {
    List<Function.Parameter> arrays = new ArrayList<>();
    for (int i = 0; i < primal.parameters().size(); i++) {
      Function.Parameter parameter = primal.parameters().get(i);
      if (parameter.isActive() && parameter.variable().type() instanceof ArrayType type) {
        String name = Leaf.variable("d", parameter.variable().name());
        Variable adjoint =
            program.adjoints().get(i).orElseGet(() -> names.fresh(name, type, Role.PARAMETER));
        arrays.add(new Function.Parameter(adjoint, false, parameter.origin()));
      }
    }
    return arrays;
  }

  static List<Atom> adjointNumbers(
      Function primal,
      ReverseProgram program,
      Block region,
      Map<Variable, Atom> bindings,
      FreshNames names,
      List<Statement> statements) {
    List<Atom> numbers = new ArrayList<>();
    for (int i = 0; i < primal.parameters().size(); i++) {
      Function.Parameter parameter = primal.parameters().get(i);
      Type type = parameter.variable().type();
      if (parameter.isActive() && !(type instanceof ArrayType)) {
        Optional<Variable> adjoint = program.adjoints().get(i).filter(it -> isDefined(it, region));
        numbers.add(
            adjoint.isPresent()
                ? lastValue((Variable) bindings.get(adjoint.get()), names, statements)
                : Constant.zero(type));
      }
    }
    return numbers;
  }

  /** The pass of one output may leave out what no derivative of it reaches. */
  private static boolean isDefined(Variable adjoint, Block region) {
    return region.statements().stream().anyMatch(it -> Mentions.definitions(it).contains(adjoint));
  }

  private static Atom lastValue(Variable adjoint, FreshNames names, List<Statement> statements) {
    Variable value = names.fresh(adjoint.name(), adjoint.type(), Role.SINGLE);
    statements.add(new Statement.Assign(value, new Operation.Copy(adjoint), Origin.NONE));
    return value;
  }

  /** Storage as it is before the first call: empty arrays, no objects. */
  private static void declareEmpty(Variable storage, FreshNames names, List<Statement> statements) {
    statements.add(new Statement.Declare(storage, Origin.NONE));
    String name = names.fresh(storage.name() + "Empty", storage.type(), Role.SINGLE).name();
    statements.addAll(empty(storage, Purpose.SLOT, name));
  }

  /** The first value of a variable that is storage. */
  static List<Statement> empty(Variable storage, Purpose purpose, String name) {
    Operation nothing =
        storage.type() instanceof ArrayType array
            ? new Operation.NewArray(array.element(), Constant.of(0), purpose)
            : new Operation.Inspect(Aspect.NULL, List.of(), "", "", (ObjectType) storage.type());
    Variable first = new Variable(name, storage.type(), Role.SINGLE);
    return List.of(
        new Statement.Assign(first, nothing, Origin.NONE),
        new Statement.Assign(storage, new Operation.Copy(first), Origin.NONE));
  }
}
