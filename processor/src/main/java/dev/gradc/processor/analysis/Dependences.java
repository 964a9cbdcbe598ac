package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What every variable of a function depends on, wherever it is in scope: facts only grow, until a
 * pass over the function finds nothing new.
 */
final class Dependences {

  private final ArrayOrigins arrays;
  private final Map<Variable, Dependence> numbers = new HashMap<>();
  private final Map<Variable, Integer> depths = new HashMap<>();
  private final Map<Variable, Variable> originals = new HashMap<>();

  /** Classes of arrays whose elements are inputs. */
  private final Set<Variable> inputs = new HashSet<>();

  /** Classes of arrays with elements that depend on nobody knows which inputs. */
  private final Set<Variable> mixed = new HashSet<>();

  private int depth;
  private boolean hasChanged;

  Dependences(ArrayOrigins arrays) {
    this.arrays = arrays;
  }

  void beginPass() {
    hasChanged = false;
  }

  /** Whether the pass has found something new. */
  boolean hasChanged() {
    return hasChanged;
  }

  /** Goes through what stands one block further in. */
  void within(Runnable blocks) {
    depth++;
    blocks.run();
    depth--;
  }

  /** A variable comes into scope. */
  void enter(Variable variable) {
    depths.put(variable, depth);
  }

  /** Derivatives are taken with respect to it. */
  void input(Variable parameter) {
    if (parameter.type() instanceof ArrayType) {
      inputs.add(arrays.contentsOf(parameter));
    } else {
      change(parameter, new Dependence.One(parameter, Optional.empty()));
    }
  }

  /** Of an array, whether there is anything in it. */
  Dependence of(Atom atom) {
    if (!(atom instanceof Variable variable)) {
      return new Dependence.None();
    }
    if (variable.type() instanceof ArrayType) {
      Variable contents = arrays.contentsOf(variable);
      return mixed.contains(contents) || inputs.contains(contents)
          ? new Dependence.Many()
          : new Dependence.None();
    }
    return numbers.getOrDefault(variable, new Dependence.None());
  }

  /** The variable may have a value with this dependence too. */
  void change(Variable target, Dependence dependence) {
    Dependence old = numbers.getOrDefault(target, new Dependence.None());
    Dependence now = old.and(isFixed(dependence, target) ? dependence : new Dependence.Many());
    if (!now.equals(old)) {
      numbers.put(target, now);
      hasChanged = true;
    }
  }

  /** Whether the element is the same one for as long as the variable lives. */
  private boolean isFixed(Dependence dependence, Variable target) {
    return !(dependence instanceof Dependence.One one)
        || one.names().allMatch(name -> depths.get(name) <= depths.get(target));
  }

  void copy(Variable target, Atom value) {
    if (!target.isMutable() && value instanceof Variable variable && !variable.isMutable()) {
      originals.put(target, original(variable));
    }
    if (!(target.type() instanceof ArrayType)) {
      change(target, of(value));
    }
  }

  void load(Variable target, Operation.Load load) {
    if (target.type() instanceof ArrayType || of(load.array()).isNone()) {
      return;
    }
    boolean isInput =
        !arrays.mayChange(load.array()) && !mixed.contains(arrays.contentsOf(load.array()));
    change(target, isInput ? element(target, load) : new Dependence.Many());
  }

  private Dependence element(Variable target, Operation.Load load) {
    boolean hasName =
        !load.array().isMutable() && !(load.index() instanceof Variable index && index.isMutable());
    if (hasName) {
      Atom index = load.index() instanceof Variable it ? original(it) : load.index();
      return new Dependence.One(original(load.array()), Optional.of(index));
    }
    return new Dependence.One(target, Optional.empty());
  }

  private Variable original(Variable variable) {
    return originals.getOrDefault(variable, variable);
  }

  void store(Variable array, Dependence value) {
    if (!(((ArrayType) array.type()).element() instanceof ArrayType) && !value.isNone()) {
      spoil(array);
    }
  }

  /** Depends on nobody knows what. */
  void spoil(Variable variable) {
    if (!variable.type().isDifferentiable()) {
      return;
    }
    if (variable.type() instanceof ArrayType) {
      hasChanged |= mixed.add(arrays.contentsOf(variable));
    } else {
      change(variable, new Dependence.Many());
    }
  }
}
