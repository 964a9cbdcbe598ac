package dev.gradc.processor;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.optimize.Simplifier;
import java.util.Set;

/**
 * A function, simplified, with what is known of it.
 *
 * @param exits the function with some of its parameters as further results
 * @param passes what has simplified it, and may go on with its regions: a pass that was left out
 *     could decide conditions there that the backward region still asks
 * @param copies variables of it that regions do without
 */
record Analyzed(
    Simplifier passes,
    Function function,
    Function exits,
    ArrayOrigins arrays,
    Activity activity,
    Set<Problem> problems,
    Copies copies) {}
