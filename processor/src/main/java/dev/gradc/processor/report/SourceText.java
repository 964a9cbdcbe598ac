package dev.gradc.processor.report;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes values as the user would: by their names, or as the expressions that compute them, with an
 * ellipsis for what would be too long.
 */
final class SourceText {

  /** What stands for an expression that is not shown. */
  static final String ELLIPSIS = "…";

  private static final int DEEPEST = 6;
  private static final int ATOMIC = 20;

  private final Map<Variable, UserName> names;
  private final Map<Variable, Statement> definitions = new HashMap<>();

  /**
   * @param blocks with the definitions of what has no name; what several define is as in the last
   */
  SourceText(Map<Variable, UserName> names, List<Block> blocks) {
    this.names = names;
    blocks.forEach(this::collect);
  }

  private void collect(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign && !assign.target().isMutable()) {
        definitions.put(assign.target(), assign);
      } else if (statement instanceof Statement.Invoke invoke) {
        invoke.targets().forEach(target -> definitions.put(target, invoke));
      }
      statement.blocks().forEach(this::collect);
    }
  }

  /** How the value is computed; null for parameters, indices and mutable variables. */
  Statement definition(Variable variable) {
    return definitions.get(variable);
  }

  /** The user's name for it, if there is one. */
  boolean isNamed(Variable variable) {
    return names.containsKey(variable);
  }

  /** An atom, in at most that many characters if that can be. */
  String of(Atom atom, int limit) {
    return fitting(limit, depth -> atom(atom, depth, 0));
  }

  /** The same; where that is nothing but an ellipsis, the beginning of what is written there. */
  String written(Variable variable, int limit) {
    String text = of(variable, limit);
    Statement definition = definitions.get(variable);
    if (!text.equals(ELLIPSIS) || definition == null || definition.origin().line() == 0) {
      return text;
    }
    String source = definition.origin().text().replaceAll("\\s+", " ");
    return source.length() > limit ? source.substring(0, limit - 1) + ELLIPSIS : source;
  }

  /** What a statement computes, even if its result has a name. */
  String computation(Statement statement, int limit) {
    return fitting(limit, depth -> expression(statement, depth, 0));
  }

  private interface Rendering {
    String at(int depth);
  }

  private static String fitting(int limit, Rendering rendering) {
    String text = "";
    for (int depth = DEEPEST; depth >= 0; depth--) {
      text = rendering.at(depth);
      if (text.length() <= limit) {
        return text;
      }
    }
    return text;
  }

  private String atom(Atom atom, int depth, int outer) {
    if (atom instanceof Constant constant) {
      return constant(constant);
    }
    Variable variable = (Variable) atom;
    if (names.containsKey(variable)) {
      return names.get(variable).text();
    }
    Statement definition = definitions.get(variable);
    if (definition == null) {
      return variable.name();
    }
    boolean isShort =
        definition instanceof Statement.Assign assign
            && (assign.operation() instanceof Operation.Load
                || assign.operation() instanceof Operation.Length
                || assign.operation() instanceof Operation.Copy
                || assign.operation() instanceof Operation.DetachArray);
    return depth > 0 || isShort ? expression(definition, depth - 1, outer) : ELLIPSIS;
  }

  private static String constant(Constant constant) {
    if (constant.value() instanceof Double number
        && number == Math.rint(number)
        && Math.abs(number) < 1e6) {
      return Long.toString(number.longValue());
    }
    return constant.toString();
  }

  private String expression(Statement statement, int depth, int outer) {
    if (statement instanceof Statement.Invoke invoke) {
      return invocation(invoke, depth);
    }
    return ((Statement.Assign) statement)
        .operation()
        .accept(
            new Operation.Visitor<String>() {
              @Override
              public String copy(Operation.Copy copy) {
                return atom(copy.value(), depth, outer);
              }

              @Override
              public String apply(Operation.Apply apply) {
                return operator(apply.operator(), apply.arguments(), depth, outer);
              }

              @Override
              public String detachArray(Operation.DetachArray detach) {
                return "detach(" + atom(detach.array(), depth, 0) + ")";
              }

              @Override
              public String load(Operation.Load load) {
                String index = atom(load.index(), Math.max(depth, 1), 0);
                String array = atom(load.array(), depth, ATOMIC);
                return array + "[" + (index.length() > ATOMIC ? ELLIPSIS : index) + "]";
              }

              @Override
              public String length(Operation.Length length) {
                return atom(length.array(), depth, ATOMIC) + ".length";
              }

              @Override
              public String newArray(Operation.NewArray array) {
                // Its own name says more than that it is new.
                return ((Statement.Assign) statement).target().name();
              }

              @Override
              public String adjointLike(Operation.AdjointLike like) {
                return "zeros like " + atom(like.array(), depth, 0);
              }

              @Override
              public String inspect(Operation.Inspect inspect) {
                return inspection(inspect, depth);
              }
            });
  }

  private String invocation(Statement.Invoke invoke, int depth) {
    List<Atom> arguments = invoke.arguments();
    String name = invoke.member().functionName();
    return invoke.member().kind() == Member.Kind.INSTANCE
        ? atom(arguments.get(0), depth, ATOMIC)
            + "."
            + name
            + "("
            + atoms(arguments.subList(1, arguments.size()), depth)
            + ")"
        : name + "(" + atoms(arguments, depth) + ")";
  }

  private String inspection(Operation.Inspect inspect, int depth) {
    return switch (inspect.aspect()) {
      case STATIC_FIELD ->
          inspect.owner().substring(inspect.owner().lastIndexOf('.') + 1) + "." + inspect.text();
      case TEXT -> "\"" + inspect.text() + "\"";
      case NULL -> "null";
      case ASSERTIONS -> "assertions";
      case FIELD -> atom(inspect.objects().get(0), depth, ATOMIC) + "." + inspect.text();
      case SAME ->
          atom(inspect.objects().get(0), depth, ATOMIC)
              + " == "
              + atom(inspect.objects().get(1), depth, ATOMIC);
      case INSTANCE_OF ->
          atom(inspect.objects().get(0), depth, ATOMIC) + " instanceof " + inspect.text();
    };
  }

  private String operator(Operator operator, List<Atom> arguments, int depth, int outer) {
    if (operator instanceof MathFunction function) {
      return function.name() + "(" + atoms(arguments, depth) + ")";
    }
    if (operator instanceof Conversion conversion) {
      boolean isWidening = conversion.from().compareTo(conversion.to()) < 0;
      return isWidening
          ? atom(arguments.get(0), depth, outer)
          : "(" + conversion.to().keyword() + ") " + atom(arguments.get(0), depth, ATOMIC);
    }
    Symbol symbol = ((BasicOperator) operator).symbol();
    if (symbol == Symbol.DETACH) {
      return "detach(" + atom(arguments.get(0), depth, 0) + ")";
    }
    int binding = binding(symbol);
    String text;
    if (symbol == Symbol.SELECT) {
      text =
          atom(arguments.get(0), depth, binding + 1)
              + " ? "
              + atom(arguments.get(1), depth, binding)
              + " : "
              + atom(arguments.get(2), depth, binding);
    } else if (symbol.arity() == 1) {
      text = symbol.java() + atom(arguments.get(0), depth, binding);
    } else {
      text =
          atom(arguments.get(0), depth, binding)
              + " "
              + symbol.java()
              + " "
              + atom(arguments.get(1), depth, binding + 1);
    }
    return binding < outer ? "(" + text + ")" : text;
  }

  private String atoms(List<Atom> atoms, int depth) {
    return atoms.stream().map(it -> atom(it, depth, 0)).collect(Collectors.joining(", "));
  }

  /** Higher binds tighter. */
  private static int binding(Symbol symbol) {
    return switch (symbol) {
      case SELECT -> 1;
      case OR -> 2;
      case XOR -> 3;
      case AND -> 4;
      case EQ, NE -> 5;
      case LT, LE, GT, GE -> 6;
      case SHL, SHR, USHR -> 7;
      case ADD, SUB -> 8;
      case MUL, DIV, REM -> 9;
      case NEG, NOT, COMPLEMENT, DETACH -> 10;
    };
  }
}
