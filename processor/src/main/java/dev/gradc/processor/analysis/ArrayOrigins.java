package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which array variables may stand for the same array, and which arrays may be written.
 *
 * @param representatives for every array variable one variable of its class; two variables whose
 *     representatives differ never stand for the same array, except that the caller may pass one
 *     array for two parameters (generated code refuses that where one of them is written)
 * @param elements of the class of an array of arrays, the class of the arrays in it
 * @param flows as representatives, but a detached alias is in a class of its own: adjoints do not
 *     follow it
 * @param flowElements as elements, of flows
 * @param written representatives of the classes with a store, be it of a number or of a row
 * @param foreign representatives of the classes of arrays that members hold which nothing is known
 *     of, and of what they hold: they may be written whenever such a member is used
 * @param given representatives of the classes of parameters, and of what these hold. The caller may
 *     pass an array that an object holds too, and nothing compares them: see {@link #sharing}
 */
public record ArrayOrigins(
    Map<Variable, Variable> representatives,
    Map<Variable, Variable> elements,
    Map<Variable, Variable> flows,
    Map<Variable, Variable> flowElements,
    Set<Variable> written,
    Set<Variable> foreign,
    Set<Variable> given) {

  /** Positions of the array parameters that a result may be, or hold, or be a row of. */
  public Set<Integer> sharedWithResult(Function function) {
    Set<Integer> shared = new TreeSet<>();
    for (int i = 0; i < function.parameters().size(); i++) {
      Variable parameter = function.parameters().get(i).variable();
      if (function.results().stream().anyMatch(result -> mayShare(result, parameter))) {
        shared.add(i);
      }
    }
    return shared;
  }

  /** Positions of the results that another one may be, or hold, or be a row of. */
  public Set<Integer> sharedAmongResults(Function function) {
    List<Atom> results = function.results();
    Set<Integer> shared = new TreeSet<>();
    for (int i = 0; i < results.size(); i++) {
      for (int j = 0; j < results.size(); j++) {
        if (i != j && mayShare(results.get(i), results.get(j))) {
          shared.add(i);
        }
      }
    }
    return shared;
  }

  private boolean mayShare(Atom one, Atom other) {
    return one instanceof Variable first
        && first.type() instanceof ArrayType
        && other instanceof Variable second
        && second.type() instanceof ArrayType
        && !Collections.disjoint(classesOf(first), classesOf(second));
  }

  /** The class of an array variable, named by one of its members. */
  public Variable classOf(Variable array) {
    return representatives.getOrDefault(array, array);
  }

  /** The class of an array variable and those of what it holds, from the outermost inwards. */
  public List<Variable> classesOf(Variable array) {
    return chain(classOf(array), elements);
  }

  /** The classes within which derivatives flow, as {@link #classesOf}. */
  public List<Variable> flowsOf(Variable array) {
    return chain(flows.getOrDefault(array, array), flowElements);
  }

  /** The class of the arrays in which the numbers themselves stand. */
  public Variable contentsOf(Variable array) {
    List<Variable> classes = flowsOf(array);
    return classes.get(classes.size() - 1);
  }

  private static List<Variable> chain(Variable first, Map<Variable, Variable> elements) {
    List<Variable> classes = new ArrayList<>();
    for (Variable next = first; next != null; next = elements.get(next)) {
      classes.add(next);
    }
    return classes;
  }

  /**
   * The classes that the array may be in: its own, and if that is a parameter's those of arrays
   * that others hold, and the other way round. Derivatives do not flow from one to the other, but
   * what is written under one name is read under the other.
   */
  public Set<Variable> sharing(Variable array) {
    Variable own = classOf(array);
    Set<Variable> classes = new LinkedHashSet<>(Set.of(own));
    Set<Variable> others =
        given.contains(own) ? foreign : isForeign(array) ? given : Set.<Variable>of();
    others.stream().filter(it -> anyClass(it).equals(anyClass(own))).forEach(classes::add);
    return classes;
  }

  /** The element type by which two arrays may be one. */
  static Type anyClass(Variable array) {
    return ((ArrayType) array.type()).anyElement();
  }

  /** Whether the array may be written by the function, be it under the name of an object's. */
  public boolean mayChange(Variable array) {
    return sharing(array).stream().anyMatch(written::contains);
  }

  /** The same of the array or one that it holds. */
  public boolean mayChangeWithin(Variable array) {
    return classesOf(array).stream().anyMatch(this::mayChange);
  }

  /** Whether the array that this variable stands for may be written by the function. */
  public boolean isWritten(Variable array) {
    return written.contains(classOf(array));
  }

  /** Whether the array, or one that it holds, or one that holds it, is somebody else's too. */
  public boolean isForeign(Variable array) {
    return !Collections.disjoint(foreign, classesOf(array));
  }

  /** Whether other arrays may be put into an array of arrays, or into one that it holds. */
  public boolean areRowsMoved(Variable array) {
    List<Variable> classes = classesOf(array);
    return classes.subList(0, classes.size() - 1).stream().anyMatch(written::contains);
  }

  /** Whether the array, or one that it holds, may be written by the function. */
  public boolean isWrittenWithin(Variable array) {
    return classesOf(array).stream().anyMatch(written::contains);
  }
}
