package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.ChangedArguments;
import dev.gradc.processor.analysis.IntRanges;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.rules.Rules;
import java.util.Set;

/**
 * What the reversal of one function is made with.
 *
 * @param views the variables that stand for a parameter's array or a part of it, and whose adjoints
 *     are parts of the gradient's own arrays
 */
record Setting(
    Rules rules,
    AdjointVariables adjoints,
    ArrayOrigins arrays,
    Set<Variable> views,
    ChangedArguments.Result changedArguments,
    IntRanges ranges,
    Carriers carriers,
    FreshNames names) {}
