package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Variable;
import java.util.List;
import java.util.Map;

/**
 * How the backward region gets at the values that have gone out of scope.
 *
 * @param stored recorded in slots by the forward region, in order of definition
 * @param recomputed from what is at hand or stored, in order of definition
 * @param reasons of both
 */
record StorePlan(List<Variable> stored, List<Variable> recomputed, Map<Variable, Reason> reasons) {}
