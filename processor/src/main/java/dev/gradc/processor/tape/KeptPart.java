package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;

/**
 * A function with a class of its own that nobody but a method's generated class calls, such as a
 * checkpointed part: it can be evaluated on the memory that its caller keeps for it. What it gives
 * then, and the cotangents that its pullback leaves behind, are the caller's until the next call,
 * so the caller copies them.
 *
 * @param key of the function
 * @param owner its generated class
 * @param evaluation what is called in its place: takes the carrier too
 * @param holdsArguments whether it gives tensors that it is given, or their cotangents, to code of
 *     which nothing is known
 * @param holdsSums whether it gives the arrays in which its pullback adds up cotangents to such
 *     code
 * @param givesArguments whether what it gives may be a tensor that it is given
 */
public record KeptPart(
    String key,
    String owner,
    Member evaluation,
    boolean holdsArguments,
    boolean holdsSums,
    boolean givesArguments) {

  /** The name of the method that evaluates it. */
  public static final String EVALUATE = "evaluate";

  /** The name of the method that takes what the copies of sums in arrays are kept in. */
  public static final String KEEP_SUMS = "keepSums";

  /** The name of the method that gives a carrier, a new one for null. */
  public static final String ANY = "orNew";

  /** The same where more is taken for granted. */
  public KeptPart and(KeptPart other) {
    return new KeptPart(
        key,
        owner,
        evaluation,
        holdsArguments || other.holdsArguments(),
        holdsSums || other.holdsSums(),
        givesArguments || other.givesArguments());
  }

  /** The class of the objects in which memory is kept. */
  public ObjectType carrier() {
    return carrierOf(owner);
  }

  /** That of a generated class. */
  public static ObjectType carrierOf(String owner) {
    return new ObjectType(owner + ".Gradient");
  }
}
