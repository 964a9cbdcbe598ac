/**
 * The derivative rules of all operations on {@link dev.gradc.tensor.Tensor}s.
 *
 * <p>A rule takes the arguments of the operation, the tensor whose method it is first, and the
 * cotangent of the result. It gives back the cotangent of the argument; of several ones a record
 * whose components have their names. A {@link dev.gradc.Detach} argument is a constant, and so are
 * integers, flags and objects such as {@link dev.gradc.tensor.Sliding}. A rule without result says
 * that nothing flows back. Arrays of numbers are added to, in parameters at the end.
 *
 * <p>Rules use nothing but operations that have rules, so they can be differentiated as any other
 * code. The arrays and shapes that they ask for are constants. What they give back shares no
 * numbers with what they were given.
 */
package dev.gradc.tensor.rules;
