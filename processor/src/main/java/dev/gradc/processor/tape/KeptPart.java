package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /**
   * What is called to evaluate a function.
   *
   * @param member the function as it stands
   * @param owner its generated class
   * @param given how several results are read afterwards
   */
  public static Member evaluation(Member member, String owner, List<String> given) {
    ObjectType carrier = carrierOf(owner);
    List<Type> types = new ArrayList<>(member.parameters());
    types.add(carrier);
    List<Member.Result> results = new ArrayList<>();
    for (int i = 0; i < member.results().size(); i++) {
      Member.Result result = member.results().get(i);
      // Of one there is no more to say.
      String accessor = given.isEmpty() ? result.accessor() : given.get(i);
      results.add(new Member.Result(result.type(), result.isActive(), accessor));
    }
    return new Member(
        Member.Kind.STATIC,
        owner + "." + EVALUATE,
        owner,
        EVALUATE,
        types,
        results,
        results.size() > 1 ? Optional.of(carrier) : Optional.empty(),
        member.effects(),
        member.pullback(),
        false);
  }

  /** The name of its generated class; of a class within that of a method that of the method's. */
  String simpleName() {
    String suffix = "." + Member.OnKeptMemory.NAME;
    String name =
        owner.endsWith(suffix) ? owner.substring(0, owner.length() - suffix.length()) : owner;
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** How several results are read; nothing for one. */
  public List<String> given() {
    return evaluation.results().size() > 1
        ? evaluation.results().stream().map(Member.Result::accessor).toList()
        : List.of();
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
