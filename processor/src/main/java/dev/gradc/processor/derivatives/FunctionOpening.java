package dev.gradc.processor.derivatives;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
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
import dev.gradc.processor.source.DerivativeMember;
import dev.gradc.processor.source.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the objects of one function apart: each variable for one becomes a variable for each of the
 * arrays that the object consists of, and follows it.
 */
final class FunctionOpening {

  private final Map<String, Companion> companions;
  private final Set<String> opened;
  private final Map<String, DerivativeMember> members;
  private final Map<String, Method> methods;
  private final Map<Variable, List<Variable>> parts = new LinkedHashMap<>();
  private final Set<Problem> problems = new LinkedHashSet<>();
  private FreshNames names = new FreshNames();

  /**
   * @param opened the classes whose objects are taken apart
   * @param methods the functions that are treated as well, as they were
   */
  FunctionOpening(
      Map<String, Companion> companions,
      Set<String> opened,
      Map<String, DerivativeMember> members,
      Map<String, Method> methods) {
    this.companions = companions;
    this.opened = opened;
    this.members = members;
    this.methods = methods;
  }

  /** What cannot be taken apart. */
  Set<Problem> problems() {
    return problems;
  }

  /**
   * @param isCalledAsItIs whether somebody calls it who knows nothing of this: then no object may
   *     go in or out
   */
  Function open(Function function, boolean isCalledAsItIs) {
    names = FreshNames.in(function);
    if (isCalledAsItIs) {
      checkOutside(function);
    }
    List<Function.Parameter> parameters = new ArrayList<>();
    for (Function.Parameter parameter : function.parameters()) {
      Variable variable = parameter.variable();
      if (isOpened(variable.type())) {
        partsOf(variable)
            .forEach(
                it ->
                    parameters.add(
                        new Function.Parameter(it, parameter.detached(), parameter.origin())));
      } else {
        parameters.add(parameter);
      }
    }
    Block body = visit(function.body());
    List<Atom> results = new ArrayList<>();
    function.results().forEach(result -> results.addAll(atoms(result)));
    return new Function(
        function.key(),
        function.name(),
        parameters,
        body,
        results,
        function.detachedResult(),
        function.origin());
  }

  private void checkOutside(Function function) {
    for (Function.Parameter parameter : function.parameters()) {
      Type type = parameter.variable().type();
      if (isOpened(type) || holdsOpened(type)) {
        refuse(parameter.origin(), "comes from elsewhere here");
      }
    }
    if (function.results().stream().anyMatch(it -> isOpened(it.type()) || holdsOpened(it.type()))) {
      refuse(function.origin(), "is given back to code that is not differentiated");
    }
  }

  private boolean isOpened(Type type) {
    return type instanceof ObjectType object
        && DerivativeMember.companionOf(object.name()).filter(opened::contains).isPresent();
  }

  /** Whether it is an array of such objects. */
  private boolean holdsOpened(Type type) {
    return type instanceof ArrayType array && isOpened(array.innermost());
  }

  private List<Variable> partsOf(Variable object) {
    return parts.computeIfAbsent(
        object,
        key -> {
          String name = ((ObjectType) key.type()).name();
          String companion = DerivativeMember.companionOf(name).orElseThrow();
          ObjectParts all = new ObjectParts(companions.get(companion));
          List<Variable> variables = new ArrayList<>();
          for (ObjectParts.Part part : all.of(name.substring(companion.length() + 1))) {
            String own = Leaf.variable(object.name(), part.name());
            variables.add(names.fresh(own, part.type(), object.role()));
          }
          return variables;
        });
  }

  private List<? extends Atom> atoms(Atom atom) {
    return isOpened(atom.type()) ? partsOf((Variable) atom) : List.of(atom);
  }

  private Block visit(Block block) {
    List<Statement> statements = new ArrayList<>();
    block.statements().forEach(statement -> visit(statement, statements));
    return new Block(statements);
  }

  private void visit(Statement statement, List<Statement> into) {
    if (statement instanceof Statement.Declare declare && isOpened(declare.variable().type())) {
      partsOf(declare.variable())
          .forEach(it -> into.add(new Statement.Declare(it, declare.origin())));
    } else if (statement instanceof Statement.Assign assign) {
      assign(assign, into);
    } else if (statement instanceof Statement.Call call) {
      call(call, into);
    } else if (statement instanceof Statement.Store store && isOpened(store.value().type())) {
      refuse(store.origin(), "is put into an array here");
    } else {
      into.add(statement.withBlocks(statement.blocks().stream().map(this::visit).toList()));
    }
  }

  private void assign(Statement.Assign assign, List<Statement> into) {
    Type type = assign.target().type();
    Operation operation = assign.operation();
    if (holdsOpened(type)) {
      refuse(assign.origin(), "stands in an array here");
    } else if (isOpened(type)) {
      define(assign, into);
    } else if (operation instanceof Operation.Inspect inspect
        && inspect.aspect() == Aspect.SAME
        && inspect.objects().stream().allMatch(it -> isOpened(it.type()))
        && inspect.objects().get(0).type().equals(inspect.objects().get(1).type())) {
      List<Atom> firsts = new ArrayList<>();
      inspect.objects().forEach(it -> firsts.add(atoms(it).get(0)));
      Operation same =
          new Operation.Inspect(
              Aspect.SAME, firsts, inspect.owner(), inspect.text(), inspect.type());
      into.add(new Statement.Assign(assign.target(), same, assign.origin()));
    } else if (operation.arguments().stream().anyMatch(it -> isOpened(it.type()))) {
      boolean isCopy = operation instanceof Operation.Copy;
      refuse(
          assign.origin(),
          isCopy ? "becomes one of another type here" : "is compared with something else here");
    } else {
      into.add(assign);
    }
  }

  private void define(Statement.Assign assign, List<Statement> into) {
    Variable target = assign.target();
    if (assign.operation() instanceof Operation.Copy copy
        && copy.value().type().equals(target.type())) {
      List<? extends Atom> values = atoms(copy.value());
      List<Variable> targets = partsOf(target);
      for (int i = 0; i < targets.size(); i++) {
        into.add(
            new Statement.Assign(
                targets.get(i), new Operation.Copy(values.get(i)), assign.origin()));
      }
    } else if (assign.operation() instanceof Operation.Inspect inspect
        && inspect.aspect() == Aspect.NULL) {
      // Nothing can be read of it: what stands for it holds nothing.
      for (Variable part : partsOf(target)) {
        Type element = ((ArrayType) part.type()).element();
        into.add(
            new Statement.Assign(
                part,
                new Operation.NewArray(element, Constant.of(0), Purpose.PRIMAL),
                assign.origin()));
      }
    } else {
      refuse(assign.origin(), "comes from elsewhere here");
    }
  }

  private void call(Statement.Call call, List<Statement> into) {
    boolean isKnown = members.containsKey(call.function()) || takesAsTheyAre(call);
    Optional<Type> strange =
        call.arguments().stream()
            .map(Atom::type)
            .filter(it -> isOpened(it) || holdsOpened(it))
            .findFirst();
    boolean givesStrange =
        call.targets().stream().anyMatch(it -> isOpened(it.type()) || holdsOpened(it.type()));
    if (!isKnown && strange.isPresent()) {
      refuse(call.origin(), "is passed here to code that is not differentiated");
      return;
    }
    if (!isKnown && givesStrange) {
      refuse(call.origin(), "comes from elsewhere here");
      return;
    }
    List<Atom> arguments = new ArrayList<>();
    call.arguments().forEach(it -> arguments.addAll(atoms(it)));
    List<Variable> targets = new ArrayList<>();
    for (Variable target : call.targets()) {
      targets.addAll(isOpened(target.type()) ? partsOf(target) : List.of(target));
    }
    into.add(new Statement.Call(targets, call.function(), arguments, call.origin()));
  }

  /** Whether the callee takes and gives the same objects apart, in the same places. */
  private boolean takesAsTheyAre(Statement.Call call) {
    Method callee = methods.get(call.function());
    if (callee == null || !callee.opened().equals(opened)) {
      return false;
    }
    List<Type> taken =
        callee.parameters().stream()
            .flatMap(it -> Leaf.of(it.type()).stream())
            .map(Leaf::type)
            .toList();
    for (int i = 0; i < taken.size(); i++) {
      Type given = call.arguments().get(i).type();
      if (isOpened(given) != isOpened(taken.get(i))
          || (isOpened(given) && !given.equals(taken.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private void refuse(Origin origin, String why) {
    problems.add(Problem.of(DiagnosticCode.DERIVATIVE_OBJECT, origin, origin.text(), why));
  }
}
