package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.NewArray.Purpose;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.transform.AdjointRegions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Arrays of adjoints of numbers, and their rows; and up to which statement of the backward region
 * nothing is done to them but adding, so that it does not matter when.
 */
final class AdjointArrays {

  private static final int NEVER = 0;

  /** The array that a variable stands for, or for a row of. */
  private final Map<Variable, Variable> roots = new LinkedHashMap<>();

  /** The number of the first statement that does something else than adding to an array. */
  private final Map<Variable, Integer> firstOther = new LinkedHashMap<>();

  private int number;

  private AdjointArrays(Stream<Variable> arrays, Block forward, Block backward) {
    // Arrays of tensors are told apart by what stood there before the backward pass.
    arrays.filter(it -> isOfNumbers(it.type())).forEach(it -> roots.put(it, it));
    visit(forward);
    // What the forward region does with adjoints goes along with arrays that change places.
    firstOther.replaceAll((array, first) -> NEVER);
    number = 0;
    visit(backward);
  }

  /**
   * The arrays of the gradient.
   *
   * @param backward of these regions
   */
  static AdjointArrays ofGradient(AdjointRegions regions, Block backward) {
    return new AdjointArrays(gradient(regions), regions.forward(), backward);
  }

  /**
   * The arrays of the gradient, and the adjoints of arrays that the method makes outside of loops.
   *
   * @param backward of these regions
   */
  static AdjointArrays outsideOfLoops(AdjointRegions regions, Block backward) {
    Block forward = regions.forward();
    return new AdjointArrays(Stream.concat(gradient(regions), madeIn(forward)), forward, backward);
  }

  private static Stream<Variable> gradient(AdjointRegions regions) {
    return regions.adjoints().stream().flatMap(Optional::stream);
  }

  private static Stream<Variable> madeIn(Block forward) {
    return forward.statements().stream()
        .flatMap(
            statement -> {
              if (statement instanceof Statement.Assign assign && isMade(assign.operation())) {
                return Stream.of(assign.target());
              }
              return statement instanceof Statement.If
                  ? statement.blocks().stream().flatMap(AdjointArrays::madeIn)
                  : Stream.empty();
            });
  }

  /** Whether an operation makes an array of adjoints. */
  static boolean isMade(Operation operation) {
    return operation instanceof Operation.AdjointLike
        || (operation instanceof Operation.NewArray array && array.purpose() == Purpose.ADJOINT);
  }

  /** Whether the type is of arrays of numbers, of any rank. */
  static boolean isOfNumbers(Type type) {
    return type instanceof ArrayType array && array.innermost() instanceof Scalar;
  }

  /** What an operation gives another name, or an element of it; null for other operations. */
  static Atom source(Operation operation) {
    if (operation instanceof Operation.Load load) {
      return load.array();
    }
    return operation instanceof Operation.Copy copy ? copy.value() : null;
  }

  /** Whether the arrays are handed to a gradient, to which a pullback of another method adds. */
  static boolean isWrap(Statement statement) {
    return statement instanceof Statement.Invoke invoke
        && invoke.member().kind() == Member.Kind.STATIC
        && invoke.member().name().equals("wrap")
        && invoke.member().owner().endsWith(".Gradient");
  }

  /** Whether the atom stands for such an array, or for a row of one. */
  boolean contains(Atom atom) {
    return roots.get(atom) != null;
  }

  /**
   * Whether nothing is done to the array but adding to its elements, before a statement of the
   * backward region.
   *
   * @param number of the statement, as they stand, from 1
   */
  boolean isOnlyAddedToBefore(Variable array, int number) {
    return contains(array)
        && firstOther.getOrDefault(roots.get(array), Integer.MAX_VALUE) >= number;
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      number++;
      if (!isName(statement)
          && !(statement instanceof Statement.AccumulateElement)
          && !isWrap(statement)) {
        Mentions.in(statement).stream()
            .filter(this::contains)
            .forEach(it -> firstOther.putIfAbsent(roots.get(it), number));
      }
      statement.blocks().forEach(this::visit);
    }
  }

  /** Whether a row of such an array gets a name, or the array one more name; from then on known. */
  private boolean isName(Statement statement) {
    if (!(statement instanceof Statement.Assign assign)
        || !(assign.target().type() instanceof ArrayType)
        || assign.target().isMutable()
        || !contains(source(assign.operation()))) {
      return false;
    }
    roots.put(assign.target(), roots.get(source(assign.operation())));
    return true;
  }
}
