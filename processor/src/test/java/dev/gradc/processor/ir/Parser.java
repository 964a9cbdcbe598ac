package dev.gradc.processor.ir;

import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads what {@link Printer} writes, so that the test of a stage is text in, text out. Marks in
 * brackets before a statement are passed over; types of operands are inferred from the variables.
 *
 * <p>Every origin is {@link Origin#NONE}, so that equal texts give equal records. But a comment
 * after a simple statement is the text of its origin, and what follows the word {@code in} there is
 * that of the statement around. Members that are used are told of first, see {@link MemberParser}.
 *
 * <p>It reads programs that the {@link Verifier} refuses too, as far as every variable is known.
 */
public final class Parser {

  private final Deque<String> lines = new ArrayDeque<>();
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final OperationParser operations = new OperationParser(variables);
  private final Map<String, Member> members = new LinkedHashMap<>();
  private Origin origin = Origin.NONE;
  private int line;

  private Parser(String text) {
    text.lines().filter(line -> !line.isBlank()).forEach(line -> lines.add(unmarked(line)));
    while (!lines.isEmpty() && lines.element().startsWith("member ")) {
      Lexer lexer = new Lexer(take());
      lexer.expect("member");
      Member member = MemberParser.member(lexer);
      members.put(member.key(), member);
    }
  }

  /** Reads {@code function f(…) { … }}. */
  public static Function function(String text) {
    return new Parser(text).function();
  }

  /** Reads statements that stand in no function. */
  public static Block block(String text, Variable... given) {
    Parser parser = new Parser(text);
    for (Variable variable : given) {
      parser.variables.put(variable.name(), variable);
    }
    Block block = parser.statements();
    if (!parser.lines.isEmpty()) {
      throw new IllegalArgumentException("unexpected: " + parser.lines.peek());
    }
    return block;
  }

  /** Reads one parameter as a header has it: {@code double[] a}. */
  public static Variable variable(String text, Role role) {
    Lexer lexer = new Lexer(text);
    Type type = OperationParser.type(lexer);
    return new Variable(lexer.take(), type, role);
  }

  private static String unmarked(String line) {
    return line.strip().replaceFirst("^(\\[[A-Z_ ]+\\] )+", "");
  }

  private Function function() {
    Lexer lexer = new Lexer(take());
    boolean detached = lexer.takeIf("detached");
    lexer.expect("function");
    String name = lexer.takeUntil("(");
    List<Function.Parameter> parameters = new ArrayList<>();
    while (!lexer.takeIf(")")) {
      boolean isDetached = lexer.takeIf("detached");
      Type type = OperationParser.type(lexer);
      Variable variable = define(lexer.take(), type, Role.PARAMETER);
      parameters.add(new Function.Parameter(variable, isDetached, Origin.NONE));
      lexer.takeIf(",");
    }
    lexer.expect("{");
    Block body = statements();
    List<Atom> results = new ArrayList<>();
    if (lines.element().startsWith("return ")) {
      Lexer last = new Lexer(take());
      last.take();
      do {
        results.add(operations.atom(last));
      } while (last.takeIf(","));
    }
    expect("}");
    String types =
        parameters.stream()
            .map(parameter -> parameter.variable().type().keyword())
            .collect(Collectors.joining(","));
    return new Function(
        name + "(" + types + ")",
        name.substring(name.lastIndexOf('.') + 1),
        parameters,
        body,
        results,
        detached,
        Origin.NONE);
  }

  /** Statements up to a line that is none. */
  private Block statements() {
    List<Statement> statements = new ArrayList<>();
    while (!lines.isEmpty()
        && !lines.peek().startsWith("}")
        && !lines.peek().startsWith("return ")) {
      statements.add(statement(new Lexer(take())));
    }
    return new Block(statements);
  }

  private Statement statement(Lexer lexer) {
    String word = lexer.take();
    // A word of the language is one only where the sequel is not that of a variable's name.
    boolean isName = List.of("", ":", "=", "+=", "[").contains(lexer.peek());
    Statement statement = isName ? change(word, lexer) : instruction(word, lexer);
    if (lexer.hasNext()) {
      throw lexer.error("unexpected '" + lexer.peek() + "'");
    }
    return statement;
  }

  private Statement instruction(String word, Lexer lexer) {
    return switch (word) {
      case "declare" -> {
        Type type = OperationParser.type(lexer);
        yield new Statement.Declare(define(lexer.take(), type, Role.MUTABLE), origin);
      }
      case "call", "invoke" -> call(List.of(), word, lexer);
      case "throw" -> new Statement.Throw(operations.atom(lexer), origin);
      case "if" -> conditional(lexer);
      case "loop" -> {
        String label = lexer.take();
        lexer.expect(":");
        yield lexer.takeIf("while") ? whileLoop(label, lexer) : countedLoop(label, lexer);
      }
      case "reserve" -> {
        Variable slot = operations.variable(lexer);
        lexer.expect(",");
        yield new Statement.Reserve(slot, operations.atom(lexer), origin);
      }
      case "reserveRow" -> {
        Variable slots = operations.variable(lexer);
        Atom index = operations.index(lexer);
        lexer.expect(",");
        yield new Statement.ReserveRow(slots, index, operations.atom(lexer), origin);
      }
      case "clear" -> {
        Variable array = operations.variable(lexer);
        lexer.expect(",");
        yield new Statement.Clear(array, operations.atom(lexer), origin);
      }
      default -> throw lexer.error("unknown statement " + word);
    };
  }

  private Statement change(String name, Lexer lexer) {
    if (lexer.takeIf(":")) {
      Type type = OperationParser.type(lexer);
      if (lexer.peek().equals(",")) {
        return callForSeveral(new Variable(name, type, Role.SINGLE), lexer);
      }
      lexer.expect("=");
      if (isCall(lexer)) {
        Statement call = call(List.of(new Variable(name, type, Role.SINGLE)), lexer.take(), lexer);
        define(name, type, Role.SINGLE);
        return call;
      }
      Operation operation = operations.operation(lexer, type);
      return new Statement.Assign(define(name, type, Role.SINGLE), operation, origin);
    }
    Variable variable = operations.known(name, lexer);
    if (lexer.peek().equals("[")) {
      Atom index = operations.index(lexer);
      boolean isSum = lexer.takeIf("+=");
      if (!isSum) {
        lexer.expect("=");
      }
      Atom value = operations.atom(lexer);
      return isSum
          ? new Statement.AccumulateElement(variable, index, value, origin)
          : new Statement.Store(variable, index, value, origin);
    }
    if (lexer.takeIf("+=")) {
      return new Statement.Accumulate(variable, operations.atom(lexer), origin);
    }
    lexer.expect("=");
    if (isCall(lexer)) {
      return call(List.of(variable), lexer.take(), lexer);
    }
    return new Statement.Assign(variable, operations.operation(lexer, variable.type()), origin);
  }

  private Statement callForSeveral(Variable first, Lexer lexer) {
    List<Variable> targets = new ArrayList<>(List.of(first));
    while (lexer.takeIf(",")) {
      String name = lexer.take();
      lexer.expect(":");
      targets.add(new Variable(name, OperationParser.type(lexer), Role.SINGLE));
    }
    lexer.expect("=");
    Statement call = call(targets, lexer.take(), lexer);
    targets.forEach(target -> define(target.name(), target.type(), Role.SINGLE));
    return call;
  }

  /** Alone the word is a variable's name. */
  private static boolean isCall(Lexer lexer) {
    return List.of("call", "invoke").contains(lexer.peek()) && lexer.hasMore();
  }

  private Statement call(List<Variable> targets, String word, Lexer lexer) {
    if (word.equals("invoke")) {
      String key = lexer.takeUntil("(");
      Member member = members.get(key);
      if (member == null) {
        throw lexer.error("unknown member " + key);
      }
      return new Statement.Invoke(targets, member, operations.rest(lexer), origin);
    }
    String key = lexer.takeUntil("(") + "(" + lexer.takeUntil(")") + ")";
    return new Statement.Call(targets, key, operations.arguments(lexer), origin);
  }

  private Statement conditional(Lexer lexer) {
    Atom condition = operations.atom(lexer);
    lexer.expect("{");
    Block then = statements();
    Block otherwise = Block.EMPTY;
    if (lines.element().equals("} else {")) {
      take();
      otherwise = statements();
    }
    expect("}");
    return new Statement.If(condition, then, otherwise, Origin.NONE);
  }

  private Statement countedLoop(String label, Lexer lexer) {
    lexer.expect("for");
    Type type = OperationParser.type(lexer);
    String name = lexer.take();
    lexer.expect("=");
    Atom from = operations.atom(lexer);
    lexer.expect(";");
    Variable index = define(name, type, Role.SINGLE);
    lexer.expect(name);
    BasicOperator.Symbol relation = OperationParser.relation(lexer);
    Atom bound = operations.atom(lexer);
    lexer.expect(";");
    int step = Integer.parseInt(lexer.take());
    lexer.expect("{");
    Block body = statements();
    expect("}");
    return new Statement.CountedLoop(label, index, from, relation, bound, step, body, Origin.NONE);
  }

  private Statement whileLoop(String label, Lexer lexer) {
    lexer.expect("{");
    Block header = statements();
    Lexer middle = new Lexer(take());
    middle.expect("}");
    Atom condition = operations.atom(middle);
    middle.expect("{");
    Block body = statements();
    expect("}");
    return new Statement.WhileLoop(label, header, condition, body, Origin.NONE);
  }

  private Variable define(String name, Type type, Role role) {
    Variable variable = new Variable(name, type, role);
    variables.put(name, variable);
    return variable;
  }

  private String take() {
    line++;
    String text = lines.remove();
    int comment = text.indexOf(" // ");
    if (comment < 0) {
      origin = Origin.NONE;
      return text;
    }
    String[] texts = text.substring(comment + 4).split(" in ", 2);
    origin = new Origin("", line, 1, 0, 0, texts[0]);
    if (texts.length == 2) {
      origin = origin.within(new Origin("", line, 1, 0, 0, texts[1]));
    }
    return text.substring(0, comment);
  }

  private void expect(String line) {
    if (!line.equals(lines.peek())) {
      throw new IllegalArgumentException("expected " + line + " before: " + lines.peek());
    }
    take();
  }
}
