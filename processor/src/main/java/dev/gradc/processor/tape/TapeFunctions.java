package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.transform.Renaming;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tape as two functions: what forward gives, besides the results, are the slots; what backward
 * takes are these. Both consist of nothing but what users' methods consist of.
 */
public final class TapeFunctions {

  /**
   * The forward pass. Its parameters are those of the function, its results those of the function
   * and then the slots of the program, in order.
   *
   * @param program in the form {@link TapeLayout.Form#TAPED}
   */
  public Function forward(Function primal, ReverseProgram program) {
    FreshNames names = new FreshNames();
    program.parameters().forEach(it -> names.reserve(it.name()));
    program.storage().forEach(it -> names.reserve(it.name()));
    names.reserveAll(program.forward());
    List<Statement> statements =
        new PlainArrays(names, false).replace(program.storage(), program.forward().statements());
    List<Atom> results = new ArrayList<>(program.results());
    for (Slot slot : program.slots()) {
      results.add(valueOf(slot.variable(), names, statements));
    }
    return function(primal, "#forward", primal.parameters(), statements, results, names);
  }

  private static Atom valueOf(Variable variable, FreshNames names, List<Statement> statements) {
    if (!variable.isMutable()) {
      return variable;
    }
    Variable value = names.fresh(variable.name(), variable.type(), Role.SINGLE);
    statements.add(new Statement.Assign(value, new Operation.Copy(variable), Origin.NONE));
    return value;
  }

  /**
   * A backward pass. Its parameters are the slots, a cotangent for each result of a differentiable
   * type, and the arrays that adjoints of active arrays are added to; its results the adjoints of
   * active numbers.
   *
   * @param region the program's for all outputs, or that of one of them
   */
  public Function backward(Function primal, ReverseProgram program, Block region) {
    FreshNames names = new FreshNames();
    program.adjoints().forEach(adjoint -> adjoint.ifPresent(it -> names.reserve(it.name())));
    program.seeds().forEach(seed -> seed.ifPresent(it -> names.reserve(it.name())));
    Map<Variable, Atom> bindings = new HashMap<>();
    FreeVariables.of(region).forEach(it -> bindings.put(it, it));
    List<Function.Parameter> parameters = new ArrayList<>();
    for (Slot slot : program.slots()) {
      Variable given = names.fresh(slot.variable().name(), slot.variable().type(), Role.PARAMETER);
      bindings.put(slot.variable(), given);
      parameters.add(new Function.Parameter(given, false, slot.origin()));
    }
    parameters.addAll(ReverseFunction.seeds(primal, program, names));
    parameters.addAll(ReverseFunction.adjointArrays(primal, program, names));
    List<Statement> statements =
        new PlainArrays(names, true)
            .replace(List.of(), new Renaming(names, bindings).rename(region).statements());
    List<Atom> results =
        ReverseFunction.adjointNumbers(primal, program, region, bindings, names, statements);
    return function(primal, "#backward", parameters, statements, results, names);
  }

  private static Function function(
      Function primal,
      String suffix,
      List<Function.Parameter> parameters,
      List<Statement> statements,
      List<Atom> results,
      FreshNames names) {
    return new Function(
        primal.key() + suffix,
        primal.name(),
        parameters,
        new DirectArrays(names).copied(new Block(statements)),
        results,
        false,
        primal.origin());
  }
}
