package dev.gradc.processor.normalize;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Operation.NewArray.Purpose;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The block under construction, and what is known there of mutable variables: which atom holds the
 * same value, so that reading the variable needs no statement.
 */
final class Emitter {

  /** Words that are no names in Java, each between two spaces. */
  private static final String KEYWORDS =
      " abstract assert boolean break byte case catch char class const continue default do double"
          + " else enum extends final finally float for goto if implements import instanceof int"
          + " interface long native new package private protected public return short static"
          + " strictfp super switch synchronized this throw throws transient try void volatile"
          + " while true false null ";

  private final FreshNames names;
  private List<Statement> statements = new ArrayList<>();
  private Map<Variable, Atom> known = new HashMap<>();
  private Set<Variable> changed = new LinkedHashSet<>();
  private Origin origin = Origin.NONE;

  Emitter(FreshNames names) {
    this.names = names;
  }

  FreshNames names() {
    return names;
  }

  Origin origin() {
    return origin;
  }

  /** Statements from here on belong to this place. */
  void at(Origin place) {
    origin = place;
  }

  void add(Statement statement) {
    endAbrupt();
    statements.add(statement);
  }

  /**
   * After a throw at the end comes something still: Java takes no statement that it sees is never
   * reached, so the throw moves into a branch.
   */
  void endAbrupt() {
    int last = statements.size() - 1;
    if (last >= 0 && new Block(statements.subList(last, last + 1)).isAbruptToJava()) {
      Block end = new Block(List.of(statements.remove(last)));
      statements.add(new Statement.If(Constant.TRUE, end, Block.EMPTY, origin));
    }
  }

  Block block() {
    return new Block(statements);
  }

  /**
   * What an action has emitted.
   *
   * @param changed the mutable variables that it changes
   */
  record Nested(Block block, Set<Variable> changed) {}

  /** What the action emits, as a block of its own; what it learns of variables is forgotten. */
  Nested nested(Runnable action) {
    List<Statement> outerStatements = statements;
    Map<Variable, Atom> outerKnown = known;
    Set<Variable> outerChanged = changed;
    Origin outerOrigin = origin;
    statements = new ArrayList<>();
    known = new HashMap<>(outerKnown);
    changed = new LinkedHashSet<>();
    action.run();
    Nested nested = new Nested(new Block(statements), changed);
    statements = outerStatements;
    known = outerKnown;
    origin = outerOrigin;
    changed = outerChanged;
    changed.addAll(nested.changed());
    return nested;
  }

  /** A conditional statement. */
  void choose(Atom condition, Runnable whenTrue, Runnable whenFalse) {
    Nested then = nested(whenTrue);
    Nested otherwise = nested(whenFalse);
    add(new Statement.If(condition, then.block(), otherwise.block(), origin));
    forget(then.changed());
    forget(otherwise.changed());
  }

  void forget(Collection<Variable> variables) {
    variables.forEach(known::remove);
  }

  Variable define(String hint, Type type, Operation operation) {
    Variable target = names.fresh(hint, type, Role.SINGLE);
    add(new Statement.Assign(target, operation, origin));
    return target;
  }

  /** The same for an expression, which stands in the present statement. */
  Variable define(String hint, Type type, Operation operation, Origin expression) {
    Variable target = names.fresh(hint, type, Role.SINGLE);
    add(new Statement.Assign(target, operation, expression.within(origin)));
    return target;
  }

  Variable apply(String hint, Operator operator, Atom... arguments) {
    return define(hint, operator.result(), Operation.Apply.of(operator, arguments));
  }

  Atom negated(Atom condition) {
    if (condition instanceof Constant constant) {
      return Boolean.TRUE.equals(constant.value()) ? Constant.FALSE : Constant.TRUE;
    }
    return apply("not", new BasicOperator(Symbol.NOT, Scalar.BOOLEAN), condition);
  }

  Variable declare(String hint, Type type) {
    Variable variable = names.fresh(hint, type, Role.MUTABLE);
    add(new Statement.Declare(variable, origin));
    return variable;
  }

  /** Gives a variable a value that nothing depends on: javac wants one on every path. */
  void setToDefault(Variable variable) {
    if (variable.type() instanceof ArrayType array) {
      Operation none = new Operation.NewArray(array.element(), Constant.of(0), Purpose.PRIMAL);
      set(variable, define(variable.name(), array, none));
    } else if (variable.type() instanceof ObjectType object) {
      Operation none = new Operation.Inspect(Aspect.NULL, List.of(), "", "", object);
      set(variable, define(variable.name(), object, none));
    } else {
      set(variable, Constant.zero(variable.type()));
    }
  }

  void set(Variable mutable, Atom value) {
    add(new Statement.Assign(mutable, new Operation.Copy(value), origin));
    known.put(mutable, value);
    changed.add(mutable);
  }

  void setAll(List<Variable> mutable, List<Atom> values) {
    for (int i = 0; i < mutable.size(); i++) {
      set(mutable.get(i), values.get(i));
    }
  }

  void accumulate(Variable mutable, Atom value) {
    add(new Statement.Accumulate(mutable, value, origin));
    known.remove(mutable);
    changed.add(mutable);
  }

  /** The current value of a mutable variable. */
  Atom get(Variable mutable) {
    Atom value = known.get(mutable);
    if (value == null) {
      value = define(mutable.name(), mutable.type(), new Operation.Copy(mutable));
      known.put(mutable, value);
    }
    return value;
  }

  /**
   * Says of values that what is stored for them is retained.
   *
   * @param declared where the annotation stands
   */
  void retain(List<? extends Atom> values, Origin declared) {
    for (Atom value : values) {
      if (value instanceof Variable variable && variable.type().isDifferentiable()) {
        Atom held = variable.isMutable() ? get(variable) : variable;
        Member mark = Member.retain(variable.type());
        add(new Statement.Invoke(List.of(), mark, List.of(held), declared));
      }
    }
  }

  Atom converted(Atom value, Scalar type, String hint) {
    return value.type() == type
        ? value
        : apply(hint, new Conversion((Scalar) value.type(), type), value);
  }

  /** What a result of the operator is called for want of a better name. */
  static String nameOf(Operator operator) {
    if (operator instanceof BasicOperator basic) {
      return switch (basic.symbol()) {
        case ADD -> "sum";
        case SUB -> "difference";
        case MUL -> "product";
        case DIV -> "quotient";
        case REM -> "remainder";
        case NEG -> "negation";
        case DETACH -> "constant";
        case LT, LE, GT, GE, EQ, NE -> "is" + basic.mnemonic().toUpperCase(Locale.ROOT);
        default -> basic.mnemonic();
      };
    }
    return operator instanceof Conversion conversion
        ? "as" + capitalized(conversion.to().keyword())
        : operator.mnemonic();
  }

  /** {@code WEIGHTS} as a variable; {@code FLOAT} would be a keyword. */
  static String nameOfField(String field) {
    if (!field.equals(field.toUpperCase(Locale.ROOT))) {
      return field;
    }
    String name = field.toLowerCase(Locale.ROOT);
    return KEYWORDS.contains(" " + name + " ") ? name + "Constant" : name;
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
