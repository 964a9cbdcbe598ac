package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Variable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Disjoint sets of array variables with path compression. The elements of an array of arrays are in
 * a set too; two sets that become one take the sets of their elements with them.
 */
final class ArrayClasses {

  private final Map<Variable, Variable> parents = new LinkedHashMap<>();
  private final Map<Variable, Variable> elements = new LinkedHashMap<>();

  void add(Variable variable) {
    parents.putIfAbsent(variable, variable);
  }

  void union(Variable one, Variable other) {
    Variable first = find(one);
    Variable second = find(other);
    Variable firstElement = elements.remove(first);
    parents.put(first, second);
    if (firstElement != null) {
      Variable secondElement = elements.putIfAbsent(second, firstElement);
      if (secondElement != null) {
        union(firstElement, secondElement);
      }
    }
  }

  /** A member of the set of what an array of arrays holds; it need be no variable of a program. */
  Variable elementOf(Variable array) {
    Variable root = find(array);
    Variable element = elements.get(root);
    if (element == null) {
      element =
          new Variable(
              root.name() + "[]", ((ArrayType) root.type()).element(), Variable.Role.SINGLE);
      add(element);
      elements.put(root, element);
    }
    return element;
  }

  /** The set of each variable, named by one of its members. */
  Map<Variable, Variable> representatives() {
    Map<Variable, Variable> representatives = new LinkedHashMap<>();
    parents.keySet().forEach(variable -> representatives.put(variable, find(variable)));
    return representatives;
  }

  /** The set of what each set of arrays of arrays holds. */
  Map<Variable, Variable> elements() {
    Map<Variable, Variable> result = new LinkedHashMap<>();
    elements.forEach((set, element) -> result.put(set, find(element)));
    return result;
  }

  private Variable find(Variable variable) {
    Variable root = variable;
    while (!parents.get(root).equals(root)) {
      root = parents.get(root);
    }
    Variable step = variable;
    while (!step.equals(root)) {
      Variable next = parents.get(step);
      parents.put(step, root);
      step = next;
    }
    return root;
  }
}
