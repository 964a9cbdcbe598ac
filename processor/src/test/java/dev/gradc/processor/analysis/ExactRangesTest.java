package dev.gradc.processor.analysis;

import static dev.gradc.processor.analysis.RangeText.range;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.rules.Range;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The sets that are said to hold what operators give, worked out by hand: the smallest ones, but
 * for some powers.
 */
final class ExactRangesTest {

  private static List<Range> ranges(String text) {
    return Arrays.stream(text.split(" "))
        .filter(it -> !it.isEmpty())
        .map(RangeText::range)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "double add | [1,2] (3,4]           | (4,6]",
        "double add | [1,2] [3,4)           | [4,6)",
        "double add | (1,2) [3,4]           | (4,6)",
        "double add | Z[1,2] Z[3,4]         | Z[4,6]",
        "double add | Z[1,2] [3,4]          | [4,6]",
        "double add | [1,2] Z[3,4]          | [4,6]",
        "double add | empty all             | empty",
        "double add | all empty             | empty",
        "double sub | [1,2] [0,5)           | (-4,2]",
        "double mul | [1,2] [3,4]           | [3,8]",
        "double mul | (1,2] [3,4]           | (3,8]",
        "double mul | [1,2) [3,4]           | [3,8)",
        "double mul | [1,2) {3}             | [3,6)",
        "double mul | {3} [1,2)             | [3,6)",
        "double mul | (1,2] {-3}            | [-6,-3)",
        "double mul | [1,2] (3,4)           | (3,8)",
        "double mul | [-1,2] [3,4]          | [-4,8]",
        "double mul | [-1,2] [-3,4]         | [-6,8]",
        "double mul | [-1,2]! [3,4]         | [-4,8]!",
        "double mul | [3,4] [-1,2]          | [-4,8]",
        "double mul | Z[1,2] Z[3,4]         | Z[3,8]",
        "double mul | Z[1,2] [3,4]          | [3,8]",
        "double mul | [3,4] Z[1,2]          | [3,8]",
        "double mul | [0,1] (2,3)           | [0,3)",
        "double mul | (2,3) [0,1]           | [0,3)",
        "double mul | (0,1) [2,3]           | (0,3)",
        "double mul | [-2,-1] [3,4)         | (-8,-3]",
        "double mul | (-1,1] [-1,1]         | [-1,1]",
        "double mul | [-1,1) [-1,1]         | [-1,1]",
        "double mul | [-1,1] (-1,1]         | [-1,1]",
        "double mul | [-1,1] [-1,1)         | [-1,1]",
        "double mul | (-1,1) [-1,1]         | (-1,1)",
        "double mul | (0,inf) [0,1]         | [0,inf)",
        "double mul | empty all             | empty",
        "double mul | all empty             | empty",
        "double mul | (-1e-300,1e-300) (1e-300,1e-299) | {0}",
        "double div | [1,2] [4,8]           | [0.125,0.5]",
        "double div | {1} [-2,2]            | (-inf,inf)!",
        "double div | [0,1] [1,2]           | [0,1]",
        "double div | Z[1,2] Z[1,2]         | [0.5,2]",
        "double div | {1} [2,inf)           | (0,0.5]",
        "double div | {1} (-inf,-2]         | [-0.5,0)",
        "double div | {1} [-2,0)            | (-inf,-0.5]",
        "double div | [1,inf) [1,inf)       | (0,inf)",
        "double div | [0,1] (0,1]           | [0,inf)",
        "int div    | Z[-7,7] Z[2,2]        | Z[-3,3]",
        "double rem | [0,5] {3}             | [0,3)",
        "double rem | [-5,-1] {3}           | (-3,0]",
        "double rem | Z[0,5] Z[3,3]         | Z[0,2]",
        "double rem | Z[0,5] [2,3]          | [0,3)",
        "double rem | [0,5] Z[2,3]          | [0,3)",
        "double neg | [1,2)                 | (-2,-1]",
        "double detach | [1,2)              | [1,2)",
        "double select | all [1,2] (3,4)    | [1,4)",
        "double lt | [1,2] [3,4]            | all",
        "int lt | Z[1,2] Z[3,4]             | all",
        "boolean and | all all              | all",
        "int and | Z[0,5] Z[-3,9]           | Z[0,5]",
        "int and | Z[-3,9] Z[0,5]           | Z[0,5]",
        "int and | Z[-3,9] Z[-1,5]          | ints",
        "int shr | Z[0,9] Z[0,3]            | Z[0,9]",
        "int shr | Z[-1,9] Z[0,3]           | ints",
        "int ushr | Z[3,9] Z[0,3]           | Z[0,9]",
        "int or | Z[3,9] Z[0,3]             | ints",
        "int add | Z[1,2] Z[3,4]            | Z[4,6]",
        "float mul | [1,2] [3,4]            | [3,8]",
      })
  void operators(String operator, String arguments, String values) {
    String[] words = operator.split(" ", -1);
    Symbol symbol = Symbol.valueOf(words[1].toUpperCase(Locale.ROOT));
    Scalar operand = Scalar.valueOf(words[0].toUpperCase(Locale.ROOT));
    assertEquals(
        range(values),
        OperatorRanges.of(new BasicOperator(symbol, operand), ranges(arguments), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "double int   | [1.5,2.5]        | Z[1,2]",
        "double int   | [-2.5,-1.5]      | Z[-2,-1]",
        "double int   | [-0.5,0.5]       | {0}",
        "double int   | [0,1e20]         | Z[0,2147483647]",
        "double int   | [-1e20,0]        | Z[-2147483648,0]",
        "double int   | empty            | empty",
        "double long  | [0,1e10]         | Z[0,1e10]",
        "float int    | [0,1e10]         | Z[0,2147483647]",
        "int double   | Z[1,2]           | Z[1,2]",
        "int byte     | Z[0,100]         | Z[0,100]",
        "int byte     | Z[0,200]         | Z[-128,127]",
        "long int     | Z[0,1e10]        | ints",
        "long int     | Z[0,9]           | Z[0,9]",
        "double float | [1,2]            | [1,2]",
        "double float | (1,2)            | (1,2)",
        "double float | [1,2)            | [1,2)",
        "double float | [-1,1]!          | [-1,1]!",
        "double float | [-1,1]           | [-1,1]",
        "double float | Z[1,2]           | Z[1,2]",
        "double float | (0,1e-60)        | (0,1e-60)",
        "double float | (-1e-60,1)       | (-1e-60,1)",
        "double float | [0,1]            | [0,1]",
        "double float | [-1,0]           | [-1,0]",
        "double float | [0.1,0.3]        | [0.10000000149011612,0.30000001192092896]",
        "double float | [0,0.1]          | [0,0.10000000149011612]",
        "double float | [-0.1,0]         | [-0.10000000149011612,0]",
        "double float | empty            | empty",
      })
  void conversions(String types, String argument, String values) {
    String[] words = types.split(" ", -1);
    Conversion conversion =
        new Conversion(
            Scalar.valueOf(words[0].toUpperCase(Locale.ROOT)),
            Scalar.valueOf(words[1].toUpperCase(Locale.ROOT)));
    assertEquals(range(values), OperatorRanges.of(conversion, ranges(argument), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exp    | {0}             | {1}",
        "exp    | all             | (0,inf)",
        "exp    | empty           | empty",
        "expm1  | {0}             | {0}",
        "log    | {1}             | {0}",
        "log    | [-4,-1]         | all",
        "sqrt   | [4,9]           | [2,3]",
        "sqrt   | (4,9)           | (2,3)",
        "sqrt   | [4,9)           | [2,3)",
        "sqrt   | [-4,9]          | [0,3]",
        "sqrt   | [-4,-1]         | [0,inf)",
        "sqrt   | (1,1.0000000000000002) | [0,inf)",
        "cbrt   | [-8,27]!        | [-2,3]!",
        "cbrt   | [-8,27]         | [-2,3]",
        "abs    | [-2,1]          | [0,2]",
        "abs    | [-2,1]!         | (0,2]",
        "signum | [-2,3]          | Z[-1,1]",
        "signum | [0,3]           | Z[0,1]",
        "signum | (0,3]           | {1}",
        "signum | [-3,0]          | Z[-1,0]",
        "signum | [-3,0)          | {-1}",
        "floor  | [1.5,2.5]       | Z[1,2]",
        "floor  | empty           | empty",
        "ceil   | [1.5,2.5]       | Z[2,3]",
        "rint   | [1.4,2.6]       | Z[1,3]",
        "sin    | {0}             | [-1,1]",
        "acos   | {1}             | {0}",
        "acos   | {-1}            | {3.141592653589793}",
        "asin   | {0}             | {0}",
        "tanh   | all             | (-1,1)",
        "random |                 | all",
        "max    | [1,2] [0,3)     | [1,3)",
        "max    | [0,3) [1,2]     | [1,3)",
        "max    | [1,3] [0,3)     | [1,3]",
        "max    | [1,3) [0,3]     | [1,3]",
        "max    | (1,2] [1,2]     | (1,2]",
        "max    | [1,2] (1,2]     | (1,2]",
        "max    | empty [1,2]     | empty",
        "max    | [1,2] empty     | empty",
        "max    | [-1,1]! [-1,2]! | [-1,2]!",
        "max    | [-1,1]  [-1,2]! | [-1,2]",
        "max    | [-1,1]! [-1,2]  | [-1,2]",
        "max    | Z[1,2] Z[1,3]   | Z[1,3]",
        "max    | Z[1,2] [1,3]    | [1,3]",
        "max    | [1,2] Z[1,3]    | [1,3]",
        "min    | [1,2] [0,3)     | [0,2]",
        "pow    | [2,3] {2}       | [4,9]",
        "pow    | [-2,3] {2}      | [0,9]",
        "pow    | [-2,3]! {2}     | (0,9]",
        "pow    | [-2,3] {3}      | [-8,27]",
        "pow    | [2,4] {-1}      | [0.25,0.5]",
        "pow    | [-2,3] {0}      | {1}",
        "pow    | (2,3) {0}       | {1}",
        "pow    | (0,1e-200) {2}  | (0,inf)",
        "pow    | [4,9] {0.5}     | (0,inf)",
        "pow    | [0,9] {0.5}     | [0,3]",
        "pow    | [-4,9] {0.5}    | [0,3]",
        "pow    | (0,9] all       | (0,inf)",
        "pow    | [0,9] [1,2]     | [0,inf)",
        "pow    | [0,9] Z[1,2]    | [0,inf)",
        "pow    | [-1,9] [1,2]    | all",
        "pow    | [0,9] {-0.5}    | [0,inf)",
        "hypot  | {3} {4}         | {5}",
        "hypot  | (1,1.0000000000000002) {1e10} | [0,inf)",
        "hypot  | (3,6) {0}       | (3,6)",
        "hypot  | {0} (3,6)       | (3,6)",
        "hypot  | [-6,-3) {0}     | (3,6]",
        "hypot  | all all         | [0,inf)",
        "IEEEremainder | all [3,4] | [-2,2]",
        "copySign | [1,2] {1}     | [1,2]",
        "copySign | [1,2] {-1}    | [-2,-1]",
        "copySign | [1,2] [-1,1]  | [-2,2]!",
        "copySign | [1,2] [0,1]   | [-2,2]!",
        "copySign | [1,2] [-1,0]  | [-2,2]!",
        "fma    | {2} {3} [1,2]   | [7,8]",
        "clamp  | [-5,5] {0} {1}  | Z[0,1]",
        "unknown | {1} {1} {1} {1} | all",
      })
  void functionsOfDoubles(String name, String arguments, String values) {
    List<Range> ranges = arguments == null ? List.of() : ranges(arguments);
    Range image = OperatorRanges.of(MathFunction.ofDoubles(name, ranges.size()), ranges, false);
    assertEquals(range(values), name.equals("clamp") ? image.integers() : image);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "floorMod       | Z[-9,9] Z[1,5]  | Z[0,4]",
        "floorMod       | Z[-9,9] Z[0,5]  | ints",
        "addExact       | Z[1,2] Z[3,4]   | Z[4,6]",
        "subtractExact  | Z[1,2] Z[3,4]   | Z[-3,-1]",
        "multiplyExact  | Z[1,2] Z[3,4]   | Z[3,8]",
        "negateExact    | Z[1,2]          | Z[-2,-1]",
        "incrementExact | Z[1,2]          | Z[2,3]",
        "decrementExact | Z[1,2]          | Z[0,1]",
      })
  void functionsOfInts(String name, String arguments, String values) {
    List<Range> ranges = ranges(arguments);
    Operator function =
        new MathFunction(
            "java.lang.Math", name, Collections.nCopies(ranges.size(), Scalar.INT), Scalar.INT);
    assertEquals(range(values), OperatorRanges.of(function, ranges, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[0,2]   | [0,inf)",
        "(0,2]   | (0,inf)",
        "[1,2]   | (0,inf)",
        "[-2,-1] | (-inf,0)",
        "[-2,0]  | (-inf,0]",
        "[-1,1]  | all",
        "[-1,1]! | (-inf,inf)!",
      })
  void scalingKeepsSigns(String argument, String values) {
    Operator function =
        new MathFunction(
            "java.lang.Math", "scalb", List.of(Scalar.DOUBLE, Scalar.INT), Scalar.DOUBLE);
    assertEquals(
        range(values), OperatorRanges.of(function, List.of(range(argument), range("ints")), false));
  }

  /** An end that moves goes to the next of the numbers -1, 0 and 1, or to infinity. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[2,3]   | [2,3]    | false | [2,3]",
        "[2,3]   | [2.5,3]  | false | [2,3]",
        "[2,3]   | [1.5,3]  | false | (1,3]",
        "[2,3]   | [1,3]    | false | [1,3]",
        "[2,3]   | (1,3]    | false | (1,3]",
        "[2,3]   | [0.5,3]  | false | (0,3]",
        "[2,3]   | [0,3]    | false | [0,3]",
        "[2,3]   | (0,3]    | false | (0,3]",
        "[2,3]   | [-0.5,3] | false | (-1,3]",
        "[2,3]   | [-5,3]   | false | (-inf,3]",
        "[2,3]   | [2,5]    | false | [2,inf)",
        "[-3,-2] | [-3,-1.5] | false | [-3,-1)",
        "(2,3]   | [2,3]    | false | (1,3]",
        "[2,3]   | [0.5,3]  | true  | (-inf,3]!",
        "[2,3]   | [2,5]    | true  | [2,inf)",
        "empty   | [1,2]    | false | [1,2]",
        "Z[3,4]  | Z[2,4]   | false | Z[2,4]",
        "Z[3,4]  | [2,4]    | false | (1,4]",
        "[2,3]   | empty    | false | [2,3]",
      })
  void widening(String before, String now, boolean isHasty, String widened) {
    assertEquals(range(widened), Widening.of(range(before), range(now), isHasty));
  }

  /** Nothing is the larger one of a number and of none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[1,2] | empty", "empty | [1,2]", "empty | empty"})
  void nothingIsMoreThanNothing(String one, String other) {
    assertEquals(Range.EMPTY, RangeArithmetic.maximum(range(one), range(other)));
  }
}
