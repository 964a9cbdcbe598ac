package dev.gradc.processor.ir;

import dev.gradc.processor.ir.BasicOperator.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the right sides of assignments, and atoms. */
final class OperationParser {

  private final Map<String, Variable> variables;

  OperationParser(Map<String, Variable> variables) {
    this.variables = variables;
  }

  /**
   * Reads an operation.
   *
   * @param target the type of what it is assigned to, which is the result of a function of Math
   */
  Operation operation(Lexer lexer, Type target) {
    String word = lexer.take();
    String next = lexer.peek();
    if (next.isEmpty()) {
      return new Operation.Copy(atom(word, lexer));
    }
    if (next.equals("(") || next.equals(".")) {
      return apply(word, lexer, target);
    }
    return switch (word) {
      case "load" -> {
        Variable array = variable(lexer);
        yield new Operation.Load(array, index(lexer));
      }
      case "length" -> new Operation.Length(variable(lexer));
      case "detachArray" -> new Operation.DetachArray(variable(lexer));
      case "newarray" -> newArray(lexer);
      case "inspect" -> inspect(lexer, target);
      case "adjointlike" -> new Operation.AdjointLike(variable(lexer));
      default -> throw lexer.error("unknown operation " + word);
    };
  }

  private Operation inspect(Lexer lexer, Type target) {
    Operation.Inspect.Aspect aspect = Operation.Inspect.Aspect.valueOf(lexer.take());
    List<String> words = new ArrayList<>();
    while (!lexer.peek().equals("(")) {
      words.add(lexer.take());
    }
    String owner = words.size() > 1 ? words.get(0) : "";
    String text = words.isEmpty() ? "" : words.get(words.size() - 1);
    return new Operation.Inspect(aspect, arguments(lexer), owner, text, target);
  }

  private Operation newArray(Lexer lexer) {
    String purpose = lexer.take().toUpperCase(Locale.ROOT);
    Type element = type(lexer);
    List<Atom> lengths = new ArrayList<>(List.of(index(lexer)));
    while (lexer.takeIf("[")) {
      lengths.add(atom(lexer));
      lexer.expect("]");
    }
    return new Operation.NewArray(element, lengths, Operation.NewArray.Purpose.valueOf(purpose));
  }

  private Operation apply(String word, Lexer lexer, Type target) {
    StringBuilder name = new StringBuilder(word);
    while (lexer.takeIf(".")) {
      name.append('.').append(lexer.take());
    }
    List<Atom> arguments = arguments(lexer);
    return new Operation.Apply(operator(name.toString(), arguments, target), arguments);
  }

  private static Operator operator(String name, List<Atom> arguments, Type target) {
    int dot = name.lastIndexOf('.');
    if (dot >= 0) {
      String owner = name.substring(0, dot);
      return new MathFunction(
          owner.indexOf('.') < 0 ? "java.lang." + owner : owner,
          name.substring(dot + 1),
          arguments.stream().map(argument -> (Scalar) argument.type()).toList(),
          (Scalar) target);
    }
    Scalar first = (Scalar) arguments.get(0).type();
    for (Scalar to : Scalar.values()) {
      Conversion conversion = new Conversion(first, to);
      if (conversion.mnemonic().equals(name)) {
        return conversion;
      }
    }
    Symbol symbol = Symbol.valueOf(name.toUpperCase(Locale.ROOT));
    Scalar operand = symbol == Symbol.SELECT ? (Scalar) arguments.get(1).type() : first;
    return new BasicOperator(symbol, operand);
  }

  /** {@code (a, b)}. */
  List<Atom> arguments(Lexer lexer) {
    lexer.expect("(");
    return rest(lexer);
  }

  /** {@code a, b)}. */
  List<Atom> rest(Lexer lexer) {
    List<Atom> arguments = new ArrayList<>();
    while (!lexer.takeIf(")")) {
      arguments.add(atom(lexer));
      lexer.takeIf(",");
    }
    return arguments;
  }

  /** {@code [i]}. */
  Atom index(Lexer lexer) {
    lexer.expect("[");
    Atom index = atom(lexer);
    lexer.expect("]");
    return index;
  }

  Atom atom(Lexer lexer) {
    return atom(lexer.take(), lexer);
  }

  private Atom atom(String text, Lexer lexer) {
    if (text.equals("true") || text.equals("false")) {
      return new Constant(Boolean.valueOf(text), Scalar.BOOLEAN);
    }
    if (text.matches("-?([0-9].*|NaNf?|Infinityf?)")) {
      return number(text);
    }
    if (text.equals("null")) {
      // Of all objects only tensors have constants.
      return Constant.zero(ObjectType.TENSOR);
    }
    return known(text, lexer);
  }

  private static Constant number(String text) {
    String digits = text.substring(0, text.length() - 1);
    return switch (text.charAt(text.length() - 1)) {
      case 'b' -> new Constant(Byte.valueOf(digits), Scalar.BYTE);
      case 's' -> new Constant(Short.valueOf(digits), Scalar.SHORT);
      case 'c' -> new Constant((char) Integer.parseInt(digits), Scalar.CHAR);
      case 'L' -> new Constant(Long.valueOf(digits), Scalar.LONG);
      case 'f' -> new Constant(Float.valueOf(digits), Scalar.FLOAT);
      default ->
          text.matches("-?[0-9]+")
              ? Constant.of(Integer.parseInt(text))
              : Constant.of(Double.parseDouble(text));
    };
  }

  Variable variable(Lexer lexer) {
    return known(lexer.take(), lexer);
  }

  Variable known(String name, Lexer lexer) {
    Variable variable = variables.get(name);
    if (variable == null) {
      throw lexer.error("unknown variable " + name);
    }
    return variable;
  }

  /** {@code double[]}, or {@code dev.gradc.tensor/Tensor}. */
  static Type type(Lexer lexer) {
    Type type = elementType(lexer);
    while (lexer.takeBrackets()) {
      type = new ArrayType(type);
    }
    return type;
  }

  private static Type elementType(Lexer lexer) {
    StringBuilder name = new StringBuilder(lexer.take());
    for (Scalar scalar : Scalar.values()) {
      if (scalar.keyword().contentEquals(name)) {
        return scalar;
      }
    }
    while (List.of(".", "/").contains(lexer.peek())) {
      name.append(lexer.take()).append(lexer.take());
    }
    if (lexer.takeIf("<")) {
      name.append('<').append(lexer.takeUntil(">")).append('>');
    }
    return new ObjectType(name.toString());
  }

  static Symbol relation(Lexer lexer) {
    String java = lexer.take();
    for (Symbol symbol : Symbol.values()) {
      if (symbol.isComparison() && symbol.java().equals(java)) {
        return symbol;
      }
    }
    throw lexer.error("not a relation: " + java);
  }
}
