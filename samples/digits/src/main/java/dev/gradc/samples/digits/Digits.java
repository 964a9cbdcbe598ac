package dev.gradc.samples.digits;

import dev.gradc.tensor.Indexing;
import dev.gradc.tensor.Tensor;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Handwritten digits.
 *
 * @param images [digits, 784], each pixel from 0 (paper) to 1 (ink), row by row
 * @param labels from 0 to 9
 */
public record Digits(Tensor images, int[] labels) {

  /** Pixels in a row, and rows of a picture. */
  public static final int SIDE = 28;

  private static final double TRAINING = 0.8;
  private static final int IMAGES = 0x803;
  private static final int LABELS = 0x801;

  /** The digits to learn from, 4000 in floats. */
  public static Digits training() {
    Digits all = all();
    return all.part(0, (int) (TRAINING * all.count()));
  }

  /** Other digits, 1000 in floats. */
  public static Digits test() {
    Digits all = all();
    return all.part((int) (TRAINING * all.count()), all.count());
  }

  private static Digits all() {
    byte[] labels = read("digits-labels.idx.gz", LABELS, 1);
    byte[] pixels = read("digits-images.idx.gz", IMAGES, SIDE * SIDE);
    float[] numbers = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      numbers[i] = (pixels[i] & 0xff) / 255f;
    }
    int[] classes = new int[labels.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = labels[i];
    }
    return new Digits(Tensor.of(numbers, classes.length, SIDE * SIDE), classes);
  }

  private static byte[] read(String name, int kind, int size) {
    try (InputStream file = Digits.class.getResourceAsStream(name);
        DataInputStream data = new DataInputStream(new GZIPInputStream(file))) {
      if (data.readInt() != kind) {
        throw new IOException(name + " is of another kind");
      }
      int count = data.readInt();
      for (int i = 1; size > 1 && i < 3; i++) {
        if (data.readInt() != SIDE) {
          throw new IOException(name + " has pictures of another size");
        }
      }
      byte[] all = data.readNBytes(count * size);
      if (all.length < count * size) {
        throw new EOFException(name + " ends early");
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many there are. */
  public int count() {
    return labels.length;
  }

  private Digits part(int from, int to) {
    return chosen(IntStream.range(from, to).toArray());
  }

  /** Those at some places. */
  public Digits chosen(int... places) {
    int[] classes = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      classes[i] = labels[places[i]];
    }
    return new Digits(Indexing.indexSelect(images, 0, places), classes);
  }

  /**
   * All of them once, in an order of chance and in equal parts; what is left over is left out.
   *
   * @param size how many digits a part has
   */
  public List<Digits> batches(Random random, int size) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, count()).boxed().toList());
    Collections.shuffle(order, random);
    List<Digits> batches = new ArrayList<>();
    for (int from = 0; from + size <= order.size(); from += size) {
      batches.add(chosen(IntStream.range(from, from + size).map(order::get).toArray()));
    }
    return batches;
  }
}
