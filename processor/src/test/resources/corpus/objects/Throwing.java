package corpus.objects;

import dev.gradc.Differentiable;
import java.io.IOException;
import java.io.StringReader;
import java.util.concurrent.TimeoutException;

/** Checked exceptions: generated methods declare what the method declares. */
final class Throwing {

  private Throwing() {}

  // sample: x in [0.5, 1]
  @Differentiable
  static double read(double x) throws IOException, TimeoutException, IllegalStateException {
    if (x < 0) {
      throw new IOException("negative");
    }
    return helper(x, 1) * new StringReader("a").read();
  }

  private static double helper(double x, int n) throws IOException, TimeoutException {
    if (x < 0) {
      throw new TimeoutException();
    }
    return n == 0 ? x * x * Checked.cubed(x) : helper(x, n - 1);
  }
}

// file: Checked.java
package corpus.objects;

import dev.gradc.Differentiable;
import java.io.IOException;

/** What is called. */
final class Checked {

  private Checked() {}

  @Differentiable
  static double cubed(double x) throws IOException {
    if (x < -1) {
      throw new IOException("small");
    }
    return x * x * x;
  }
}
