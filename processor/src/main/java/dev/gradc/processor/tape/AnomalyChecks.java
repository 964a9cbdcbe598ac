package dev.gradc.processor.tape;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Lets programs of either mode look at what every operation gives, and stop where it first is
 * infinite or no number. The last step before code is written: nothing is differentiated or
 * simplified after it.
 */
public final class AnomalyChecks {

  private final UnaryOperator<Member> called;
  private FreshNames names;

  /** Of programs whose calls are left as they are. */
  public AnomalyChecks() {
    this(member -> member);
  }

  /**
   * Of programs that call what has checks of its own, where there is such a thing.
   *
   * @param called what is called in place of a member
   */
  public AnomalyChecks(UnaryOperator<Member> called) {
    this.called = called;
  }

  /** The same program with checks. */
  public ReverseProgram place(ReverseProgram program) {
    names = program.freeNames();
    names.reserveAll(program.backward());
    program.outputs().forEach(names::reserveAll);
    return program.withRegions(
        checked(program.forward(), "forward pass"),
        checked(program.backward(), "backward pass"),
        program.outputs().stream().map(it -> checked(it, "backward pass")).toList());
  }

  /** The same program with checks, of values and of tangents. */
  public ForwardProgram place(ForwardProgram program) {
    names = FreshNames.in(program.function());
    Block body = checked(program.function().body(), "forward mode");
    return new ForwardProgram(program.function().with(body), program.written());
  }

  /**
   * The same sweep with checks, of values and of tangents.
   *
   * @param mode what messages call it
   */
  public Sweep place(Sweep sweep, String mode) {
    names = sweep.freeNames();
    return sweep.with(checked(sweep.body(), mode));
  }

  /** The same function with checks, which is called in the forward pass of others. */
  public Function place(Function function) {
    names = FreshNames.in(function);
    return function.with(checked(function.body(), "forward pass"));
  }

  private Block checked(Block block, String pass) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Accumulate sum) {
        Variable before = read(new Operation.Copy(sum.target()), sum.target().type(), statements);
        statements.add(sum);
        check(sum.target(), List.of(before, sum.value()), sum.origin(), pass, statements);
      } else if (statement instanceof Statement.AccumulateElement sum) {
        Operation element = new Operation.Load(sum.array(), sum.index());
        Variable before = read(element, sum.value().type(), statements);
        statements.add(sum);
        Variable after = read(element, sum.value().type(), statements);
        check(after, List.of(before, sum.value()), sum.origin(), pass, statements);
      } else {
        statements.add(withChecks(statement, pass));
        if (statement instanceof Statement.Assign assign
            && assign.operation() instanceof Operation.Apply apply) {
          check(assign.target(), apply.arguments(), assign.origin(), pass, statements);
        } else if (statement instanceof Statement.Assign assign
            && assign.operation() instanceof Operation.Inspect) {
          checkField(assign, pass, statements);
        } else if (statement instanceof Statement.Invoke invoke) {
          for (Variable target : invoke.targets()) {
            check(target, invoke.arguments(), invoke.origin(), pass, statements);
          }
        }
      }
    }
    return new Block(statements);
  }

  /** What is in blocks, and what is called, tells of itself. */
  private Statement withChecks(Statement statement, String pass) {
    return statement instanceof Statement.Invoke invoke
        ? new Statement.Invoke(
            invoke.targets(), called.apply(invoke.member()), invoke.arguments(), invoke.origin())
        : statement.withBlocks(
            statement.blocks().stream().map(inner -> checked(inner, pass)).toList());
  }

  private Variable read(Operation operation, Type type, List<Statement> into) {
    Variable value = names.fresh("number", type, Role.SINGLE);
    into.add(new Statement.Assign(value, operation, Origin.NONE));
    return value;
  }

  /** What a field holds may be infinite, as an argument may. */
  private void checkField(Statement.Assign field, String pass, List<Statement> into) {
    if (field.origin().line() > 0 && isChecked(field.target().type())) {
      String subject = "field '" + ((Operation.Inspect) field.operation()).text() + "' in ";
      List<Atom> operands = List.of(field.target(), text(subject, field.origin(), pass, into));
      into.add(
          new Statement.Invoke(
              List.of(), member("checkNumbers", operands), operands, field.origin()));
    }
  }

  private Variable text(String subject, Origin origin, String pass, List<Statement> into) {
    Variable text = names.fresh("operation", ObjectType.STRING, Role.SINGLE);
    String told = subject + "'" + origin.text() + "' (" + origin.place() + "), " + pass + ",";
    into.add(
        new Statement.Assign(
            text,
            new Operation.Inspect(
                Aspect.TEXT, List.of(), "", told.replaceAll("\\s+", " "), ObjectType.STRING),
            origin));
    return text;
  }

  private void check(
      Variable result, List<Atom> arguments, Origin origin, String pass, List<Statement> into) {
    if (origin.line() == 0 || !isChecked(result.type())) {
      return;
    }
    Variable text = text("", origin, pass, into);
    List<Atom> operands = new ArrayList<>(List.of(result, text));
    arguments.stream().filter(it -> isChecked(it.type())).forEach(operands::add);
    into.add(new Statement.Invoke(List.of(), member("check", operands), operands, origin));
  }

  /** A check of the library, of tensors where there are some. */
  static Member member(String name, List<Atom> operands) {
    boolean hasTensors =
        operands.stream()
            .map(it -> it.type() instanceof ArrayType array ? array.innermost() : it.type())
            .anyMatch(ObjectType.TENSOR::equals);
    return Member.ofStatic(
        hasTensors ? ObjectType.TENSOR_PACKAGE + "TensorAnomalies" : "dev.gradc/Anomalies",
        name,
        operands.stream().map(Atom::type).toList(),
        Optional.empty());
  }

  private static boolean isChecked(Type type) {
    return type.equals(ObjectType.TENSOR) || (type instanceof Scalar scalar && scalar.isFloating());
  }
}
