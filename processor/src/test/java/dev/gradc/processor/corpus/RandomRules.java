package dev.gradc.processor.corpus;

import java.util.List;

/** Calls of methods that have rules of a user's. */
final class RandomRules {

  private static final List<String> NUMBERS =
      List.of(
          "Library.bent(#)",
          "Library.dot(@, @)",
          "Library.mixed(#, #, %)",
          "Library.moment(@, #)",
          "Library.trace(*, #)",
          "Library.dot(@, @)",
          "Library.moment(@, #)");

  private final Choices choices;
  private final RandomHelpers helpers;

  RandomRules(Choices choices, RandomHelpers helpers) {
    this.choices = choices;
    this.helpers = helpers;
  }

  /** A call that gives a number. */
  String number(RandomExpressions expressions, RandomScope scope, int depth) {
    // Differences do not see where a gradient is cut off, so it is not to be everywhere.
    List<String> gauges = scope.of(RandomScope.Kind.GAUGE);
    if (!gauges.isEmpty() && choices.below(3) > 0) {
      String call = choices.among(List.of("bent(#)", "weighed(@, #)"));
      return helpers.filled(choices.among(gauges) + "." + call, expressions, scope, depth);
    }
    String form = choices.in100(5) ? "Library.weighted(@, @)" : choices.among(NUMBERS);
    return helpers.filled(form, expressions, scope, depth);
  }

  /** A call that gives an array. */
  String vector(RandomExpressions expressions, RandomScope scope) {
    return helpers.filled("Library.scaled(@, #)", expressions, scope, 1);
  }

  /** A call that gives an array of arrays. */
  String matrix(RandomExpressions expressions, RandomScope scope) {
    return helpers.filled("Library.outer(@, @)", expressions, scope, 1);
  }
}
