package dev.gradc.processor.transform;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tangents of what a member with a rule of a user's gives. A rule for forward mode gives them
 * itself. A rule for reverse mode, of a result that is a number, is called once with the seed 1: it
 * gives the gradient, whose products with the tangents of the arguments are added up.
 */
final class RuleTangent {

  private final TangentVariables tangents;
  private final FreshNames names;
  private final List<Statement> statements;

  RuleTangent(TangentVariables tangents, FreshNames names, List<Statement> statements) {
    this.tangents = tangents;
    this.names = names;
    this.statements = statements;
  }

  /** Behind the call itself, whose result is active. */
  void write(Statement.Invoke statement) {
    Variable target = statement.targets().get(0);
    Optional<Member.Pushforward> forward = statement.member().pushforward();
    if (forward.isPresent() && TensorTangent.isOperation(statement)) {
      tangents.makeUnnamed(target);
      new TensorTangent(tangents, names, statements).write(statement, forward.get());
      return;
    }
    tangents.make(target, Role.SINGLE);
    if (forward.isPresent()) {
      for (int i = 0; i < tangents.directions(); i++) {
        byForwardRule(statement, forward.get(), i);
      }
    } else if (target.type() instanceof ArrayType) {
      throw new IllegalArgumentException("no forward rule: " + statement.member().key());
    } else {
      byGradient(statement, gradient(statement));
    }
  }

  private void byForwardRule(Statement.Invoke statement, Member.Pushforward rule, int direction) {
    Variable target = statement.targets().get(0);
    List<Atom> arguments = new ArrayList<>(statement.arguments());
    for (int i = 0; i < statement.arguments().size(); i++) {
      if (rule.rule().orElseThrow().tangents().contains(i)) {
        arguments.add(tangent(statement, i, direction));
      }
    }
    List<Type> types = pullback(statement).rule().orElseThrow().types(arguments);
    statements.add(
        new Statement.Invoke(
            List.of(tangents.of(target).get(direction)),
            Member.ofStatic(rule.owner(), rule.name(), types, Optional.of(target.type())),
            arguments,
            statement.origin()));
  }

  /** The tangent of an argument, zeros if it has none. */
  private Atom tangent(Statement.Invoke statement, int position, int direction) {
    Atom argument = statement.arguments().get(position);
    if (argument.type() instanceof ArrayType && !tangents.isActive(argument)) {
      return zerosLike((Variable) argument, statement.origin());
    }
    return tangents.of(argument, direction);
  }

  private Variable zerosLike(Variable array, Origin origin) {
    Variable zeros = names.fresh("zeros", array.type(), Role.SINGLE);
    new ElementLoops(names, origin).zerosLike(array, zeros, statements);
    return zeros;
  }

  private static Member.Pullback pullback(Statement.Invoke statement) {
    return statement.member().pullback().orElseThrow();
  }

  /** The rule's gradient for the seed 1: of each active argument a number or an array. */
  private List<Optional<Variable>> gradient(Statement.Invoke statement) {
    Member.Pullback pullback = pullback(statement);
    Member.RuleMethod rule = pullback.rule().orElseThrow();
    List<Atom> arguments = new ArrayList<>(statement.arguments());
    arguments.add(Constant.of(1.0, (Scalar) statement.targets().get(0).type()));
    List<Optional<Variable>> gradient = new ArrayList<>();
    for (int i = 0; i < statement.arguments().size(); i++) {
      Atom argument = statement.arguments().get(i);
      Optional<Variable> part = Optional.empty();
      if (pullback.isActive(i) && argument.type() instanceof ArrayType) {
        part = Optional.of(zerosLike((Variable) argument, statement.origin()));
        arguments.add(part.get());
      }
      gradient.add(part);
    }
    Optional<Variable> found =
        rule.result().map(type -> names.fresh("cotangent", type, Role.SINGLE));
    statements.add(
        new Statement.Invoke(
            found.stream().toList(),
            Member.ofRule(pullback, arguments),
            arguments,
            statement.origin()));
    found.ifPresent(it -> readNumbers(statement, it, gradient));
    return gradient;
  }

  private void readNumbers(
      Statement.Invoke statement, Variable found, List<Optional<Variable>> gradient) {
    for (int i = 0; i < gradient.size(); i++) {
      Atom argument = statement.arguments().get(i);
      if (!pullback(statement).isActive(i) || argument.type() instanceof ArrayType) {
        continue;
      }
      Variable part = found;
      if (found.type() instanceof ObjectType object) {
        part = names.fresh("cotangent", argument.type(), Role.SINGLE);
        String accessor = pullback(statement).accessors().get(i).orElseThrow();
        statements.add(
            new Statement.Invoke(
                List.of(part),
                Member.accessor(object.name(), accessor, argument.type()),
                List.of(found),
                statement.origin()));
      }
      gradient.set(i, Optional.of(part));
    }
  }

  private void byGradient(Statement.Invoke statement, List<Optional<Variable>> gradient) {
    Origin origin = statement.origin();
    Variable target = statement.targets().get(0);
    Scalar type = (Scalar) target.type();
    for (int k = 0; k < tangents.directions(); k++) {
      Variable sum = names.fresh("sum", type, Role.MUTABLE);
      statements.add(new Statement.Declare(sum, origin));
      statements.add(new Statement.Assign(sum, new Operation.Copy(Constant.zero(type)), origin));
      for (int i = 0; i < gradient.size(); i++) {
        Atom argument = statement.arguments().get(i);
        if (gradient.get(i).isPresent() && tangents.isActive(argument)) {
          Variable part = gradient.get(i).get();
          addProduct(part, tangents.of((Variable) argument).get(k), sum, origin);
        }
      }
      statements.add(
          new Statement.Assign(tangents.of(target).get(k), new Operation.Copy(sum), origin));
    }
  }

  private void addProduct(Variable part, Variable tangent, Variable sum, Origin origin) {
    if (part.type() instanceof ArrayType) {
      new ElementLoops(names, origin)
          .forEachPair(
              part,
              tangent,
              statements,
              (one, other, body) -> addNumbers(one, other, sum, origin, body));
    } else {
      addNumbers(part, tangent, sum, origin, statements);
    }
  }

  /** In the wider of the types of factors and sum. */
  private void addNumbers(
      Variable part, Variable tangent, Variable sum, Origin origin, List<Statement> into) {
    boolean isDouble = part.type() == Scalar.DOUBLE || sum.type() == Scalar.DOUBLE;
    Scalar wide = isDouble ? Scalar.DOUBLE : Scalar.FLOAT;
    Variable product = names.fresh("product", wide, Role.SINGLE);
    into.add(
        new Statement.Assign(
            product,
            Operation.Apply.of(
                new BasicOperator(Symbol.MUL, wide),
                converted(part, wide, origin, into),
                converted(tangent, wide, origin, into)),
            origin));
    Variable term = converted(product, (Scalar) sum.type(), origin, into);
    into.add(new Statement.Accumulate(sum, term, origin));
  }

  private Variable converted(Variable value, Scalar wanted, Origin origin, List<Statement> into) {
    if (value.type() == wanted) {
      return value;
    }
    Variable converted = names.fresh("converted", wanted, Role.SINGLE);
    Conversion conversion = new Conversion((Scalar) value.type(), wanted);
    into.add(new Statement.Assign(converted, Operation.Apply.of(conversion, value), origin));
    return converted;
  }
}
