package dev.gradc.processor.tape;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One loop over the elements of tensors in place of several operations, as a static method that the
 * regions call.
 *
 * @param name of the method
 * @param inputs the names of the tensors that it is given
 * @param numbers the names of the numbers that it is given
 * @param shapes the names of the shapes that it is given, and that have to be its own
 * @param steps what is computed of each element, in order
 * @param results what is stored
 * @param shapesOf steps that are not stored, of which the shape is given after the results
 * @param whole positions of inputs; of each list one at least must not be repeated
 */
public record FusedLoop(
    String name,
    List<String> inputs,
    List<String> numbers,
    List<String> shapes,
    List<Step> steps,
    List<Result> results,
    List<Integer> shapesOf,
    List<List<Integer>> whole) {

  /** The class of the library that holds what a loop needs. */
  public static final ObjectType TYPE = new ObjectType(ObjectType.TENSOR_PACKAGE + "ElementLoop");

  private static final String CLASS = "Loops";

  /** How it is asked for one of its results. */
  static final Member TAKE = question("take", ObjectType.TENSOR);

  /** How it is asked for the shape of what it does not store. */
  static final Member SHAPE_OF = question("shapeOfInner", new ArrayType(Scalar.INT));

  /** The same for code that does not change it. */
  static final Member SHARED_SHAPE_OF = question("sharedShapeOfInner", new ArrayType(Scalar.INT));

  private static Member question(String name, Type result) {
    return new Member(
        Member.Kind.INSTANCE,
        TYPE.name() + "." + name,
        TYPE.name(),
        name,
        List.of(TYPE, Scalar.INT),
        Member.Result.only(Optional.of(result)),
        Optional.empty(),
        Member.Effects.NONE,
        Optional.empty(),
        false);
  }

  public FusedLoop {
    inputs = List.copyOf(inputs);
    numbers = List.copyOf(numbers);
    shapes = List.copyOf(shapes);
    steps = List.copyOf(steps);
    results = List.copyOf(results);
    shapesOf = List.copyOf(shapesOf);
    whole = List.copyOf(whole);
  }

  /**
   * One operation.
   *
   * @param name of what it gives
   * @param operation what it does with an element
   * @param member the operation by itself, which writes into a tensor
   * @param operands in the order of the member's parameters
   * @param origin of the operation
   */
  public record Step(
      String name,
      ElementOperation operation,
      Member member,
      List<Operand> operands,
      Origin origin) {
    public Step {
      operands = List.copyOf(operands);
    }
  }

  /** What an operation is done with. */
  public sealed interface Operand {

    /** An input. */
    record Input(int position) implements Operand {}

    /** What an earlier step has given. */
    record Earlier(int step) implements Operand {}

    /** A number that the method is given. */
    record Given(int position) implements Operand {}

    /** A finite number. */
    record Literal(double value) implements Operand {}

    /** A shape. */
    record Shape(int position) implements Operand {}
  }

  /**
   * What is stored.
   *
   * @param step that gives it
   * @param isKept whether the method is given a tensor to write it into
   */
  public record Result(int step, boolean isKept) {}

  /** Where a step is among those that are not stored. */
  int innerPosition(int step) {
    long stored = results.stream().filter(it -> it.step() < step).count();
    return step - (int) stored;
  }

  /**
   * The simple name of the class that the methods are in.
   *
   * @param around simple name of the class that it is in
   */
  public static String classIn(String around) {
    return around.equals(CLASS) ? CLASS + "_" : CLASS;
  }

  /** The same by another name. */
  public FusedLoop named(String other) {
    return new FusedLoop(other, inputs, numbers, shapes, steps, results, shapesOf, whole);
  }

  /** The same, which is given a tensor for some of its results, and none for the others. */
  FusedLoop keeping(List<Boolean> kept) {
    List<Result> changed = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      changed.add(new Result(results.get(i).step(), kept.get(i)));
    }
    return new FusedLoop(name, inputs, numbers, shapes, steps, changed, shapesOf, whole);
  }
}
