package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
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

/**
 * Lets both passes look at what they are given, and the forward pass at what it gives: what is no
 * number there did not arise in an operation, so that {@link AnomalyChecks} tells nothing.
 */
public final class GivenChecks {

  private static final ObjectType STRING = new ObjectType("java.lang/String");

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
   * @param results what the method gives, in order, without arrays that it writes
   */
  public record Texts(List<String> arguments, List<String> results) {
    public Texts {
      arguments = List.copyOf(arguments);
      results = List.copyOf(results);
    }
  }

  /** The same program with checks. */
  public ReverseProgram place(ReverseProgram program) {
    names = program.freeNames();
    names.reserveAll(program.backward());
    program.outputs().forEach(names::reserveAll);
    List<Statement> forward = new ArrayList<>(arguments(program, false));
    forward.addAll(program.forward().statements());
    if (!program.forward().isAbruptToJava()) {
      forward.addAll(arguments(program, true));
      forward.addAll(results(program));
    }
    return program.withRegions(
        new Block(forward),
        seeded(program, program.backward()),
        program.outputs().stream().map(it -> seeded(program, it)).toList());
  }

  /** An array that is written may hold anything before, and is looked at in the end. */
  private List<Statement> arguments(ReverseProgram program, boolean areWritten) {
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i < program.parameters().size(); i++) {
      Variable parameter = program.parameters().get(i);
      if (holdsNumbers(parameter.type()) && program.written().contains(parameter) == areWritten) {
        String left = areWritten ? " as the method leaves it" : "";
        String told = texts.arguments().get(i) + left + ", forward pass,";
        check("checkNumbers", List.of(parameter, text(told, statements)), statements);
      }
    }
    return statements;
  }

  private List<Statement> results(ReverseProgram program) {
    List<Statement> statements = new ArrayList<>();
    // After these come arrays that the method writes, which have been looked at.
    for (int i = 0; i < texts.results().size(); i++) {
      Atom result = program.results().get(i);
      if (!holdsNumbers(result.type())) {
        continue;
      }
      List<Atom> operands = new ArrayList<>();
      operands.add(result);
      operands.add(text(texts.results().get(i) + ", forward pass,", statements));
      if (result.type() instanceof Scalar) {
        for (int k = 0; k < program.parameters().size(); k++) {
          if (holdsNumbers(program.parameters().get(k).type())) {
            operands.add(text(texts.arguments().get(k), statements));
            operands.add(program.parameters().get(k));
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
    Variable told = names.fresh("subject", STRING, Role.SINGLE);
    Operation is = new Operation.Inspect(Aspect.TEXT, List.of(), "", text, STRING);
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
