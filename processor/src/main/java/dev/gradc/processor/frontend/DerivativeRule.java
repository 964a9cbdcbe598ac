package dev.gradc.processor.frontend;

import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Origin;
import java.util.Optional;

/**
 * A rule that a user has written: a static method with {@code @DerivativeOf}.
 *
 * @param target key of the method whose derivative it tells; with a mark for forward mode
 * @param text how messages name it: {@code Rules.erf}
 * @param packageName of its class
 * @param isPublic whether other packages see it
 * @param pullback absent for a rule for forward mode
 * @param pushforward absent for a rule for reverse mode
 */
public record DerivativeRule(
    String target,
    String text,
    String packageName,
    boolean isPublic,
    Optional<Member.Pullback> pullback,
    Optional<Member.Pushforward> pushforward,
    Origin origin) {

  private static final String FORWARD = "#forward";

  /** The target of a rule for forward mode. */
  static String forward(String method) {
    return method + FORWARD;
  }

  /** Whether it is for forward mode. */
  public boolean isForward() {
    return pushforward.isPresent();
  }

  /** The target of the rule for reverse mode of the same method. */
  public String reverse() {
    return target.replace(FORWARD, "");
  }
}
