package dev.gradc.processor.transform;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.rules.Partial;
import dev.gradc.processor.rules.Rules;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the tangents of an operator's result: the sum of what its arguments contribute, each the
 * partial derivative applied to the tangent of the argument.
 */
final class ApplyTangent {

  private final Rules rules;
  private final TangentVariables tangents;
  private final FreshNames names;
  private final List<Statement> statements;

  ApplyTangent(
      Rules rules, TangentVariables tangents, FreshNames names, List<Statement> statements) {
    this.rules = rules;
    this.tangents = tangents;
    this.names = names;
    this.statements = statements;
  }

  void write(Statement.Assign assign, Operation.Apply apply) {
    for (int i = 0; i < tangents.directions(); i++) {
      Operation operation =
          isSelection(apply) ? selection(apply, i) : sum(assign, apply, i, assign.origin());
      Variable tangent = tangents.of(assign.target()).get(i);
      statements.add(new Statement.Assign(tangent, operation, assign.origin()));
    }
  }

  /** The tangent of what is chosen is chosen: no sum with the zero of the other argument. */
  private Operation selection(Operation.Apply apply, int direction) {
    List<Atom> arguments = apply.arguments();
    return Operation.Apply.of(
        apply.operator(),
        arguments.get(0),
        tangents.of(arguments.get(1), direction),
        tangents.of(arguments.get(2), direction));
  }

  private static boolean isSelection(Operation.Apply apply) {
    return apply.operator() instanceof BasicOperator basic && basic.symbol() == Symbol.SELECT;
  }

  private Operation sum(
      Statement.Assign assign, Operation.Apply apply, int direction, Origin origin) {
    Scalar type = apply.operator().result();
    List<Partial> partials = rules.find(apply.operator()).orElseThrow().partials();
    PartialFormulas formulas =
        new PartialFormulas(apply, assign.target(), origin, names, statements);
    List<Atom> terms = new ArrayList<>();
    int before = statements.size();
    for (int i = 0; i < partials.size(); i++) {
      Atom argument = apply.arguments().get(i);
      if (partials.get(i) instanceof Partial.Linear linear && tangents.isActive(argument)) {
        terms.add(formulas.pushforward(linear, tangents.of(argument, direction)));
      }
    }
    if (terms.isEmpty()) {
      return new Operation.Copy(Constant.zero(type));
    }
    BasicOperator add = new BasicOperator(Symbol.ADD, type);
    Atom sum = terms.get(0);
    Operation last = new Operation.Copy(sum);
    for (int i = 1; i < terms.size(); i++) {
      last = Operation.Apply.of(add, sum, terms.get(i));
      if (i + 1 < terms.size()) {
        sum = names.fresh("sum", type, Role.SINGLE);
        statements.add(new Statement.Assign((Variable) sum, last, origin));
      }
    }
    return terms.size() == 1 ? lastTerm(sum, before) : last;
  }

  /** The only term under the tangent's own name, rather than a copy of it. */
  private Operation lastTerm(Atom term, int before) {
    int last = statements.size() - 1;
    if (last >= before
        && statements.get(last) instanceof Statement.Assign assign
        && assign.target().equals(term)) {
      statements.remove(last);
      return assign.operation();
    }
    return new Operation.Copy(term);
  }
}
