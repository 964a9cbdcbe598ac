package dev.gradc.samples.gan;

import dev.gradc.samples.digits.Digits;
import dev.gradc.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures side by side, dark ink on light paper. */
final class Grid {

  private static final int COLUMNS = 10;
  private static final int GAP = 2;
  private static final int STEP = Digits.SIDE + GAP;

  private Grid() {}

  /**
   * Writes a file in the format PNG.
   *
   * @param pictures [pictures, 784], each pixel from 0 to 1
   */
  static void write(Tensor pictures, Path file) throws IOException {
    int rows = (pictures.dim(0) + COLUMNS - 1) / COLUMNS;
    BufferedImage grid =
        new BufferedImage(COLUMNS * STEP + GAP, rows * STEP + GAP, BufferedImage.TYPE_BYTE_GRAY);
    grid.createGraphics().fillRect(0, 0, grid.getWidth(), grid.getHeight());
    for (int i = 0; i < pictures.dim(0); i++) {
      for (int pixel = 0; pixel < pictures.dim(1); pixel++) {
        int paper = (int) Math.round(255 * (1 - pictures.get(i, pixel)));
        int x = GAP + i % COLUMNS * STEP + pixel % Digits.SIDE;
        int y = GAP + i / COLUMNS * STEP + pixel / Digits.SIDE;
        grid.getRaster().setSample(x, y, 0, paper);
      }
    }
    Files.createDirectories(file.getParent());
    ImageIO.write(grid, "png", file.toFile());
  }
}
