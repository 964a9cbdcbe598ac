package dev.gradc.tensor;

/** A stand-in of the library's: the processor knows it by its name. */
public final class Tensor {

  private final double[] numbers;

  public Tensor(double... numbers) {
    this.numbers = numbers;
  }

  public Tensor mul(Tensor other) {
    double[] product = numbers.clone();
    for (int i = 0; i < product.length; i++) {
      product[i] *= other.numbers[i];
    }
    return new Tensor(product);
  }

  public static Tensor scalar(double number) {
    return new Tensor(number);
  }

  public double item() {
    return numbers[0];
  }

  public int size() {
    return numbers.length;
  }

  public int version() {
    return 0;
  }

  public Tensor copy() {
    return new Tensor(numbers.clone());
  }

  public void fill(double number) {
    java.util.Arrays.fill(numbers, number);
  }
}
