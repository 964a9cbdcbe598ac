package dev.gradc.processor.ir;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes the intermediate representation as text, one statement a line, so that tests and people
 * can read it. The text is stable and says everything but the origins; tests read it back.
 *
 * <pre>
 * function f(double x, detached double y, double[] a) {
 *   declare double sum
 *   sum = 0.0
 *   n: int = length a
 *   loop i: for int i = 0; i &lt; n; 1 {
 *     t: double = load a[i]
 *     u: double = mul(t, x)
 *     sum += u
 *   }
 *   total: double = sum
 *   return total
 * }
 * </pre>
 *
 * <p>A definition of a single variable shows its type, a change of a mutable one does not.
 * Constants carry Java's suffixes, and {@code b}, {@code s}, {@code c} for byte, short and char (as
 * a number).
 */
public final class Printer {

  /** The whole function. */
  public String print(Function function) {
    return print(function, statement -> "");
  }

  /** The statements of a block, without braces, not indented. */
  public String print(Block block) {
    return print(block, statement -> "");
  }

  /**
   * The whole function with marks.
   *
   * @param mark what stands before a statement: {@code [ACTIVE]}; nothing does if it is empty
   */
  public String print(
      Function function, java.util.function.Function<? super Statement, String> mark) {
    Text text = new Text(mark);
    text.open((function.detachedResult() ? "detached " : "") + "function " + header(function));
    text.block(function.body());
    if (!function.results().isEmpty()) {
      text.line("return " + atoms(function.results()));
    }
    text.close();
    return text.toString();
  }

  /**
   * The statements of a block with marks.
   *
   * @param mark what stands before a statement: {@code [ACTIVE]}; nothing does if it is empty
   */
  public String print(Block block, java.util.function.Function<? super Statement, String> mark) {
    Text text = new Text(mark);
    text.block(block);
    return text.toString();
  }

  /** The first line of a statement, for messages. */
  static String firstLine(Statement statement) {
    Text text = new Text(any -> "");
    statement.accept(text);
    String all = text.toString();
    return all.substring(0, all.indexOf('\n'));
  }

  /** The variable's name, or the constant with its suffix. */
  static String atom(Atom atom) {
    return atom instanceof Constant constant ? constant(constant) : ((Variable) atom).name();
  }

  private static String constant(Constant constant) {
    Object value = constant.value();
    if (!(constant.type() instanceof Scalar scalar)) {
      return "null";
    }
    return switch (scalar) {
      case BYTE -> value + "b";
      case SHORT -> value + "s";
      case CHAR -> value instanceof Character character ? (int) character + "c" : value + "c";
      case LONG -> value + "L";
      case FLOAT -> value + "f";
      case BOOLEAN, INT, DOUBLE -> String.valueOf(value);
    };
  }

  private static String atoms(List<Atom> atoms) {
    return atoms.stream().map(Printer::atom).collect(Collectors.joining(", "));
  }

  private static String header(Function function) {
    String parameters =
        function.parameters().stream()
            .map(
                parameter ->
                    (parameter.detached() ? "detached " : "")
                        + parameter.variable().type().keyword()
                        + " "
                        + parameter.variable().name())
            .collect(Collectors.joining(", "));
    // The key is the qualified name and the parameters' types, which are here already.
    int end = function.key().indexOf('(');
    String name = end < 0 ? function.name() : function.key().substring(0, end);
    return name + "(" + parameters + ")";
  }

  private static String operator(Operator operator) {
    if (operator instanceof MathFunction function) {
      String owner = function.owner();
      String simple = owner.startsWith("java.lang.") ? owner.substring(10) : owner;
      return simple + "." + function.name();
    }
    return operator.mnemonic();
  }

  private static final class OperationText implements Operation.Visitor<String> {
    @Override
    public String copy(Operation.Copy operation) {
      return atom(operation.value());
    }

    @Override
    public String apply(Operation.Apply operation) {
      return operator(operation.operator()) + "(" + atoms(operation.arguments()) + ")";
    }

    @Override
    public String detachArray(Operation.DetachArray operation) {
      return "detachArray " + operation.array().name();
    }

    @Override
    public String load(Operation.Load operation) {
      return "load " + operation.array().name() + "[" + atom(operation.index()) + "]";
    }

    @Override
    public String length(Operation.Length operation) {
      return "length " + operation.array().name();
    }

    @Override
    public String newArray(Operation.NewArray operation) {
      return "newarray %s %s[%s]"
          .formatted(
              operation.purpose().name().toLowerCase(Locale.ROOT),
              operation.element().keyword(),
              operation.lengths().stream().map(Printer::atom).collect(Collectors.joining("][")));
    }

    @Override
    public String inspect(Operation.Inspect operation) {
      return "inspect "
          + operation.aspect()
          + " "
          + operation.owner()
          + " "
          + operation.text()
          + "("
          + atoms(operation.objects())
          + ")";
    }

    @Override
    public String adjointLike(Operation.AdjointLike operation) {
      return "adjointlike " + operation.array().name();
    }
  }

  /** Lines, indented by the blocks that are open. */
  private static final class Text implements Statement.Visitor<Void> {
    private final StringBuilder lines = new StringBuilder();
    private final java.util.function.Function<? super Statement, String> mark;
    private int depth;
    private String prefix = "";

    private Text(java.util.function.Function<? super Statement, String> mark) {
      this.mark = mark;
    }

    private Void line(String text) {
      lines.append("  ".repeat(depth)).append(prefix).append(text).append('\n');
      prefix = "";
      return null;
    }

    private void open(String text) {
      line(text + " {");
      depth++;
    }

    private void between(String text) {
      depth--;
      open("} " + text);
    }

    private Void close() {
      depth--;
      return line("}");
    }

    private void block(Block block) {
      for (Statement statement : block.statements()) {
        String text = mark.apply(statement);
        prefix = text.isEmpty() ? "" : text + " ";
        statement.accept(this);
      }
    }

    @Override
    public Void declare(Statement.Declare statement) {
      return line(
          "declare " + statement.variable().type().keyword() + " " + statement.variable().name());
    }

    @Override
    public Void assign(Statement.Assign statement) {
      return line(
          target(statement.target()) + " = " + statement.operation().accept(new OperationText()));
    }

    private static String targets(List<Variable> targets) {
      return targets.isEmpty()
          ? ""
          : targets.stream().map(it -> target(it)).collect(Collectors.joining(", ", "", " = "));
    }

    private static String target(Variable target) {
      return target.role() == Variable.Role.SINGLE
          ? target.name() + ": " + target.type().keyword()
          : target.name();
    }

    @Override
    public Void store(Statement.Store statement) {
      return line(element(statement.array(), statement.index()) + " = " + atom(statement.value()));
    }

    @Override
    public Void accumulate(Statement.Accumulate statement) {
      return line(statement.target().name() + " += " + atom(statement.value()));
    }

    @Override
    public Void accumulateElement(Statement.AccumulateElement statement) {
      return line(element(statement.array(), statement.index()) + " += " + atom(statement.value()));
    }

    private static String element(Variable array, Atom index) {
      return array.name() + "[" + atom(index) + "]";
    }

    @Override
    public Void call(Statement.Call statement) {
      return line(
          targets(statement.targets())
              + "call "
              + statement.function()
              + "("
              + atoms(statement.arguments())
              + ")");
    }

    @Override
    public Void invoke(Statement.Invoke statement) {
      return line(
          targets(statement.targets())
              + "invoke "
              + statement.member().key()
              + "("
              + atoms(statement.arguments())
              + ")");
    }

    @Override
    public Void throwing(Statement.Throw statement) {
      return line("throw " + atom(statement.exception()));
    }

    @Override
    public Void conditional(Statement.If statement) {
      open("if " + atom(statement.condition()));
      block(statement.then());
      if (!statement.otherwise().isEmpty()) {
        between("else");
        block(statement.otherwise());
      }
      return close();
    }

    @Override
    public Void countedLoop(Statement.CountedLoop statement) {
      String index = statement.index().name();
      open(
          "loop %s: for %s %s = %s; %s %s %s; %d"
              .formatted(
                  statement.label(),
                  statement.index().type().keyword(),
                  index,
                  atom(statement.from()),
                  index,
                  statement.relation().java(),
                  atom(statement.bound()),
                  statement.step()));
      block(statement.body());
      return close();
    }

    @Override
    public Void whileLoop(Statement.WhileLoop statement) {
      open("loop " + statement.label() + ": while");
      block(statement.header());
      between(atom(statement.condition()));
      block(statement.body());
      return close();
    }

    @Override
    public Void reserve(Statement.Reserve statement) {
      return line("reserve " + statement.slot().name() + ", " + atom(statement.size()));
    }

    @Override
    public Void reserveRow(Statement.ReserveRow statement) {
      return line(
          "reserveRow "
              + element(statement.slots(), statement.index())
              + ", "
              + atom(statement.size()));
    }

    @Override
    public Void clear(Statement.Clear statement) {
      return line("clear " + statement.array().name() + ", " + atom(statement.length()));
    }

    @Override
    public String toString() {
      return lines.toString();
    }
  }
}
