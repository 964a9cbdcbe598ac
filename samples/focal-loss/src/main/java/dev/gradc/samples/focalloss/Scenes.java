package dev.gradc.samples.focalloss;

import dev.gradc.samples.digits.Digits;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Pictures in which one digit is to be found, seen through windows, as a dense detector does: of
 * 1089 windows one shows the digit in its middle. The others show paper, parts of the digit, and
 * pieces of other digits.
 */
final class Scenes {

  /** Windows of a scene in a row, and rows of them. */
  static final int WINDOWS = 33;

  /** Pixels of a window in a row, after two by two are taken together. */
  static final int SIDE = 14;

  private static final int STEP = 2;
  private static final int CANVAS = Digits.SIDE + (WINDOWS - 1) * STEP;
  private static final int PIECES = 6;

  private final Random random;
  private final Digits digits;

  Scenes(Random random, Digits digits) {
    this.random = random;
    this.digits = digits;
  }

  /**
   * One picture.
   *
   * @param windows [1089, 196]
   * @param targets [1089, 1], 1 for the window of the digit
   */
  record Scene(Tensor windows, Tensor targets) {}

  List<Scene> make(int count) {
    List<Scene> scenes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      scenes.add(scene(i));
    }
    return scenes;
  }

  private Scene scene(int digit) {
    float[][] canvas = new float[CANVAS][CANVAS];
    for (int i = 0; i < PIECES; i++) {
      int half = random.nextInt(4);
      draw(canvas, random.nextInt(digits.count()), place(1), place(1), half);
    }
    int row = place(STEP);
    int column = place(STEP);
    clear(canvas, row, column);
    draw(canvas, digit % digits.count(), row, column, -1);
    Tensor targets = Tensor.zeros(DType.FLOAT, WINDOWS * WINDOWS, 1);
    targets.set(1, row / STEP * WINDOWS + column / STEP, 0);
    return new Scene(windows(canvas), targets);
  }

  private int place(int step) {
    return random.nextInt((CANVAS - Digits.SIDE) / step + 1) * step;
  }

  private static void clear(float[][] canvas, int row, int column) {
    for (int y = 0; y < Digits.SIDE; y++) {
      java.util.Arrays.fill(canvas[row + y], column, column + Digits.SIDE, 0);
    }
  }

  /**
   * Draws a digit, or one half of it.
   *
   * @param half upper, lower, left, right; less than 0 for all
   */
  private void draw(float[][] canvas, int digit, int row, int column, int half) {
    for (int y = 0; y < Digits.SIDE; y++) {
      for (int x = 0; x < Digits.SIDE; x++) {
        int middle = Digits.SIDE / 2;
        boolean isIn =
            switch (half) {
              case 0 -> y < middle;
              case 1 -> y >= middle;
              case 2 -> x < middle;
              case 3 -> x >= middle;
              default -> true;
            };
        float ink = (float) digits.images().get(digit, y * Digits.SIDE + x);
        if (isIn && ink > canvas[row + y][column + x]) {
          canvas[row + y][column + x] = ink;
        }
      }
    }
  }

  private static Tensor windows(float[][] canvas) {
    float[] numbers = new float[WINDOWS * WINDOWS * SIDE * SIDE];
    int next = 0;
    for (int row = 0; row < WINDOWS; row++) {
      for (int column = 0; column < WINDOWS; column++) {
        for (int y = 0; y < SIDE; y++) {
          for (int x = 0; x < SIDE; x++) {
            int top = row * STEP + 2 * y;
            int left = column * STEP + 2 * x;
            numbers[next++] =
                (canvas[top][left]
                        + canvas[top][left + 1]
                        + canvas[top + 1][left]
                        + canvas[top + 1][left + 1])
                    / 4;
          }
        }
      }
    }
    return Tensor.of(numbers, WINDOWS * WINDOWS, SIDE * SIDE);
  }
}
