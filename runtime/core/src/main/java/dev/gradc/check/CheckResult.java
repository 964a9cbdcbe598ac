package dev.gradc.check;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a check has found at one point.
 *
 * @param name of the derivative: {@code LossesGrad.Focal}
 * @param findings what is wrong, what matters most first; empty if nothing is
 * @param compared what was compared and agrees, a line each
 * @param notes what else there is to know: kinks, parts without elements
 */
public record CheckResult(
    String name, List<Finding> findings, List<String> compared, List<String> notes) {

  /**
   * Copies the lists.
   *
   * @param name of the derivative
   * @param findings what is wrong
   * @param compared what agrees
   * @param notes what else there is to know
   */
  public CheckResult {
    findings = List.copyOf(findings);
    compared = List.copyOf(compared);
    notes = List.copyOf(notes);
  }

  /**
   * Whether everything that there is could be compared, and agrees.
   *
   * @return whether there are no findings
   */
  public boolean isCorrect() {
    return findings.isEmpty();
  }

  /**
   * Throws if something is wrong.
   *
   * @throws AssertionError with the {@link #report}, which shows the parameter and the element
   */
  public void assertCorrect() {
    if (!isCorrect()) {
      throw new AssertionError(report());
    }
  }

  /**
   * Everything, for a person to read.
   *
   * @return several lines, what is wrong first
   */
  public String report() {
    String head =
        isCorrect()
            ? name + ": the derivatives are right"
            : name + ": " + String.join("\n", findings.stream().map(Finding::text).toList());
    return String.join(
        "\n",
        Stream.of(
                Stream.of(head),
                compared.stream().map(line -> "  agrees: " + line),
                notes.stream().map(line -> "  note: " + line))
            .flatMap(lines -> lines)
            .toList());
  }

  @Override
  public String toString() {
    return report();
  }
}
