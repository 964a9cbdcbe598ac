package dev.gradc.processor.source;

/**
 * What may hold a tape in a user's method: a local variable, or the value of an expression that is
 * used on the spot.
 *
 * @param name as the user writes it
 * @param id tells apart variables of one name: where it is declared, or the expression stands
 * @param isExpression whether nobody can use the value any more when its statement is over
 */
public record Holder(String name, int id, boolean isExpression) {

  /** A variable. */
  public Holder(String name, int id) {
    this(name, id, false);
  }

  /** The object whose method it is. */
  public static final Holder THIS = new Holder("this", -1);
}
