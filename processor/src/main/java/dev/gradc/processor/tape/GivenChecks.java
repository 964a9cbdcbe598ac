package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets programs of either mode look at what they are given, and at what they give: what is no
 * number there did not arise in an operation, so that {@link AnomalyChecks} tells nothing.
 */
public final class GivenChecks {

  private final Texts texts;
  private FreshNames names;

  /** Of one method. */
  public GivenChecks(Texts texts) {
    this.texts = texts;
  }

  /**
   * What messages call things.
   *
   * @param arguments the parameters, in order
   * @param active the positions of the active ones of these, in order
   * @param results what the method gives, in order, without arrays that it writes
   */
  public record Texts(List<String> arguments, List<Integer> active, List<String> results) {
    public Texts {
      arguments = List.copyOf(arguments);
      active = List.copyOf(active);
      results = List.copyOf(results);
    }
  }

  /** The same program with checks. */
  public ReverseProgram place(ReverseProgram program) {
    names = program.freeNames();
    names.reserveAll(program.backward());
    program.outputs().forEach(names::reserveAll);
    Given given =
        new Given(
            program.parameters(),
            Set.copyOf(program.written()),
            List.of(),
            program.results(),
            "forward pass");
    return program.withRegions(
        evaluated(given, program.forward()),
        seeded(program, program.backward()),
        program.outputs().stream().map(it -> seeded(program, it)).toList());
  }

  /** The same program with checks. */
  public ForwardProgram place(ForwardProgram program) {
    names = FreshNames.in(program.function());
    List<Variable> all =
        program.function().parameters().stream().map(Function.Parameter::variable).toList();
    int count = texts.arguments().size();
    Set<Variable> written = program.written().stream().map(all::get).collect(Collectors.toSet());
    Given given =
        new Given(
            all.subList(0, count),
            written,
            all.subList(count, all.size()).stream().map(List::of).toList(),
            program.function().results(),
            "forward mode");
    Block body = evaluated(given, program.function().body());
    return new ForwardProgram(program.function().with(body), program.written());
  }

  /**
   * The same sweep with checks.
   *
   * @param mode what messages call it
   */
  public Sweep place(Sweep sweep, String mode) {
    names = sweep.freeNames();
    Given given =
        new Given(sweep.primals(), sweep.written(), sweep.directions(), sweep.value(), mode);
    return sweep.with(evaluated(given, sweep.body()));
  }

  /**
   * What a program that evaluates the method is given and gives.
   *
   * @param directions of each active parameter; none in reverse mode
   * @param results after those with a text there may be others
   * @param pass what messages call it
   */
  private record Given(
      List<Variable> parameters,
      Set<Variable> written,
      List<List<Variable>> directions,
      List<Atom> results,
      String pass) {}

  private Block evaluated(Given given, Block block) {
    List<Statement> statements = new ArrayList<>(arguments(given, false));
    statements.addAll(directions(given));
    statements.addAll(block.statements());
    if (!block.isAbruptToJava()) {
      statements.addAll(arguments(given, true));
      statements.addAll(results(given));
    }
    return new Block(statements);
  }

  /** An array that is written may hold anything before, and is looked at in the end. */
  private List<Statement> arguments(Given given, boolean areWritten) {
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i < given.parameters().size(); i++) {
      Variable parameter = given.parameters().get(i);
      if (holdsNumbers(parameter.type()) && given.written().contains(parameter) == areWritten) {
        String left = areWritten ? " as the method leaves it" : "";
        String told = texts.arguments().get(i) + left + ", " + given.pass() + ",";
        check("checkNumbers", List.of(parameter, text(told, statements)), statements);
      }
    }
    return statements;
  }

  /** What is written along with an array may be anything before, too. */
  private List<Statement> directions(Given given) {
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i < given.directions().size(); i++) {
      int position = texts.active().get(i);
      boolean isWritten = given.written().contains(given.parameters().get(position));
      for (Variable direction : given.directions().get(i)) {
        if (holdsNumbers(direction.type()) && !isWritten) {
          String subject = "direction of the " + texts.arguments().get(position);
          String told = subject + ", " + given.pass() + ",";
          check("checkFinite", List.of(direction, text(told, statements)), statements);
        }
      }
    }
    return statements;
  }

  private List<Statement> results(Given given) {
    List<Statement> statements = new ArrayList<>();
    // After these come arrays that the method writes, which have been looked at.
    for (int i = 0; i < texts.results().size(); i++) {
      Atom result = given.results().get(i);
      if (!holdsNumbers(result.type())) {
        continue;
      }
      List<Atom> operands = new ArrayList<>();
      operands.add(result);
      operands.add(text(texts.results().get(i) + ", " + given.pass() + ",", statements));
      if (result.type() instanceof Scalar) {
        for (int k = 0; k < given.parameters().size(); k++) {
          if (holdsNumbers(given.parameters().get(k).type())) {
            operands.add(text(texts.arguments().get(k), statements));
            operands.add(given.parameters().get(k));
          }
        }
        check("checkValue", operands, statements);
      } else {
        check("checkNumbers", operands, statements);
      }
    }
    return statements;
  }

  private Block seeded(ReverseProgram program, Block region) {
    List<Statement> statements = new ArrayList<>();
    Set<Variable> read = FreeVariables.of(region);
    for (int i = 0; i < program.seeds().size(); i++) {
      Optional<Variable> seed = program.seeds().get(i).filter(read::contains);
      if (seed.isPresent()) {
        boolean isOfResult = i < texts.results().size();
        String subject = isOfResult ? texts.results().get(i) : "array that is written";
        Variable told = text("seed of the " + subject + ", backward pass,", statements);
        check("checkFinite", List.of(seed.get(), told), statements);
      }
    }
    statements.addAll(region.statements());
    return new Block(statements);
  }

  private Variable text(String text, List<Statement> into) {
    Variable told = names.fresh("subject", ObjectType.STRING, Role.SINGLE);
    Operation is = new Operation.Inspect(Aspect.TEXT, List.of(), "", text, ObjectType.STRING);
    into.add(new Statement.Assign(told, is, Origin.NONE));
    return told;
  }

  private static void check(String name, List<Atom> operands, List<Statement> into) {
    into.add(
        new Statement.Invoke(
            List.of(), AnomalyChecks.member(name, operands), operands, Origin.NONE));
  }

  private static boolean holdsNumbers(Type type) {
    Type each = type instanceof ArrayType array ? array.innermost() : type;
    return each.equals(ObjectType.TENSOR) || (each instanceof Scalar scalar && scalar.isFloating());
  }
}
