package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** An object for each shape. */
final class KeptCarriersTest {

  private static final Tensor SMALL = Tensor.zeros(DType.DOUBLE, 2);
  private static final Tensor LARGE = Tensor.zeros(DType.DOUBLE, 2, 3);
  private static final Tensor FLOATS = Tensor.zeros(DType.FLOAT, 2);

  private KeptCarriers carriers = KeptCarriers.begin(null);

  private Object find(Tensor... tensors) {
    for (Tensor tensor : tensors) {
      carriers.ask(tensor);
    }
    return carriers.find();
  }

  private Object made(Tensor... tensors) {
    assertNull(find(tensors));
    Object made = new Object();
    carriers.keep(made);
    return made;
  }

  @Test
  void oneForEachShape() {
    Object first = made(SMALL, LARGE);
    Object second = made(LARGE, SMALL);
    Object third = made(FLOATS, LARGE);
    Object fourth = made(null, LARGE);
    Object fifth = made(SMALL);
    assertNotSame(first, second);
    carriers = KeptCarriers.begin(carriers);
    assertSame(fourth, find(null, LARGE));
    assertSame(first, find(SMALL, LARGE));
    assertSame(third, find(FLOATS, LARGE));
    assertSame(second, find(LARGE, SMALL));
    assertSame(fifth, find(SMALL));
    assertSame(first, find(Tensor.zeros(DType.DOUBLE, 2), LARGE));
  }

  /** A batch of another size takes the place of the one before. */
  @Test
  void whatIsNotUsedServesAnotherShape() {
    Object first = made(SMALL);
    carriers = KeptCarriers.begin(carriers);
    assertSame(first, find(LARGE));
    assertSame(first, find(LARGE));
    // It is the larger one's now.
    assertNull(find(SMALL));
  }

  @Test
  void whatIsNotUsedIsLetGo() {
    made(SMALL);
    Object second = made(LARGE);
    carriers = KeptCarriers.begin(carriers);
    assertSame(second, find(LARGE));
    carriers = KeptCarriers.begin(carriers);
    assertSame(second, find(LARGE));
    assertNull(find(SMALL));
  }
}
