package dev.gradc.processor.corpus;

/**
 * SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014): the same
 * samples on every JDK, for ever.
 */
final class SeededRandom {

  private long state;

  SeededRandom(String seed) {
    state = 0x6a09e667f3bcc909L;
    for (int i = 0; i < seed.length(); i++) {
      state = state * 31 + seed.charAt(i);
    }
  }

  private long nextLong() {
    state += 0x9e3779b97f4a7c15L;
    long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /** Uniform, from the first number to the second. */
  double between(double low, double high) {
    return low + (high - low) * ((nextLong() >>> 11) * 0x1p-53);
  }

  /** Uniform, both ends included. */
  long integerBetween(long low, long high) {
    return low + Math.floorMod(nextLong(), high - low + 1);
  }
}
