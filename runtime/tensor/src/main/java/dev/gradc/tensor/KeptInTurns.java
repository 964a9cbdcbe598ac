package dev.gradc.tensor;

/**
 * For generated code: the tensors that an operation in a loop writes into, whose results the next
 * iteration needs, and none after that: two, and two more for each shape that the loop comes by.
 * Belongs to one thread.
 */
public final class KeptInTurns {

  private final KeptByShape one = KeptByShape.begin(null);
  private final KeptByShape other = KeptByShape.begin(null);

  /** How often the operation has run. */
  private int turns;

  private KeptInTurns() {}

  /**
   * Begins an evaluation.
   *
   * @param kept null at first
   * @return the one to use
   */
  public static KeptInTurns begin(KeptInTurns kept) {
    KeptInTurns begun = kept == null ? new KeptInTurns() : kept;
    // One that had no turn stays for longer evaluations.
    if (begun.turns > 0) {
      begun.one.restart();
    }
    if (begun.turns > 1) {
      begun.other.restart();
    }
    begun.turns = 0;
    return begun;
  }

  /**
   * What the operation may write into this time: not what it was given the last time.
   *
   * @return null if there is nothing
   */
  public Tensor next() {
    turns++;
    return turn().next();
  }

  /**
   * Keeps what the operation has given this time.
   *
   * @param made is written into again the time after the next; may be null
   */
  public void keep(Tensor made) {
    turn().keep(made);
  }

  private KeptByShape turn() {
    return turns % 2 == 0 ? other : one;
  }
}
