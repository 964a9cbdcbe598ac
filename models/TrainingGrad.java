package models;

import dev.gradc.Companion;
import dev.gradc.Detach;
import dev.gradc.ModifiedInPlaceException;
import dev.gradc.TapeFreedException;
import java.util.Arrays;
import javax.annotation.processing.Generated;

/**
 * Derivatives of the differentiable methods of {@code Training}.
 */
@Generated("dev.gradc.processor.DifferentiableProcessor")
final class TrainingGrad {
  private TrainingGrad() {
  }

  /**
   * Derivative of {@code Training.step}.
   */
  @Companion(
      abi = 1,
      parts = {"firstW", "firstB", "secondW", "secondB", "", "target"}
  )
  static final class Step {
    private Step() {
    }

    /**
     * The value of {@code Training.step} and its derivative.
     */
    static Gradient gradient(Training.Linear first, Training.Linear second, @Detach double[] data,
        double target) {
      Gradient gradient = Gradient.zeros(first, second, data, target);
      addGradient(first, second, data, target, gradient);
      return gradient;
    }

    /**
     * The value of {@code Training.step}; its derivative is added to a gradient that the caller keeps. Allocates
     * nothing but what the method itself allocates, once the gradient has been used before.
     */
    static double addGradient(Training.Linear first, Training.Linear second, @Detach double[] data,
        double target, Gradient into) {
      return pullback(first, second, data, target, 1.0, into);
    }

    /**
     * For generated code: the value of {@code Training.step}; its derivative times a seed is added to a gradient,
     * whose arrays are taken to be long enough.
     */
    static double pullback(Training.Linear first, Training.Linear second, @Detach double[] data,
        double target, double seed, Gradient into) {
      double firstW = first.w();
      double firstB = first.b();
      double secondW = second.w();
      double secondB = second.b();
      double[] aSlot = into.aSlot;
      double[] bSlot = into.bSlot;
      // forward
      // line 16: double loss = 0;
      double loss2 = 0.0;
      // line 17: for (int i = 0; i < data.length; i++) {
      int iBound = data.length;
      if (aSlot.length < iBound) {
        aSlot = into.aSlot = Arrays.copyOf(aSlot, Math.max(iBound, 2 * aSlot.length));
      }
      if (bSlot.length < iBound) {
        bSlot = into.bSlot = Arrays.copyOf(bSlot, Math.max(iBound, 2 * bSlot.length));
      }
      for (int i = 0; i < iBound; i++) {
        // line 18: double a = Math.tanh(first.apply(data[i]));
        double a = Math.tanh(firstW * data[i] + firstB);
        aSlot[i] = a;
        // line 20: double b = Math.exp(second.apply(cut));
        double b = Math.exp(secondW * a + secondB);
        bSlot[i] = b;
        // line 21: double miss = b - target;
        double miss = b - target;
        // line 22: if (miss > 0) {
        if (miss > 0.0) {
          // line 23: loss += miss * miss + a * a;
          loss2 += miss * miss + a * a;
        }
      }
      // backward
      double dFirstW = 0.0;
      double dFirstB = 0.0;
      double dSecondW = 0.0;
      double dSecondB = 0.0;
      double dTarget = 0.0;
      // line 17: for (int i = 0; i < data.length; i++) {
      for (int i = iBound - 1; i >= 0; i--) {
        double dA = 0.0;
        double dMiss = 0.0;
        // line 22: if (miss > 0) {
        double a = aSlot[i];
        double b = bSlot[i];
        double miss = b - target;
        if (miss > 0.0) {
          // line 23: loss += miss * miss + a * a;
          double product12 = seed * a;
          dA = product12;
          dA += product12;
          double product10 = seed * miss;
          dMiss = product10;
          dMiss += product10;
        }
        // line 21: double miss = b - target;
        dTarget -= dMiss;
        // line 20: double b = Math.exp(second.apply(cut));
        double dResult4 = dMiss * b;
        // line 10: return w * x + b;
        dSecondB += dResult4;
        dSecondW += dResult4 * a;
        // line 18: double a = Math.tanh(first.apply(data[i]));
        double dResult3 = dA * (1.0 - a * a);
        // line 10: return w * x + b;
        dFirstB += dResult3;
        dFirstW += dResult3 * data[i];
      }
      into.firstW += dFirstW;
      into.firstB += dFirstB;
      into.secondW += dSecondW;
      into.secondB += dSecondB;
      into.target += dTarget;
      into.value = loss2;
      return loss2;
    }

    /**
     * Evaluates {@code Training.step} and records it on a new tape.
     */
    static Tape forward(Training.Linear first, Training.Linear second, @Detach double[] data,
        double target) {
      return new Tape().forward(first, second, data, target);
    }

    /**
     * A recorded evaluation of {@code Training.step}. A backward pass frees it. Belongs to one thread;
     * {@code forward} records anew on the same memory.
     */
    static final class Tape implements dev.gradc.Tape {
      private double value;

      private boolean isRecorded;

      private boolean isClosed;

      private boolean isFreed;

      private double[] data;

      private double target;

      private int iBound;

      private double[] aSlot = new double[0];

      private double[] bSlot = new double[0];

      private int dataChecksum;

      /**
       * A tape with nothing recorded.
       */
      Tape() {
      }

      /**
       * Evaluates and records, in place of what was recorded before.
       */
      Tape forward(Training.Linear first, Training.Linear second, @Detach double[] data,
          double target) {
        double firstW = first.w();
        double firstB = first.b();
        double secondW = second.w();
        double secondB = second.b();
        isRecorded = false;
        this.data = data;
        this.target = target;
        // line 16: double loss = 0;
        double loss2 = 0.0;
        // line 17: for (int i = 0; i < data.length; i++) {
        iBound = data.length;
        if (aSlot.length < iBound) {
          aSlot = Arrays.copyOf(aSlot, Math.max(iBound, 2 * aSlot.length));
        }
        if (bSlot.length < iBound) {
          bSlot = Arrays.copyOf(bSlot, Math.max(iBound, 2 * bSlot.length));
        }
        for (int i = 0; i < iBound; i++) {
          // line 18: double a = Math.tanh(first.apply(data[i]));
          double a = Math.tanh(firstW * data[i] + firstB);
          aSlot[i] = a;
          // line 20: double b = Math.exp(second.apply(cut));
          double b = Math.exp(secondW * a + secondB);
          bSlot[i] = b;
          // line 21: double miss = b - target;
          double miss = b - target;
          // line 22: if (miss > 0) {
          if (miss > 0.0) {
            // line 23: loss += miss * miss + a * a;
            loss2 += miss * miss + a * a;
          }
        }
        dataChecksum = Arrays.hashCode(data);
        value = loss2;
        isFreed = false;
        isRecorded = true;
        isClosed = false;
        return this;
      }

      /**
       * The value that was recorded; stays readable after a backward pass.
       *
       * @throws IllegalStateException if nothing is recorded
       */
      double value() {
        requireRecorded();
        return value;
      }

      /**
       * The derivative, from a seed of 1.
       */
      Gradient backward() {
        requireRecorded();
        return backward(1.0, Gradient.zerosOf());
      }

      /**
       * Adds the derivative to a gradient, from a seed of 1.
       */
      Gradient backward(Gradient into) {
        return backward(1.0, into);
      }

      /**
       * The derivative of the result's product with a seed, the cotangent.
       */
      Gradient backward(double seed) {
        requireRecorded();
        return backward(seed, Gradient.zerosOf());
      }

      /**
       * Adds the derivative, times a seed, to a gradient, and gives that back.
       *
       * @throws IllegalStateException if nothing is recorded; a {@code TapeFreedException} if an earlier
       *     backward pass has freed what this one needs. No gradient has been changed then
       */
      Gradient backward(double seed, Gradient into) {
        requireRecorded();
        requireSlots();
        requireUnchanged();
        double dFirstW = 0.0;
        double dFirstB = 0.0;
        double dSecondW = 0.0;
        double dSecondB = 0.0;
        double dTarget = 0.0;
        // line 17: for (int i = 0; i < data.length; i++) {
        for (int i = iBound - 1; i >= 0; i--) {
          double dA = 0.0;
          double dMiss = 0.0;
          // line 22: if (miss > 0) {
          double a = aSlot[i];
          double b = bSlot[i];
          double miss = b - target;
          if (miss > 0.0) {
            // line 23: loss += miss * miss + a * a;
            double product12 = seed * a;
            dA = product12;
            dA += product12;
            double product10 = seed * miss;
            dMiss = product10;
            dMiss += product10;
          }
          // line 21: double miss = b - target;
          dTarget -= dMiss;
          // line 20: double b = Math.exp(second.apply(cut));
          double dResult4 = dMiss * b;
          // line 10: return w * x + b;
          dSecondB += dResult4;
          dSecondW += dResult4 * a;
          // line 18: double a = Math.tanh(first.apply(data[i]));
          double dResult3 = dA * (1.0 - a * a);
          // line 10: return w * x + b;
          dFirstB += dResult3;
          dFirstW += dResult3 * data[i];
        }
        into.firstW += dFirstW;
        into.firstB += dFirstB;
        into.secondW += dSecondW;
        into.secondB += dSecondB;
        into.target += dTarget;
        into.value = value;
        isFreed = true;
        data = null;
        return into;
      }

      @Override
      public void close() {
        isRecorded = false;
        isClosed = true;
        data = null;
        aSlot = new double[0];
        bSlot = new double[0];
      }

      private void requireRecorded() {
        if (!isRecorded) {
          throw new IllegalStateException(isClosed ? "this tape of Training.step is closed; call forward(...) to record anew" : "this tape of Training.step holds no recording; call forward(...) first");
        }
      }

      private void requireSlots() {
        if (isFreed) {
          throw new TapeFreedException("backward of the output 'value' of Training.step needs 'data', which an earlier backward pass of this tape has freed. To go back more than once, retain the tape: @Retain @Differentiable static double step(...). If the second pass should not come this way, part the graphs where they should end: @Detach double cut = ...;");
        }
      }

      private void requireUnchanged() {
        if (Arrays.hashCode(data) != dataChecksum) {
          throw new ModifiedInPlaceException("the array 'data' of Training.step was changed after forward(...), and the backward pass reads it again; go back before changing it, give forward(...) a copy, or compile with -Agradc.guard=copy");
        }
      }
    }

    /**
     * The derivative of {@code Training.step} with respect to each of its active parameters, of the parameter's
     * type and shape. Evaluations add to it. Belongs to one thread.
     */
    static final class Gradient {
      private double value;

      private double firstW;

      private double firstB;

      private double secondW;

      private double secondB;

      private double target;

      private double[] aSlot = new double[0];

      private double[] bSlot = new double[0];

      private Gradient() {
      }

      /**
       * A gradient of zeros, of the shapes of these arguments.
       */
      static Gradient zeros(Training.Linear first, Training.Linear second, @Detach double[] data,
          double target) {
        return zerosOf();
      }

      private static Gradient zerosOf() {
        Gradient gradient = new Gradient();
        return gradient;
      }

      /**
       * For generated code: the gradient given, or a new one for null, with these arrays as its array
       * parts and zeros in its scalar parts.
       */
      static Gradient wrap(Gradient kept) {
        Gradient gradient = kept == null ? new Gradient() : kept;
        gradient.firstW = 0.0;
        gradient.firstB = 0.0;
        gradient.secondW = 0.0;
        gradient.secondB = 0.0;
        gradient.target = 0.0;
        return gradient;
      }

      /**
       * The value of the method at the evaluation that was added last.
       */
      double value() {
        return value;
      }

      /**
       * The derivative with respect to {@code first}, as a new record; arrays in it are not copies. Where the
       * record's constructor refuses such values, read {@code firstW()} and the like.
       */
      Training.Linear first() {
        return new Training.Linear(firstW, firstB);
      }

      /**
       * The derivative with respect to {@code first.w}.
       */
      double firstW() {
        return firstW;
      }

      /**
       * The derivative with respect to {@code first.b}.
       */
      double firstB() {
        return firstB;
      }

      /**
       * The derivative with respect to {@code second}, as a new record; arrays in it are not copies. Where the
       * record's constructor refuses such values, read {@code secondW()} and the like.
       */
      Training.Linear second() {
        return new Training.Linear(secondW, secondB);
      }

      /**
       * The derivative with respect to {@code second.w}.
       */
      double secondW() {
        return secondW;
      }

      /**
       * The derivative with respect to {@code second.b}.
       */
      double secondB() {
        return secondB;
      }

      /**
       * The derivative with respect to {@code target}.
       */
      double target() {
        return target;
      }

      /**
       * Sets every part to zero, the arrays element by element.
       */
      void setZero() {
        firstW = 0.0;
        firstB = 0.0;
        secondW = 0.0;
        secondB = 0.0;
        target = 0.0;
      }

      @Override
      public String toString() {
        return "Gradient{value=" + value + ", first.w=" + this.firstW() + ", first.b=" + this.firstB() + ", second.w=" + this.secondW() + ", second.b=" + this.secondB() + ", target=" + this.target() + "}";
      }
    }
  }
}
