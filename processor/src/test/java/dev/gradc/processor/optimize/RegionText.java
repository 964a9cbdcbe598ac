package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Regions as short text, one statement a line. A name says its type: {@code i} to {@code n} begin
 * ints, {@code f} booleans, {@code x}, {@code y} and {@code h} arrays of doubles, all others
 * doubles. What is declared is mutable, what is given beforehand is a parameter, or mutable if it
 * begins with {@code d}.
 *
 * <pre>
 * declare v        v := a          v += a
 * t = v            t = mul a, b    t = x[i]        t = length x    h = new 4
 * x[i] := a        x[i] += a
 * if f {           } else {        }
 * for i = 0 &lt; n {  while {         } f {
 * </pre>
 */
final class RegionText {

  private final Map<String, Variable> variables = new HashMap<>();
  private final Iterator<String> lines;

  /** What ended the block that was read last. */
  private String end = "";

  private RegionText(String text, List<String> parameters) {
    parameters.forEach(
        name -> variable(name, name.startsWith("d") ? Role.MUTABLE : Role.PARAMETER));
    this.lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).iterator();
  }

  static Block parse(String text, String... parameters) {
    return new RegionText(text, List.of(parameters)).block();
  }

  static Variable variable(String name, String role) {
    return new Variable(name, type(name), Role.valueOf(role.toUpperCase(Locale.ROOT)));
  }

  private static Type type(String name) {
    char first = name.charAt(0);
    if (first >= 'i' && first <= 'n') {
      return Scalar.INT;
    }
    return switch (first) {
      case 'f' -> Scalar.BOOLEAN;
      case 'x', 'y', 'h' -> new ArrayType(Scalar.DOUBLE);
      default -> Scalar.DOUBLE;
    };
  }

  private Variable variable(String name, Role role) {
    return variables.computeIfAbsent(name, key -> new Variable(key, type(key), role));
  }

  private Atom atom(String text) {
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true") ? Constant.TRUE : Constant.FALSE;
    }
    if (Character.isLetter(text.charAt(0))) {
      return variable(text, Role.SINGLE);
    }
    return text.contains(".")
        ? Constant.of(Double.parseDouble(text))
        : Constant.of(Integer.parseInt(text));
  }

  private Block block() {
    List<Statement> statements = new ArrayList<>();
    end = "";
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith("}")) {
        end = line;
        break;
      }
      statements.add(statement(line));
    }
    return new Block(statements);
  }

  private Statement statement(String line) {
    String[] words = line.split("[ ,]+");
    switch (words[0]) {
      case "declare" -> {
        return new Statement.Declare(variable(words[1], Role.MUTABLE), Origin.NONE);
      }
      case "if" -> {
        Block then = block();
        Block otherwise = end.equals("} else {") ? block() : Block.EMPTY;
        return new Statement.If(atom(words[1]), then, otherwise, Origin.NONE);
      }
      case "for" -> {
        return loop(words);
      }
      case "while" -> {
        Block header = block();
        Atom condition = atom(end.split(" ", -1)[1]);
        return new Statement.WhileLoop("loop", header, condition, block(), Origin.NONE);
      }
      default -> {
        return words[0].endsWith("]") ? write(words) : change(words);
      }
    }
  }

  private Statement loop(String[] words) {
    Variable index = variable(words[1], Role.SINGLE);
    Symbol relation =
        Arrays.stream(Symbol.values())
            .filter(symbol -> symbol.isComparison() && symbol.java().equals(words[4]))
            .findFirst()
            .orElseThrow();
    int step = relation == Symbol.LT || relation == Symbol.LE ? 1 : -1;
    return new Statement.CountedLoop(
        words[1], index, atom(words[3]), relation, atom(words[5]), step, block(), Origin.NONE);
  }

  private Statement write(String[] words) {
    Operation.Load element = element(words[0]);
    Atom value = atom(words[2]);
    return words[1].equals("+=")
        ? new Statement.AccumulateElement(element.array(), element.index(), value, Origin.NONE)
        : new Statement.Store(element.array(), element.index(), value, Origin.NONE);
  }

  private Operation.Load element(String text) {
    String[] parts = text.split("[\\[\\]]", -1);
    return new Operation.Load(variable(parts[0], Role.SINGLE), atom(parts[1]));
  }

  private Statement change(String[] words) {
    if (words[1].equals("+=")) {
      return new Statement.Accumulate(
          variable(words[0], Role.MUTABLE), atom(words[2]), Origin.NONE);
    }
    Role role = words[1].equals(":=") ? Role.MUTABLE : Role.SINGLE;
    Operation operation = operation(words);
    return new Statement.Assign(variable(words[0], role), operation, Origin.NONE);
  }

  private Operation operation(String[] words) {
    if (words.length == 3) {
      return words[2].endsWith("]") ? element(words[2]) : new Operation.Copy(atom(words[2]));
    }
    if (words[2].equals("length")) {
      return new Operation.Length(variable(words[3], Role.SINGLE));
    }
    if (words[2].equals("new")) {
      return new Operation.NewArray(
          Scalar.DOUBLE, atom(words[3]), Operation.NewArray.Purpose.PRIMAL);
    }
    List<Atom> arguments = Arrays.stream(words).skip(3).map(this::atom).toList();
    return new Operation.Apply(operator(words[2], arguments), arguments);
  }

  private static Operator operator(String name, List<Atom> arguments) {
    for (Symbol symbol : Symbol.values()) {
      if (symbol.name().toLowerCase(Locale.ROOT).equals(name)) {
        Atom last = arguments.get(arguments.size() - 1);
        return new BasicOperator(symbol, (Scalar) last.type());
      }
    }
    return MathFunction.ofDoubles(name, arguments.size());
  }

  static String print(Block block) {
    StringBuilder text = new StringBuilder();
    print(block, text);
    return text.toString();
  }

  private static void print(Block block, StringBuilder text) {
    for (Statement statement : block.statements()) {
      text.append(statement.accept(new Line())).append('\n');
      List<Block> inner = statement.blocks();
      for (int i = 0; i < inner.size(); i++) {
        boolean isEmptyElse = statement instanceof Statement.If && i == 1 && inner.get(1).isEmpty();
        if (i > 0 && !isEmptyElse) {
          String condition =
              statement instanceof Statement.WhileLoop loop ? loop.condition() + "" : "else";
          text.append("} ").append(condition).append(" {\n");
        }
        print(inner.get(i), text);
      }
      text.append(inner.isEmpty() ? "" : "}\n");
    }
  }

  /** The first line of a statement. */
  private static final class Line extends Unnested<String> implements Operation.Visitor<String> {

    @Override
    String plain(Statement statement) {
      throw new IllegalArgumentException("no text for " + statement);
    }

    @Override
    public String declare(Statement.Declare statement) {
      return "declare " + statement.variable();
    }

    @Override
    public String assign(Statement.Assign statement) {
      String sign = statement.target().isMutable() ? " := " : " = ";
      return statement.target() + sign + statement.operation().accept(this);
    }

    @Override
    public String accumulate(Statement.Accumulate statement) {
      return statement.target() + " += " + statement.value();
    }

    @Override
    public String store(Statement.Store statement) {
      return statement.array() + "[" + statement.index() + "] := " + statement.value();
    }

    @Override
    public String accumulateElement(Statement.AccumulateElement statement) {
      return statement.array() + "[" + statement.index() + "] += " + statement.value();
    }

    @Override
    public String conditional(Statement.If statement) {
      return "if " + statement.condition() + " {";
    }

    @Override
    public String countedLoop(Statement.CountedLoop statement) {
      return String.join(
          " ",
          "for",
          statement.index().name(),
          "=",
          statement.from().toString(),
          statement.relation().java(),
          statement.bound().toString(),
          "{");
    }

    @Override
    public String whileLoop(Statement.WhileLoop statement) {
      return "while {";
    }

    @Override
    public String copy(Operation.Copy operation) {
      return operation.value().toString();
    }

    @Override
    public String apply(Operation.Apply operation) {
      List<String> arguments = operation.arguments().stream().map(Atom::toString).toList();
      return operation.operator().mnemonic() + " " + String.join(", ", arguments);
    }

    @Override
    public String detachArray(Operation.DetachArray operation) {
      return "detach " + operation.array();
    }

    @Override
    public String load(Operation.Load operation) {
      return operation.array() + "[" + operation.index() + "]";
    }

    @Override
    public String length(Operation.Length operation) {
      return "length " + operation.array();
    }

    @Override
    public String newArray(Operation.NewArray operation) {
      return "new " + operation.length();
    }
  }
}
