package dev.gradc.processor.backend;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
import java.util.Collection;

/**
 * How much a generated class can keep. Each array is made, taken, given up and counted by lines of
 * their own in methods that the virtual machine takes up to 65535 bytes of; each object is given up
 * in such a method, and has a name among the constants of the class, of which there are no more
 * either.
 */
final class StorageLimit {

  static final int ARRAYS = 1500;
  static final int OBJECTS = 9500;

  private StorageLimit() {}

  /**
   * Looks at what a class would keep from call to call.
   *
   * @throws StorageLimitException if these are more arrays than it has room for
   */
  static void check(Collection<Variable> storage) {
    long arrays = storage.stream().filter(it -> it.type() instanceof ArrayType).count();
    if (arrays > ARRAYS) {
      throw new StorageLimitException(
          arrays, "arrays, one for each value in its loops that the backward pass reads", ARRAYS);
    }
    checkFields(storage);
  }

  /**
   * Looks at the fields of a class, of which numbers share one.
   *
   * @throws StorageLimitException if there are more others than it has room for
   */
  static void checkFields(Collection<Variable> fields) {
    long objects = fields.stream().filter(it -> !(it.type() instanceof Scalar)).count();
    if (objects > OBJECTS) {
      throw new StorageLimitException(
          objects, "objects, some for each operation on tensors in it", OBJECTS);
    }
  }
}
