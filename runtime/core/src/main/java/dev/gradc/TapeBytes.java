package dev.gradc;

/** For generated code: the size of arrays. */
public final class TapeBytes {

  private TapeBytes() {}

  /**
   * The bytes that the elements of an array take, and those of the arrays in it; headers and
   * references do not count.
   *
   * @param array of numbers or arrays of any rank, or null, which takes none
   * @return the number of bytes
   */
  public static long of(Object array) {
    if (array instanceof double[] doubles) {
      return (long) Double.BYTES * doubles.length;
    } else if (array instanceof float[] floats) {
      return (long) Float.BYTES * floats.length;
    } else if (array instanceof int[] ints) {
      return (long) Integer.BYTES * ints.length;
    } else if (array instanceof long[] longs) {
      return (long) Long.BYTES * longs.length;
    } else if (array instanceof short[] shorts) {
      return (long) Short.BYTES * shorts.length;
    } else if (array instanceof char[] chars) {
      return (long) Character.BYTES * chars.length;
    } else if (array instanceof byte[] bytes) {
      return bytes.length;
    } else if (array instanceof boolean[] booleans) {
      return booleans.length;
    } else if (array instanceof Object[] rows) {
      long sum = 0;
      for (Object row : rows) {
        sum += of(row);
      }
      return sum;
    }
    return 0;
  }
}
