package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Variable;
import java.util.List;

/**
 * How the backward region gets at the values that have gone out of scope.
 *
 * @param stored recorded in slots by the forward region, in order of definition
 * @param recomputed from what is at hand or stored, in order of definition
 */
record StorePlan(List<Variable> stored, List<Variable> recomputed) {}
