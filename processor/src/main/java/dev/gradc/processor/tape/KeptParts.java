package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Member;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The parts that a method's programs can evaluate on memory that is kept. */
public final class KeptParts {

  /** Where there are none. */
  public static final KeptParts NONE = new KeptParts(Map.of());

  private static final String PULLBACK = "pullback";

  private final Map<String, KeptPart> byOwner;

  private KeptParts(Map<String, KeptPart> byOwner) {
    this.byOwner = byOwner;
  }

  /** The same with another one, in place of what was known of that. */
  public KeptParts with(KeptPart part) {
    Map<String, KeptPart> all = new LinkedHashMap<>(byOwner);
    all.put(part.owner(), part);
    return new KeptParts(all);
  }

  /** The part of a generated class. */
  public Optional<KeptPart> ofOwner(String owner) {
    return Optional.ofNullable(byOwner.get(owner));
  }

  /** The part, if the member is one as it stands. */
  Optional<KeptPart> called(Member member) {
    return byOwner.values().stream().filter(it -> member.key().equals(it.key())).findFirst();
  }

  /** The part that is evaluated, or gone back through. */
  Optional<KeptPart> evaluated(Member member) {
    boolean isEither = member.name().equals(KeptPart.EVALUATE) || member.name().equals(PULLBACK);
    return ofOwner(member.owner()).filter(any -> isEither);
  }

  /** The part of a class of carriers. */
  Optional<KeptPart> ofCarrier(String owner) {
    return byOwner.values().stream().filter(it -> owner.equals(it.carrier().name())).findFirst();
  }

  /** Whether the member takes arrays for a pullback to add to, which gives them to nobody else. */
  boolean isOfSums(Member member) {
    boolean takesSums = isWrap(member) || isKeptSums(member);
    return takesSums && ofCarrier(member.owner()).filter(it -> !it.holdsSums()).isPresent();
  }

  /** Whether the member tells a carrier what it may copy such sums to. */
  boolean isKeptSums(Member member) {
    // An accessor may have the name, since a parameter may.
    return member.results().isEmpty()
        && member.name().equals(KeptPart.KEEP_SUMS)
        && ofCarrier(member.owner()).isPresent();
  }

  /** Whether the member makes the carrier of a pullback ready. */
  boolean isWrap(Member member) {
    return member.kind() == Member.Kind.STATIC
        && member.name().equals("wrap")
        && ofCarrier(member.owner()).isPresent();
  }

  /** Whether the member reads the cotangent that a pullback has left in a carrier. */
  boolean isCotangent(Member member) {
    return member.kind() == Member.Kind.INSTANCE && ofCarrier(member.owner()).isPresent();
  }
}
