package dev.gradc.samples.focalloss;

import dev.gradc.samples.focalloss.Scenes.Scene;

/** By what a detector learns; each gives its gradient on one scene. */
enum Method {
  CROSS_ENTROPY("cross-entropy") {
    @Override
    Detector gradient(Detector detector, Scene scene) {
      return DetectorGrad.CrossEntropy.gradient(detector, scene.windows(), scene.targets())
          .detector();
    }
  },
  BALANCED("α-balanced, α = 0.75") {
    @Override
    Detector gradient(Detector detector, Scene scene) {
      return DetectorGrad.Balanced.gradient(detector, scene.windows(), scene.targets(), 0.75)
          .detector();
    }
  },
  FOCAL("focal, γ = 2, α = 0.25") {
    @Override
    Detector gradient(Detector detector, Scene scene) {
      return DetectorGrad.Focal.gradient(detector, scene.windows(), scene.targets(), 0.25, 2)
          .detector();
    }
  },
  HARD_EXAMPLES("OHEM, 128 windows") {
    @Override
    Detector gradient(Detector detector, Scene scene) {
      return DetectorGrad.Hardest.gradient(detector, scene.windows(), scene.targets(), 128)
          .detector();
    }
  };

  final String title;

  Method(String title) {
    this.title = title;
  }

  abstract Detector gradient(Detector detector, Scene scene);
}
