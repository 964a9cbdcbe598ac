/**
 * The intermediate representation: structured, typed, in A-normal form.
 *
 * <p>Records and sealed interfaces only; no algorithm but the printer and the verifier. This
 * package imports nothing outside {@code java.base}: it knows neither javac nor JavaPoet nor any
 * rule of calculus. Facts about a program (activity, liveness, what is recorded) live in the
 * results of the analyses, never on these nodes.
 *
 * <p>Normal form, which every stage may rely on and must keep ({@link
 * dev.gradc.processor.ir.Verifier}):
 *
 * <ul>
 *   <li>an operation's arguments are atoms, and no target is among its own arguments;
 *   <li>a {@link dev.gradc.processor.ir.Variable.Role#SINGLE} variable is defined once on every
 *       path of enclosing blocks, before its uses, and is visible in its block and the blocks
 *       within;
 *   <li>a {@link dev.gradc.processor.ir.Variable.Role#MUTABLE} variable is declared by a {@link
 *       dev.gradc.processor.ir.Statement.Declare}, changes only by {@link
 *       dev.gradc.processor.ir.Operation.Copy} or {@link
 *       dev.gradc.processor.ir.Statement.Accumulate}, and is read only by a copy into a single
 *       variable;
 *   <li>a function has one exit: its result is an atom, there are no jumps.
 * </ul>
 */
package dev.gradc.processor.ir;
