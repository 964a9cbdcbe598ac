package dev.gradc.samples.gradbench;

import com.google.gson.JsonElement;
import org.hipparchus.special.Gamma;

/** The input of {@code gmm}; its components are what {@link Mixture#posterior} says. */
public record MixtureInput(
    double[] alpha, double[][] mu, double[][] q, double[][] l, double[][] x, double gamma, int m) {

  /** Refuses sizes that do not fit with an {@link IllegalArgumentException}. */
  public MixtureInput {
    int k = alpha.length;
    int d = mu[0].length;
    Json.require(mu.length == k && q.length == k && l.length == k, "not k components");
    Json.require(q[0].length == d && x[0].length == d, "not d dimensions");
    Json.require(l[0].length == d * (d - 1) / 2, "l has not d(d-1)/2 columns");
    Json.require(gamma > 0, "gamma is not positive");
  }

  /**
   * Reads it.
   *
   * @param input as the suite sends it
   * @throws IllegalArgumentException if it is not such an input
   */
  public static MixtureInput of(JsonElement input) {
    MixtureInput read =
        new MixtureInput(
            Json.vector(Json.member(input, "alpha")),
            Json.matrix(Json.member(input, "mu")),
            Json.matrix(Json.member(input, "q")),
            Json.matrix(Json.member(input, "l")),
            Json.matrix(Json.member(input, "x")),
            Json.number(Json.member(input, "gamma")),
            Json.integer(Json.member(input, "m"), 0));
    Json.require(size(input, "d") == read.mu[0].length, "mu has not d columns");
    Json.require(size(input, "k") == read.alpha.length, "alpha has not k elements");
    Json.require(size(input, "n") == read.x.length, "x has not n rows");
    return read;
  }

  private static int size(JsonElement input, String name) {
    return Json.integer(Json.member(input, name), 1);
  }

  /** What of the posterior does not depend on the parameters: of the normal density, the prior. */
  public double constant() {
    int d = mu[0].length;
    int degrees = d + m + 1;
    double a = 0.5 * degrees;
    double logGamma = 0.25 * d * (d - 1) * Math.log(Math.PI);
    for (int j = 1; j <= d; j++) {
      logGamma += Gamma.logGamma(a + 0.5 * (1 - j));
    }
    double wishart = degrees * d * (Math.log(gamma) - 0.5 * Math.log(2)) - logGamma;
    return alpha.length * wishart - 0.5 * x.length * d * Math.log(2 * Math.PI);
  }
}
