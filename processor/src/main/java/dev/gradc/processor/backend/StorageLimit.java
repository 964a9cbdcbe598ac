package dev.gradc.processor.backend;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Variable;
import java.util.List;

/**
 * How many arrays a generated class can keep: each is made, taken, given up and counted by lines of
 * their own in methods that the virtual machine takes up to 65535 bytes of.
 */
final class StorageLimit {

  static final int ARRAYS = 1500;

  private StorageLimit() {}

  /**
   * Looks at what a class would keep.
   *
   * @throws StorageLimitException if there are more arrays
   */
  static void check(List<Variable> storage) {
    long arrays = storage.stream().filter(it -> it.type() instanceof ArrayType).count();
    if (arrays > ARRAYS) {
      throw new StorageLimitException(arrays);
    }
  }
}
