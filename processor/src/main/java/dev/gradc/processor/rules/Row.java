package dev.gradc.processor.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * An operator's row: its name, where each argument is sampled in tests, its partials, and where
 * these are singular.
 *
 * @param name the operator's mnemonic
 * @param domain one for each argument
 */
record Row(String name, List<Interval> domain, Rule rule, List<Singularity> singularities) {

  /**
   * Numbers of which almost all lie inside the operator's domain: poles, kinks and jumps may be
   * among them, and a test passes over the few samples that come too close to one.
   */
  record Interval(double low, double high) {}

  Row {
    domain = List.copyOf(domain);
    singularities = List.copyOf(singularities);
  }

  static Row of(String name) {
    return new Row(name, List.of(), new Rule(List.of()), List.of());
  }

  /** With one more argument, whose partial is {@code map}. */
  Row argument(double low, double high, Term map) {
    return with(low, high, new Partial.Linear(map.formula()));
  }

  /** With one more argument, on which the result does not depend, or only in jumps. */
  Row constant(double low, double high) {
    return with(low, high, new Partial.Zero());
  }

  private Row with(double low, double high, Partial partial) {
    List<Interval> intervals = new ArrayList<>(domain);
    intervals.add(new Interval(low, high));
    List<Partial> partials = new ArrayList<>(rule.partials());
    partials.add(partial);
    return new Row(name, intervals, new Rule(partials), singularities);
  }

  /**
   * With one more place where the partial with respect to an argument is singular; all arguments
   * are there already.
   *
   * @param cure a guard first; see {@link Singularity}
   */
  Row singular(int argument, List<Range> place, String where, String cure) {
    if (place.size() != domain.size()) {
      throw new IllegalArgumentException("not one set for each argument of " + name);
    }
    List<Singularity> more = new ArrayList<>(singularities);
    more.add(new Singularity(argument, place, where, cure));
    return new Row(name, domain, rule, more);
  }

  /** With one more point where the partial of the only argument is singular. */
  Row singular(double point, String where, String cure) {
    return singular(0, List.of(Range.point(point)), where, cure);
  }
}
