package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Variable;
import java.util.Map;
import java.util.Set;

/**
 * Which array variables may stand for the same array, and which arrays may be written.
 *
 * @param representatives for every array variable one variable of its class; two variables whose
 *     representatives differ never stand for the same array, except that the caller may pass one
 *     array for two parameters (generated code refuses that where one of them is written)
 * @param flows the same, but a detached alias is in a class of its own: adjoints do not follow it
 * @param written representatives of the classes with a store
 * @param shared representatives of the classes with more than one variable
 */
public record ArrayOrigins(
    Map<Variable, Variable> representatives,
    Map<Variable, Variable> flows,
    Set<Variable> written,
    Set<Variable> shared) {

  /** The class of an array variable, named by one of its members. */
  public Variable classOf(Variable array) {
    return representatives.getOrDefault(array, array);
  }

  /** The class within which derivatives flow, named by one of its members. */
  public Variable flowOf(Variable array) {
    return flows.getOrDefault(array, array);
  }

  /** Whether the array that this variable stands for may be written by the function. */
  public boolean isWritten(Variable array) {
    return written.contains(classOf(array));
  }

  /** Whether another variable may stand for the same array. */
  public boolean isShared(Variable array) {
    return shared.contains(classOf(array));
  }
}
