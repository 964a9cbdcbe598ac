package dev.gradc.processor.ir;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks the laws of the normal form (see the package's description, and {@link Statement}): types,
 * scopes, single definitions, values before reads, and which statement may change what.
 *
 * <p>Tests run it after every stage. An empty list says that all is well; a message names the law
 * that is broken and the statement that breaks it.
 */
public final class Verifier {

  /**
   * A part of a function that has been taken apart.
   *
   * @param visibleAtEnd what somebody reads after it
   */
  public record Region(Block block, List<Atom> visibleAtEnd) {
    public Region {
      visibleAtEnd = List.copyOf(visibleAtEnd);
    }
  }

  /** What is wrong with a function. */
  public List<String> verify(Function function) {
    Scopes scopes = new Scopes(false);
    Walk walk = new Walk(scopes);
    for (Function.Parameter parameter : function.parameters()) {
      if (parameter.variable().role() != Variable.Role.PARAMETER) {
        scopes.complain("the role of parameter " + parameter.variable() + " is another one");
      }
      scopes.give(parameter.variable());
    }
    walk.statements(function.body());
    function.results().forEach(walk::read);
    return scopes.complaints();
  }

  /**
   * What is wrong with regions that run one after the other. What is visible at the end of the
   * outermost block of one is visible in the next. Arrays that are kept from call to call are given
   * as mutable ones; no region declares them.
   *
   * <p>Unlike in a function, a statement may work on a mutable array directly, without a copy into
   * a single variable; and a loop of one region may have the label of a loop of another.
   */
  public List<String> verify(List<Variable> given, List<Region> regions) {
    Scopes scopes = new Scopes(true);
    given.forEach(scopes::give);
    for (Region region : regions) {
      Walk walk = new Walk(scopes);
      walk.statements(region.block());
      scopes.at("the end of a region");
      region.visibleAtEnd().forEach(scopes::copy);
    }
    return scopes.complaints();
  }

  /** The statements in order. */
  private static final class Walk implements Statement.Visitor<Void> {
    private final Scopes scopes;
    private final Types types;
    private final Set<String> labels = new HashSet<>();

    Walk(Scopes scopes) {
      this.scopes = scopes;
      this.types = new Types(scopes);
    }

    void statements(Block block) {
      List<Statement> statements = block.statements();
      for (int i = 0; i < statements.size(); i++) {
        scopes.at(Printer.firstLine(statements.get(i)));
        statements.get(i).accept(this);
        if (i + 1 < statements.size() && new Block(statements.subList(i, i + 1)).isAbruptToJava()) {
          scopes.complain("a statement follows that is never reached");
        }
      }
      scopes.at("the end");
    }

    private void inner(Block block) {
      scopes.enter();
      statements(block);
      scopes.leave();
    }

    /** A value that an operation other than a copy takes. */
    void read(Atom atom) {
      scopes.read(atom);
      types.constant(atom);
    }

    /** An array that a statement works on. */
    private void array(Variable array) {
      scopes.readArray(array);
    }

    @Override
    public Void declare(Statement.Declare statement) {
      if (!statement.variable().isMutable()) {
        scopes.complain("only a mutable variable is declared");
      }
      scopes.define(statement.variable());
      scopes.forgetValue(statement.variable());
      return null;
    }

    @Override
    public Void assign(Statement.Assign statement) {
      Variable target = statement.target();
      Operation operation = statement.operation();
      if (operation.arguments().contains(target)) {
        scopes.complain("the target is among the arguments");
      }
      operation.accept(new Arguments());
      types.assign(target, operation);
      switch (target.role()) {
        case PARAMETER -> scopes.complain("a parameter is assigned");
        case SINGLE -> {
          scopes.define(target);
          scopes.noteArray(target, operation);
        }
        case MUTABLE -> change(target, operation);
      }
      return null;
    }

    private void change(Variable target, Operation operation) {
      if (!(operation instanceof Operation.Copy copy)) {
        scopes.complain("a mutable variable changes by something else than a copy");
      } else if (copy.value() instanceof Variable source && source.isMutable()) {
        scopes.complain(
            "a mutable variable is read by something else than a copy into a single one");
      }
      scopes.change(target);
      scopes.giveValue(target);
      scopes.noteArray(target, operation);
    }

    /** What the operation of an assignment reads. */
    private final class Arguments implements Operation.Visitor<Void> {
      @Override
      public Void copy(Operation.Copy operation) {
        types.constant(operation.value());
        scopes.copy(operation.value());
        return null;
      }

      @Override
      public Void apply(Operation.Apply operation) {
        operation.arguments().forEach(Walk.this::read);
        return null;
      }

      @Override
      public Void detachArray(Operation.DetachArray operation) {
        if (operation.array().type() instanceof ArrayType) {
          array(operation.array());
        } else {
          read(operation.array());
        }
        return null;
      }

      @Override
      public Void load(Operation.Load operation) {
        array(operation.array());
        read(operation.index());
        return null;
      }

      @Override
      public Void length(Operation.Length operation) {
        array(operation.array());
        return null;
      }

      @Override
      public Void newArray(Operation.NewArray operation) {
        operation.lengths().forEach(Walk.this::read);
        return null;
      }

      @Override
      public Void inspect(Operation.Inspect operation) {
        operation.objects().forEach(Walk.this::read);
        return null;
      }

      @Override
      public Void adjointLike(Operation.AdjointLike operation) {
        array(operation.array());
        return null;
      }
    }

    @Override
    public Void store(Statement.Store statement) {
      return element(statement.array(), statement.index(), statement.value());
    }

    @Override
    public Void accumulateElement(Statement.AccumulateElement statement) {
      types.summand(statement.value());
      return element(statement.array(), statement.index(), statement.value());
    }

    private Void element(Variable array, Atom index, Atom value) {
      array(array);
      read(index);
      read(value);
      types.element(array, index, value.type());
      scopes.changeElements(array);
      return null;
    }

    @Override
    public Void accumulate(Statement.Accumulate statement) {
      Variable target = statement.target();
      if (!target.isMutable()) {
        scopes.complain("only a mutable variable is accumulated into");
      }
      if (statement.value().equals(target)) {
        scopes.complain("the target is among the arguments");
      }
      read(statement.value());
      types.summand(statement.value());
      types.same(target.type(), statement.value().type(), "the sum");
      scopes.copy(target);
      scopes.change(target);
      return null;
    }

    @Override
    public Void call(Statement.Call statement) {
      return call(statement.targets(), statement.arguments());
    }

    @Override
    public Void invoke(Statement.Invoke statement) {
      List<Type> parameters = statement.member().parameters();
      if (parameters.size() == statement.arguments().size()) {
        for (int i = 0; i < parameters.size(); i++) {
          types.same(parameters.get(i), statement.arguments().get(i).type(), "an argument");
        }
      } else {
        scopes.complain("the member takes " + parameters.size() + " arguments");
      }
      return call(statement.targets(), statement.arguments());
    }

    private Void call(List<Variable> targets, List<Atom> arguments) {
      arguments.forEach(this::read);
      for (Variable target : targets) {
        if (arguments.contains(target)) {
          scopes.complain("the target is among the arguments");
        }
        if (target.role() != Variable.Role.SINGLE) {
          scopes.complain("a call defines something else than a single variable");
        }
        scopes.define(target);
      }
      return null;
    }

    @Override
    public Void throwing(Statement.Throw statement) {
      read(statement.exception());
      return null;
    }

    @Override
    public Void conditional(Statement.If statement) {
      read(statement.condition());
      types.same(Scalar.BOOLEAN, statement.condition().type(), "the condition");
      Set<String> before = scopes.values();
      inner(statement.then());
      Set<String> afterThen = scopes.values();
      scopes.restoreValues(before);
      inner(statement.otherwise());
      if (statement.otherwise().isAbrupt()) {
        scopes.restoreValues(afterThen);
      } else if (!statement.then().isAbrupt()) {
        scopes.restoreCommonValues(afterThen);
      }
      return null;
    }

    @Override
    public Void countedLoop(Statement.CountedLoop statement) {
      label(statement.label());
      read(statement.from());
      read(statement.bound());
      types.loop(statement);
      Set<String> before = scopes.values();
      scopes.enter();
      if (statement.index().role() != Variable.Role.SINGLE) {
        scopes.complain("the index is not a single variable");
      }
      scopes.define(statement.index());
      inner(statement.body());
      scopes.leave();
      boolean runsOnce = statement.checkpoint().filter(Checkpoint::isCall).isPresent();
      if (!runsOnce) {
        scopes.restoreValues(before);
      }
      return null;
    }

    @Override
    public Void whileLoop(Statement.WhileLoop statement) {
      label(statement.label());
      String line = Printer.firstLine(statement);
      scopes.enterHeader();
      statements(statement.header());
      scopes.at(line);
      read(statement.condition());
      types.same(Scalar.BOOLEAN, statement.condition().type(), "the condition");
      scopes.leaveHeader();
      Set<String> before = scopes.values();
      inner(statement.body());
      scopes.restoreValues(before);
      return null;
    }

    private void label(String label) {
      if (!labels.add(label)) {
        scopes.complain("another loop has the label " + label);
      }
    }

    @Override
    public Void reserve(Statement.Reserve statement) {
      if (!statement.slot().isMutable()) {
        scopes.complain("only a mutable array is reserved");
      }
      scopes.copy(statement.slot());
      read(statement.size());
      types.array(statement.slot());
      types.same(Scalar.INT, statement.size().type(), "the size");
      scopes.change(statement.slot());
      return null;
    }

    @Override
    public Void reserveRow(Statement.ReserveRow statement) {
      array(statement.slots());
      read(statement.index());
      read(statement.size());
      types.rows(statement.slots());
      types.same(Scalar.INT, statement.index().type(), "the index");
      types.same(Scalar.INT, statement.size().type(), "the size");
      scopes.changeElements(statement.slots());
      return null;
    }

    @Override
    public Void clear(Statement.Clear statement) {
      array(statement.array());
      read(statement.length());
      types.array(statement.array());
      types.same(Scalar.INT, statement.length().type(), "the length");
      scopes.changeElements(statement.array());
      return null;
    }
  }
}
