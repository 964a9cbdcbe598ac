package dev.gradc.samples.focalloss;

import dev.gradc.optim.Adam;
import dev.gradc.samples.digits.Digits;
import dev.gradc.samples.focalloss.Scenes.Scene;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Trains a detector by each method on the same scenes, and measures it on others. */
final class Comparison {

  private final int epochs;
  private final List<Scene> training;
  private final List<Scene> test;

  Comparison(int scenes, int epochs, long seed) {
    this.epochs = epochs;
    this.training = new Scenes(new Random(seed), Digits.training()).make(scenes);
    this.test = new Scenes(new Random(seed + 1), Digits.test()).make(scenes);
  }

  /** How many steps one training takes. */
  int steps() {
    return epochs * training.size();
  }

  /**
   * The average precision on other scenes.
   *
   * @param seed of the network's first numbers and the order of the scenes
   * @param afterStep runs after each step
   */
  double run(Method method, long seed, Runnable afterStep) {
    return averagePrecision(train(method, seed, afterStep), test);
  }

  private Detector train(Method method, long seed, Runnable afterStep) {
    Random random = new Random(seed);
    Detector detector = Detector.of(random);
    Adam adam = Adam.over(detector).learningRate(1e-3);
    List<Scene> scenes = new ArrayList<>(training);
    for (int epoch = 0; epoch < epochs; epoch++) {
      Collections.shuffle(scenes, random);
      for (Scene scene : scenes) {
        adam.step(method.gradient(detector, scene));
        afterStep.run();
      }
    }
    return detector;
  }

  private static double averagePrecision(Detector detector, List<Scene> scenes) {
    int windows = Scenes.WINDOWS * Scenes.WINDOWS;
    double[] scores = new double[scenes.size() * windows];
    boolean[] isPositive = new boolean[scores.length];
    for (int i = 0; i < scenes.size(); i++) {
      double[] found = detector.apply(scenes.get(i).windows()).toDoubles();
      double[] targets = scenes.get(i).targets().toDoubles();
      for (int k = 0; k < windows; k++) {
        scores[i * windows + k] = found[k];
        isPositive[i * windows + k] = targets[k] == 1;
      }
    }
    return AveragePrecision.of(scores, isPositive);
  }
}
