package dev.gradc.processor;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.tape.Derivative;
import java.util.function.BiConsumer;
import javax.annotation.processing.Processor;

/** Opens the pipeline's observer to tests in other packages. */
public final class Observation {

  private Observation() {}

  /**
   * A processor that tells what its stages make.
   *
   * @param stage takes the name of a stage and the function that it has made
   * @param finished takes the primal function and its derivative
   */
  public static Processor processor(
      BiConsumer<String, Function> stage, BiConsumer<Function, Derivative> finished) {
    return new DifferentiableProcessor(
        new Pipeline.Observer() {
          @Override
          public void after(String name, Function function) {
            stage.accept(name, function);
          }

          @Override
          public void finished(Function primal, Derivative derivative) {
            finished.accept(primal, derivative);
          }
        });
  }
}
