package dev.gradc.samples.twomodels;

import dev.gradc.samples.twomodels.Training.Linear;

/**
 * The two linear networks, 10 → 2 and 2 → 2, and the data that they are trained on.
 *
 * @param data 4 × 10
 * @param labels the right class of each row of data
 */
record Networks(Linear model1, Linear model2, double[] data, int[] labels) {

  /** The fixed start that the reference results were made from. */
  static Networks start() {
    return new Networks(
        new Linear(
            new double[] {
              0.252441, 0.042336, -0.18938, 0.121455, 0.25638,
              -0.286991, -0.262636, 0.098242, 0.216864, -0.292688,
              -0.074092, 0.29783, -0.171578, -0.296075, -0.097991,
              0.298605, -0.270766, -0.237938, 0.211851, 0.017246
            },
            new double[] {0.272789, -0.227041}),
        new Linear(
            new double[] {0.098784, -0.671247, 0.677544, 0.464078},
            new double[] {-0.529762, -0.195591}),
        new double[] {
          -1.438386, 0.98548, -0.26149, -1.434953, -0.248406,
          1.26862, 0.309701, -1.393686, 0.075634, 0.707459,
          -0.857888, -1.109668, 1.491967, 1.150675, -0.752684,
          -0.866573, 1.373714, 0.086231, -1.496148, 1.076962,
          1.499321, 0.210361, -1.438008, 1.452214, 0.993456,
          -1.242487, 0.201168, 1.206469, 1.083401, -1.394178,
          0.90937, 1.475621, -0.457216, -0.760697, 0.397418,
          1.492898, -0.753836, -0.022557, 1.326428, 0.523679
        },
        new int[] {0, 1, 1, 0});
  }
}
