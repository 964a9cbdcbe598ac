package dev.gradc.processor.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is visible, what has a value and what may change at a point of a verification. */
final class Scopes {

  /** The outermost scope first. */
  private final List<Scope> open = new ArrayList<>();

  /** Where the headers of while loops begin in the open scopes, the innermost header first. */
  private final Deque<Integer> headers = new ArrayDeque<>();

  private final Map<String, Variable> names = new HashMap<>();

  /** The mutable variables that have a value on every path to here. */
  private Set<String> values = new HashSet<>();

  private final List<String> complaints = new ArrayList<>();
  private final boolean hasDirectArrays;
  private String place = "the beginning";

  /** The variables of a block. */
  private static final class Scope {
    private final Map<String, Variable> variables = new HashMap<>();

    /** Names of those that refer to arrays that this header has made. */
    private final Set<String> ownArrays = new HashSet<>();
  }

  /**
   * @param hasDirectArrays whether statements may work on mutable arrays without a copy
   */
  Scopes(boolean hasDirectArrays) {
    this.hasDirectArrays = hasDirectArrays;
    enter();
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Which statement is being looked at. */
  void at(String text) {
    place = text;
  }

  void complain(String law) {
    complaints.add(law + ": " + place);
  }

  void enter() {
    open.add(new Scope());
  }

  void leave() {
    open.remove(open.size() - 1).variables.keySet().forEach(values::remove);
  }

  void enterHeader() {
    headers.push(open.size());
    enter();
  }

  void leaveHeader() {
    leave();
    headers.pop();
  }

  /** A variable that is there from the beginning. */
  void give(Variable variable) {
    define(variable);
    giveValue(variable);
  }

  /** A variable begins here. */
  void define(Variable variable) {
    Variable other = names.putIfAbsent(variable.name(), variable);
    if (other != null && !other.equals(variable)) {
      complain("two variables have the name " + variable);
    }
    if (depthOf(variable) >= 0) {
      complain(variable + " is defined twice on a path");
    }
    open.get(open.size() - 1).variables.put(variable.name(), variable);
  }

  /** The position of the scope with the variable of that name, -1 if there is none. */
  private int depthOf(Variable variable) {
    int depth = open.size() - 1;
    while (depth >= 0 && !open.get(depth).variables.containsKey(variable.name())) {
      depth--;
    }
    return depth;
  }

  /** Keeps account of which arrays a header has made itself. */
  void noteArray(Variable target, Operation operation) {
    int depth = depthOf(target);
    if (headers.isEmpty() || depth < headers.element()) {
      return;
    }
    boolean isOwn =
        operation instanceof Operation.NewArray
            || (operation instanceof Operation.Copy copy
                && copy.value() instanceof Variable source
                && isOwnArray(source));
    Set<String> ownArrays = open.get(depth).ownArrays;
    if (isOwn) {
      ownArrays.add(target.name());
    } else {
      ownArrays.remove(target.name());
    }
  }

  private boolean isOwnArray(Variable array) {
    int depth = depthOf(array);
    return depth >= headers.element() && open.get(depth).ownArrays.contains(array.name());
  }

  /** What a copy into a single variable, a sum, or somebody outside reads. */
  void copy(Atom atom) {
    if (!(atom instanceof Variable variable)) {
      return;
    }
    int depth = depthOf(variable);
    if (depth < 0) {
      complain(variable + " is not defined before, in a block around");
    } else if (!open.get(depth).variables.get(variable.name()).equals(variable)) {
      complain("two variables have the name " + variable);
    } else if (variable.isMutable() && !values.contains(variable.name())) {
      complain(variable + " has no value on some path");
    }
  }

  /** What any other operation reads. */
  void read(Atom atom) {
    copy(atom);
    if (atom instanceof Variable variable && variable.isMutable()) {
      complain("a mutable variable is read by something else than a copy into a single one");
    }
  }

  /** An array that a statement reads from or writes to. */
  void readArray(Variable array) {
    if (hasDirectArrays) {
      copy(array);
    } else {
      read(array);
    }
  }

  /** A mutable variable gets another value. */
  void change(Variable variable) {
    int depth = depthOf(variable);
    if (depth < 0) {
      complain(variable + " is not declared before, in a block around");
    } else if (!headers.isEmpty() && depth < headers.element()) {
      complain("the header of a loop changes " + variable);
    }
  }

  /** An array gets other elements. */
  void changeElements(Variable array) {
    if (!headers.isEmpty() && !isOwnArray(array)) {
      complain("the header of a loop changes elements of " + array);
    }
  }

  void giveValue(Variable variable) {
    values.add(variable.name());
  }

  void forgetValue(Variable variable) {
    values.remove(variable.name());
  }

  /** Which mutable variables have a value. */
  Set<String> values() {
    return new HashSet<>(values);
  }

  void restoreValues(Set<String> earlier) {
    values = new HashSet<>(earlier);
  }

  /** After one of two paths: what has a value at the end of the other, too. */
  void restoreCommonValues(Set<String> other) {
    values.retainAll(other);
  }
}
