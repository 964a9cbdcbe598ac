package dev.gradc.processor.rules;

import java.util.List;

/**
 * Where a partial derivative of an operator is infinite or undefined.
 *
 * <p>A kink where it stays bounded, as that of {@code abs}, {@code max} or {@code hypot}, is none:
 * a gradient exists on either side, and the table chooses one between. Nor is a pole in another
 * argument than the one that the partial belongs to: {@code x / c} is linear in {@code x}, whatever
 * {@code c} is.
 *
 * @param argument the position of the argument that the partial belongs to
 * @param place one set for each argument: the partial is singular where each is in its own
 * @param where the same in words, {@code its argument is 0}
 * @param cure what to write instead, Java in quotes: first a guard, for any {@code x} and {@code
 *     y}; the others presume that neither is negative
 */
public record Singularity(int argument, List<Range> place, String where, String cure) {

  public Singularity {
    place = List.copyOf(place);
  }

  /** Whether arguments from these sets can be there. */
  public boolean isReachable(List<Range> arguments) {
    for (int i = 0; i < place.size(); i++) {
      if (!place.get(i).intersects(arguments.get(i))) {
        return false;
      }
    }
    return true;
  }
}
