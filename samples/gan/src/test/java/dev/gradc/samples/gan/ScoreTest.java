package dev.gradc.samples.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.samples.classifier.TrainedClassifier;
import dev.gradc.samples.digits.Digits;
import dev.gradc.tensor.Tensor;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ScoreTest {

  /** The untrained generator has a row of its own. */
  @Test
  void formsAreTrainedForAnEpochAtLeast() {
    assertEquals(2, new CommandLine(new Gan()).execute("--epochs=0"));
  }

  @Test
  void realDigitsScoreHighAndUntrainedPicturesLow() {
    UnaryOperator<Tensor> classifier = TrainedClassifier.of(1);
    Score real = Score.of(classifier, Digits.test().images());
    assertEquals(10, real.classes());
    assertTrue(real.evenness() > 0.98 && real.confidence() > 0.85, real.toString());
    Training untrained = new Training(Form.APART, 1);
    Score none = Score.of(classifier, untrained.pictures(untrained.noise(500)));
    assertTrue(none.evenness() < 0.5, none.toString());
  }
}
