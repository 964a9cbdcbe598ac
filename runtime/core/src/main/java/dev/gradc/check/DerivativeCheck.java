package dev.gradc.check;

import dev.gradc.check.Comparison.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares a derivative with differences: along random directions of all elements, along some of
 * each part by itself, and along single elements of small parts, and of those where directions say
 * nothing.
 */
final class DerivativeCheck {

  /** Of parts up to this size each element is tried, so that small ones are not lost in a sum. */
  private static final int SMALL = 24;

  /** Elements that are tried where directions say nothing. */
  private static final int SAMPLE = 64;

  private final Candidate candidate;
  private final Flattening inputs;
  private final Directions directions;
  private final Differencing differencing;
  private final Protocol protocol;

  private int agreeingDirections;
  private int agreeingElements;

  DerivativeCheck(
      Candidate candidate,
      Differentiated f,
      Directions directions,
      Precision precision,
      Protocol protocol) {
    this.candidate = candidate;
    this.inputs = f.inputs();
    this.directions = directions;
    this.differencing = new Differencing(candidate, f.point(), precision);
    this.protocol = protocol;
  }

  /**
   * Compares, and tells the protocol.
   *
   * @param count of directions of all elements
   * @return whether nothing is wrong; what is not compared is
   */
  boolean run(int count) {
    List<double[]> cotangents = cotangents(count);
    for (int i = 0; i < cotangents.size(); i++) {
      double[] direction = directions.of(directions.all(), i % 2 == 0);
      if (isWrong(direction, cotangents.get(i), directions.all())) {
        return false;
      }
    }
    boolean isKnown = true;
    for (Map.Entry<String, List<Integer>> part : directions.parts().entrySet()) {
      PartOutcome outcome = part(part.getKey(), part.getValue(), cotangents);
      if (outcome == PartOutcome.WRONG) {
        return false;
      }
      isKnown &= outcome == PartOutcome.KNOWN;
    }
    if (isKnown) {
      protocol.compared(summary());
    }
    return isKnown;
  }

  private enum PartOutcome {
    KNOWN,
    UNKNOWN,
    WRONG
  }

  private String summary() {
    return "%s with %s along %d directions and %d single elements"
        .formatted(candidate.label(), candidate.reference(), agreeingDirections, agreeingElements);
  }

  /** Of all results first, then of each part of them by itself. */
  private List<double[]> cotangents(int count) {
    List<double[]> cotangents = new ArrayList<>();
    List<Integer> all = candidate.results().values().stream().flatMap(List::stream).toList();
    List<List<Integer>> parts = List.copyOf(candidate.results().values());
    int several = parts.size() == 1 ? 1 : 1 + parts.size();
    for (int i = 0; i < Math.max(count, several); i++) {
      boolean isPart = several > 1 && i % several > 0;
      cotangents.add(candidate.cotangents().apply(isPart ? parts.get(i % several - 1) : all));
    }
    return cotangents;
  }

  private boolean isWrong(double[] direction, double[] cotangent, List<Integer> elements) {
    Slope.Along slope = candidate.derivative().apply(cotangent);
    Comparison comparison = differencing.compare(slope, cotangent, direction);
    agreeingDirections += comparison.outcome() == Outcome.AGREES ? 1 : 0;
    if (comparison.outcome() != Outcome.DIFFERS) {
      return false;
    }
    protocol.fail(
        new ElementSearch(candidate, inputs, directions, differencing)
            .finding(cotangent, elements, comparison));
    return true;
  }

  private PartOutcome part(String name, List<Integer> elements, List<double[]> cotangents) {
    if (elements.isEmpty()) {
      protocol.note(name + " has no elements");
      return PartOutcome.KNOWN;
    }
    int before = agreeingDirections;
    for (int i = 0; i < 2 && elements.size() > 1; i++) {
      if (isWrong(
          directions.of(elements, i == 0), cotangents.get(i % cotangents.size()), elements)) {
        return PartOutcome.WRONG;
      }
    }
    boolean isKnown = agreeingDirections > before;
    return elements.size() <= SMALL || !isKnown
        ? elements(name, elements, cotangents.get(0), isKnown)
        : PartOutcome.KNOWN;
  }

  private PartOutcome elements(
      String name, List<Integer> elements, double[] cotangent, boolean isKnown) {
    Slope.Along slope = candidate.derivative().apply(cotangent);
    boolean isSome = isKnown;
    String reason = "";
    int step = Math.max(1, elements.size() / SAMPLE);
    for (int i = 0; i < elements.size(); i += step) {
      int element = elements.get(i);
      double[] direction = directions.of(element);
      Comparison comparison =
          differencing.compare(slope, cotangent, direction).dividedBy(direction[element]);
      if (comparison.outcome() == Outcome.DIFFERS) {
        protocol.fail(
            new ElementSearch(candidate, inputs, directions, differencing)
                .finding(cotangent, elements, comparison));
        return PartOutcome.WRONG;
      } else if (comparison.outcome() == Outcome.AGREES) {
        agreeingElements++;
        isSome = true;
      } else {
        reason = inputs.nameOf(element) + ": " + reason(comparison);
        protocol.note(candidate.label() + " not compared at " + reason);
      }
    }
    if (!isSome) {
      protocol.fail(
          Finding.of(
              Finding.Kind.NOT_COMPARED,
              name,
              "the %s by %s could not be compared with %s\n  %s\n  check at another point, or exclude it: .excluding(\"%s\")"
                  .formatted(candidate.label(), name, candidate.reference(), reason, name)));
    }
    return isSome ? PartOutcome.KNOWN : PartOutcome.UNKNOWN;
  }

  private String reason(Comparison comparison) {
    Differences differences = comparison.differences();
    if (comparison.outcome() == Outcome.KINK) {
      double error = Math.max(differences.jumpError(), 1e-7 * Math.abs(differences.jump()));
      return "a kink, %s are %s to the left and %s to the right"
          .formatted(
              candidate.reference(),
              NumberText.of(differences.left(), error),
              NumberText.of(differences.right(), error));
    }
    return Double.isNaN(differences.derivative())
        ? "no finite values on both sides"
        : "%s do not converge, %s ± %s"
            .formatted(
                candidate.reference(),
                NumberText.of(differences.derivative(), differences.error()),
                NumberText.ofError(differences.error()));
  }
}
