package dev.gradc.processor.tape;

/**
 * The two forms in which a method's derivative is generated.
 *
 * @param fused forward and backward region of one method; its seed is 1 for a scalar result, and
 *     has gone into the code
 * @param taped the regions of a tape, with a seed
 */
public record Derivative(ReverseProgram fused, ReverseProgram taped) {}
