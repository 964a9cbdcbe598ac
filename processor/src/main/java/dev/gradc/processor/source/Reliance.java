package dev.gradc.processor.source;

import dev.gradc.processor.ir.Member;
import java.util.Comparator;
import java.util.List;

/**
 * What generated code takes for granted of a member of another class, and cannot look at when it is
 * run: a later compilation of that class alone does.
 *
 * @param owner the top-level class of the member
 * @param member its key
 * @param value what it was when the code was made, in words that mean nothing but here
 */
public record Reliance(Kind kind, String owner, String member, String value)
    implements Comparable<Reliance> {

  private static final Comparator<Reliance> ORDER =
      Comparator.comparing(Reliance::owner)
          .thenComparing(Reliance::member)
          .thenComparing(Reliance::kind)
          .thenComparing(Reliance::value);

  /** What it is about. */
  public enum Kind {
    /** Whether a method that is called has a derivative, or is a constant. */
    CALL,
    /** What a method that is a constant, and has a generated class, does with arrays. */
    EFFECTS,
    /** That the constructor of a record keeps its arguments. */
    CONSTRUCTOR,
    /** That the accessor of a record reads its component, or a copy of it. */
    ACCESSOR,
    /** That a record, or an interface between it and the method, inherits a method. */
    INHERITED,
    /** Which method or field a name means in a class that inherits it, or has it itself. */
    RESOLVED,
    /** That a field is final. */
    FIELD,
    /** Which parameters a rule gives derivatives of. */
    RULE,
    /** The body of a rule, or of a method whose generated class code may not name. */
    BODY,
    /** That there is no rule for a method; the value is the method, or that in forward mode. */
    NO_RULE
  }

  /** Values of {@link Kind#CALL}; the class that is generated for the method follows the last. */
  public static final String DETACHED = "detached";

  public static final String DIFFERENTIABLE = "differentiable ";

  public static final String DETACHED_DIFFERENTIABLE = DETACHED + " " + DIFFERENTIABLE;

  /** A value of {@link Kind#ACCESSOR}. */
  public static final String COPIED = "copied";

  /** A value of all kinds of which there is but one. */
  public static final String AS_IT_IS = "as it is";

  /** What the same method does, which has to be a constant with a generated class. */
  public Reliance of(Member.Effects effects) {
    String companion = value.substring(DETACHED_DIFFERENTIABLE.length());
    String texts = String.join(",", EffectTexts.of(effects));
    return new Reliance(Kind.EFFECTS, owner, member, companion + " " + texts);
  }

  /** Of {@link Kind#EFFECTS}, the class that is generated for the method. */
  public String companion() {
    return value.substring(0, Math.max(0, value.indexOf(' ')));
  }

  /** Of {@link Kind#EFFECTS}, what the method does at most. */
  public List<String> effects() {
    return List.of(value.substring(value.indexOf(' ') + 1).split(",", -1));
  }

  @Override
  public int compareTo(Reliance other) {
    return ORDER.compare(this, other);
  }
}
