package dev.gradc.check;

import dev.gradc.check.Comparison.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the elements in which a derivative is wrong, given that it is in some direction. */
final class ElementSearch {

  /** More elements than these are halved, rather than tried one by one. */
  private static final int EACH = 512;

  private static final int HALVED = 64;
  private static final int SHOWN = 5;

  private final Candidate candidate;
  private final Flattening inputs;
  private final Directions directions;
  private final Differencing differencing;

  /**
   * @param weight by how much the function's change along the element is wrong
   */
  private record Wrong(int element, Comparison comparison, double weight) {}

  ElementSearch(
      Candidate candidate, Flattening inputs, Directions directions, Differencing differencing) {
    this.candidate = candidate;
    this.inputs = inputs;
    this.directions = directions;
    this.differencing = differencing;
  }

  /**
   * @param elements among which they are
   * @param along what is wrong with all of them together
   */
  Finding finding(double[] cotangent, List<Integer> elements, Comparison along) {
    Slope.Along derivative = candidate.derivative().apply(cotangent);
    List<Integer> near = halved(elements, derivative, cotangent);
    List<Wrong> wrong = wrong(near, derivative, cotangent);
    if (wrong.isEmpty()) {
      return finding("a random direction", along, List.of(line("along a random direction", along)));
    }
    Wrong worst = wrong.get(0);
    Optional<Wrong> byResult = result(worst.element());
    List<String> lines = new ArrayList<>();
    if (byResult.isPresent()) {
      lines.add(
          line(
              candidate.resultName().apply(byResult.get().element())
                  + " by "
                  + inputs.nameOf(worst.element()),
              byResult.get().comparison()));
    } else {
      wrong.stream()
          .limit(SHOWN)
          .forEach(it -> lines.add(line(inputs.nameOf(it.element()), it.comparison())));
    }
    lines.add(count(wrong, near.size(), elements.size()));
    return finding(
        inputs.nameOf(worst.element()),
        byResult.map(Wrong::comparison).orElse(worst.comparison()),
        lines);
  }

  private Finding finding(String place, Comparison comparison, List<String> lines) {
    return new Finding(
        candidate.kind(),
        place,
        comparison.actual(),
        comparison.differences().derivative(),
        comparison.differences().error(),
        "the " + candidate.label() + " is wrong\n  " + String.join("\n  ", lines));
  }

  private String line(String place, Comparison comparison) {
    return "%s: %s %s, %s %s ± %s"
        .formatted(
            place,
            candidate.label(),
            NumberText.of(comparison.actual()),
            candidate.reference(),
            NumberText.of(comparison.differences().derivative(), comparison.differences().error()),
            NumberText.ofError(comparison.differences().error()));
  }

  private static String count(List<Wrong> wrong, int tried, int all) {
    String count =
        tried < all
            ? "%d of the %d elements around it are off, of %d".formatted(wrong.size(), tried, all)
            : "%d of %d elements %s off"
                .formatted(wrong.size(), all, wrong.size() == 1 ? "is" : "are");
    double first =
        wrong.get(0).comparison().actual() / wrong.get(0).comparison().differences().derivative();
    boolean isSame =
        wrong.size() > 1
            && wrong.stream()
                .allMatch(
                    it ->
                        Math.abs(
                                it.comparison().actual()
                                    - first * it.comparison().differences().derivative())
                            <= 1e-4 * Math.abs(it.comparison().actual()));
    return isSame && first != 0
        ? count + ", each by the factor " + NumberText.ofFactor(first)
        : count;
  }

  /** Some elements with a wrong one among them, few enough to be tried. */
  private List<Integer> halved(List<Integer> elements, Slope.Along derivative, double[] cotangent) {
    List<Integer> rest = elements;
    while (rest.size() > (elements.size() > EACH ? HALVED : EACH)) {
      List<Integer> left = rest.subList(0, rest.size() / 2);
      List<Integer> right = rest.subList(rest.size() / 2, rest.size());
      Comparison ofLeft = along(left, derivative, cotangent);
      Comparison ofRight = along(right, derivative, cotangent);
      boolean isLeft = ofLeft.outcome() == Outcome.DIFFERS;
      if (isLeft && ofRight.outcome() == Outcome.DIFFERS) {
        isLeft = ofLeft.distance() >= ofRight.distance();
      }
      rest = isLeft ? left : right;
    }
    return rest;
  }

  private Comparison along(List<Integer> elements, Slope.Along derivative, double[] cotangent) {
    return differencing.compare(derivative, cotangent, directions.of(elements, false));
  }

  private List<Wrong> wrong(List<Integer> elements, Slope.Along derivative, double[] cotangent) {
    List<Wrong> wrong = new ArrayList<>();
    for (int element : elements) {
      addIfWrong(wrong, element, element, derivative, cotangent);
    }
    wrong.sort(Comparator.comparingDouble(Wrong::weight).reversed());
    return wrong;
  }

  private void addIfWrong(
      List<Wrong> wrong, int name, int element, Slope.Along derivative, double[] cotangent) {
    double[] direction = directions.of(element);
    Comparison comparison = differencing.compare(derivative, cotangent, direction);
    if (comparison.outcome() == Outcome.DIFFERS) {
      wrong.add(new Wrong(name, comparison.dividedBy(direction[element]), comparison.distance()));
    }
  }

  /** Of several results, that whose derivative by the element is worst. */
  private Optional<Wrong> result(int element) {
    int size = candidate.value().length;
    if (size == 1 || size > HALVED || candidate.isFixed()) {
      return Optional.empty();
    }
    List<Wrong> wrong = new ArrayList<>();
    for (int result = 0; result < size; result++) {
      double[] only = Vectors.unit(size, result);
      addIfWrong(wrong, result, element, candidate.derivative().apply(only), only);
    }
    return wrong.stream().max(Comparator.comparingDouble(Wrong::weight));
  }
}
