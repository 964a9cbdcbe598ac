package dev.gradc.processor.normalize;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.NewArray.Purpose;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.Place;
import java.util.ArrayList;
import java.util.List;

/** Evaluates expressions whose values are records: gives an atom for each leaf, in order. */
final class RecordNormalizer implements Expression.Visitor<List<Atom>> {

  private final Emitter emitter;
  private final Locals locals;
  private final ExpressionNormalizer expressions;
  private final String hint;

  /**
   * @param hint what the record is called, for the names of its leaves; may be null
   */
  RecordNormalizer(Emitter emitter, Locals locals, ExpressionNormalizer expressions, String hint) {
    this.emitter = emitter;
    this.locals = locals;
    this.expressions = expressions;
    this.hint = hint;
  }

  private static IllegalArgumentException noRecord(Expression expression) {
    return new IllegalArgumentException("not the value of a record: " + expression);
  }

  @Override
  public List<Atom> read(Expression.Read expression) {
    if (expression.place() instanceof Place.LocalPlace place) {
      return locals.read(place.local());
    }
    Place.ElementPlace place = (Place.ElementPlace) expression.place();
    List<Atom> arrays = expressions.leaves(place.array(), null);
    Atom index = expressions.evaluate(place.index());
    List<Atom> elements = new ArrayList<>();
    arrays.forEach(array -> elements.add(expressions.load((Variable) array, index, "element")));
    return elements;
  }

  @Override
  public List<Atom> component(Expression.Component expression) {
    List<Atom> leaves = expressions.leaves(expression.record(), null);
    return Leaf.part(expression.recordType(), expression.name(), leaves);
  }

  @Override
  public List<Atom> newRecord(Expression.NewRecord expression) {
    List<Atom> leaves = new ArrayList<>();
    for (int i = 0; i < expression.arguments().size(); i++) {
      RecordType.Component component = expression.record().components().get(i);
      String name = hint == null ? component.name() : Leaf.variable(hint, component.name());
      for (Atom leaf : expressions.leaves(expression.arguments().get(i), name)) {
        leaves.add(component.detached() ? locals.detached(leaf, name) : leaf);
      }
    }
    return leaves;
  }

  @Override
  public List<Atom> assign(Expression.Assign expression) {
    if (expression.place() instanceof Place.LocalPlace place) {
      Local local = place.local();
      return locals.set(local, expressions.leaves(expression.value(), local.name()));
    }
    Place.ElementPlace place = (Place.ElementPlace) expression.place();
    List<Atom> arrays = expressions.leaves(place.array(), null);
    Atom index = expressions.evaluate(place.index());
    List<Atom> values = expressions.leaves(expression.value(), hint);
    store(arrays, index, values);
    return values;
  }

  private void store(List<Atom> arrays, Atom index, List<Atom> values) {
    for (int i = 0; i < arrays.size(); i++) {
      emitter.add(
          new Statement.Store((Variable) arrays.get(i), index, values.get(i), emitter.origin()));
    }
  }

  @Override
  public List<Atom> conditional(Expression.Conditional expression) {
    String name = hint == null ? "choice" : hint;
    Atom condition = expressions.evaluate(expression.condition());
    List<Variable> results = new ArrayList<>();
    for (Leaf leaf : Leaf.of(expression.type().orElseThrow())) {
      results.add(emitter.declare(leaf.variable(name), leaf.type()));
    }
    emitter.choose(
        condition,
        () -> emitter.setAll(results, expressions.leaves(expression.whenTrue(), name)),
        () -> emitter.setAll(results, expressions.leaves(expression.whenFalse(), name)));
    return results.stream().map(emitter::get).toList();
  }

  @Override
  public List<Atom> call(Expression.Call expression) {
    return List.copyOf(expressions.callInto(expression, hint == null ? "result" : hint));
  }

  @Override
  public List<Atom> sequence(Expression.Sequence expression) {
    expressions.begin(expression);
    return expression.value().map(value -> expressions.leaves(value, hint)).orElse(List.of());
  }

  @Override
  public List<Atom> literal(Expression.Literal expression) {
    throw noRecord(expression);
  }

  @Override
  public List<Atom> apply(Expression.Apply expression) {
    throw noRecord(expression);
  }

  @Override
  public List<Atom> shortCircuit(Expression.ShortCircuit expression) {
    throw noRecord(expression);
  }

  @Override
  public List<Atom> compoundAssign(Expression.CompoundAssign expression) {
    throw noRecord(expression);
  }

  @Override
  public List<Atom> inspect(Expression.Inspect expression) {
    throw noRecord(expression);
  }

  @Override
  public List<Atom> length(Expression.Length expression) {
    throw noRecord(expression);
  }

  @Override
  public List<Atom> newArray(Expression.NewArray expression) {
    List<Atom> lengths = new ArrayList<>();
    expression.lengths().forEach(length -> lengths.add(expressions.evaluate(length)));
    return newArrays(expression.type().orElseThrow(), lengths);
  }

  private List<Atom> newArrays(Type type, List<Atom> lengths) {
    String name = hint == null ? "array" : hint;
    List<Atom> arrays = new ArrayList<>();
    for (Leaf leaf : Leaf.of(type)) {
      Type element = ((ArrayType) leaf.type()).element();
      arrays.add(
          emitter.define(
              leaf.variable(name),
              leaf.type(),
              new Operation.NewArray(element, lengths, Purpose.PRIMAL)));
    }
    return arrays;
  }

  @Override
  public List<Atom> arrayLiteral(Expression.ArrayLiteral expression) {
    Atom length = Constant.of(expression.elements().size());
    List<Atom> arrays = newArrays(expression.type().orElseThrow(), List.of(length));
    for (int i = 0; i < expression.elements().size(); i++) {
      store(arrays, Constant.of(i), expressions.leaves(expression.elements().get(i), null));
    }
    return arrays;
  }
}
