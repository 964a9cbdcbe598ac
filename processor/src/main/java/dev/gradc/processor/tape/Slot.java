package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Variable;

/**
 * A value that crosses from the forward region to the backward region: a field of the generated
 * tape, a local of the fused form.
 *
 * @param variable as both regions name it; a parameter, a variable of the forward region's
 *     outermost block, or a storage array
 * @param subject the user's variable or expression whose value it holds, for messages
 * @param origin where that value is computed
 * @param isFreed whether a backward pass gives it up: floating-point values and everything that
 *     loops recorded; sizes, bounds and flags stay as long as the tape
 */
public record Slot(Variable variable, String subject, Origin origin, boolean isFreed) {}
