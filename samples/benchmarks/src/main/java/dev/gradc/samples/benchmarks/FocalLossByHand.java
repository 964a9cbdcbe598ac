package dev.gradc.samples.benchmarks;

/**
 * Value and gradient of {@link FocalLossMean} as one would write them: one pass, and one {@code
 * exp} for the score and both probabilities.
 */
final class FocalLossByHand {

  private FocalLossByHand() {}

  /** Adds to the gradient, and gives the value. */
  static double addGradient(
      double[] logits, double[] targets, double alpha, double gamma, double[] gradient) {
    double scale = 1.0 / logits.length;
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      double side = 2 * targets[i] - 1;
      double weight = targets[i] * (2 * alpha - 1) + (1 - alpha);
      double score = logits[i] * side;
      double power = Math.exp(-Math.abs(score));
      double rest = Math.log1p(power);
      double larger = 1 / (1 + power);
      double smaller = power * larger;
      double right = score >= 0 ? larger : smaller;
      double wrong = score >= 0 ? smaller : larger;
      double surprise = Math.max(-score, 0) + rest;
      double easiness = weight * Math.exp(-gamma * (Math.max(score, 0) + rest));
      sum += easiness * surprise;
      gradient[i] += -(scale * side * easiness * (gamma * right * surprise + wrong));
    }
    return sum * scale;
  }

  /** The same; what is in between are doubles. */
  static double addGradient(
      float[] logits, float[] targets, double alpha, double gamma, float[] gradient) {
    double scale = 1.0 / logits.length;
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      double side = 2 * targets[i] - 1;
      double weight = targets[i] * (2 * alpha - 1) + (1 - alpha);
      double score = logits[i] * side;
      double power = Math.exp(-Math.abs(score));
      double rest = Math.log1p(power);
      double larger = 1 / (1 + power);
      double smaller = power * larger;
      double right = score >= 0 ? larger : smaller;
      double wrong = score >= 0 ? smaller : larger;
      double surprise = Math.max(-score, 0) + rest;
      double easiness = weight * Math.exp(-gamma * (Math.max(score, 0) + rest));
      sum += easiness * surprise;
      gradient[i] += (float) -(scale * side * easiness * (gamma * right * surprise + wrong));
    }
    return sum * scale;
  }
}
