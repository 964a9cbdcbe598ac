package dev.gradc.processor.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * An operator's row: its name, where each argument is sampled in tests, and its partials.
 *
 * @param name the operator's mnemonic
 * @param domain one for each argument
 */
record Row(String name, List<Interval> domain, Rule rule) {

  /**
   * Numbers of which almost all lie inside the operator's domain: poles, kinks and jumps may be
   * among them, and a test passes over the few samples that come too close to one.
   */
  record Interval(double low, double high) {}

  Row {
    domain = List.copyOf(domain);
  }

  static Row of(String name) {
    return new Row(name, List.of(), new Rule(List.of()));
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
    return new Row(name, intervals, new Rule(partials));
  }
}
