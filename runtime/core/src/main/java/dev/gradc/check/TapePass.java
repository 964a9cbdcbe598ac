package dev.gradc.check;

import java.util.List;
import java.util.function.BinaryOperator;

/**
 * A backward pass of a tape, each time of a new one.
 *
 * @param name as it is called: {@code forward(...).adversarial().backward(...)}
 * @param results elements of the result that it goes back from
 * @param gradient takes a point and a cotangent, of which it reads these elements
 */
record TapePass(String name, List<Integer> results, BinaryOperator<double[]> gradient) {}
