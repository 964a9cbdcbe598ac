package dev.gradc.processor.report;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.Extent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How often the innermost of nested loops runs, over all its runs, in the user's terms: {@code n·m}
 * where bounds do not change, a sum where they depend on the index of an outer loop, and words
 * where they depend on what is computed on the way.
 */
final class IterationCount {

  private static final int LIMIT = 60;

  private final SourceText text;

  IterationCount(SourceText text) {
    this.text = text;
  }

  List<String> factors(Extent extent) {
    List<String> factors = new ArrayList<>();
    Set<Variable> open = new LinkedHashSet<>();
    for (int i = extent.loops().size() - 1; i >= 0; i--) {
      Statement statement = extent.loops().get(i);
      if (!(statement instanceof Statement.CountedLoop loop)) {
        factors.add(0, words(statement));
        return factors;
      }
      if (open.remove(loop.index())) {
        String sum = "(Σ[" + range(loop) + "] " + String.join("·", factors) + ")";
        factors = new ArrayList<>(List.of(sum));
        if (!collect(List.of(loop.from(), loop.bound()), open)) {
          return new ArrayList<>(List.of(words(extent.loops().get(extent.loops().size() - 1))));
        }
        continue;
      }
      String trips = atomic(trips(loop));
      boolean isInTerms = collect(List.of(loop.from(), loop.bound()), open);
      if (trips.contains(SourceText.ELLIPSIS) || (!isInTerms && i > 0)) {
        factors.add(0, words(loop));
        return factors;
      }
      factors.add(0, trips);
    }
    return factors;
  }

  private static String words(Statement loop) {
    String kind = loop instanceof Statement.WhileLoop ? "while loop" : "loop";
    return loop.origin().line() > 0
        ? "(iterations of the " + kind + " at line " + loop.origin().line() + ")"
        : "(iterations of the " + kind + ")";
  }

  /** Text that can stand in a product. */
  static String atomic(String text) {
    if (text.matches("[\\w.$\\[\\]]+( \\* [\\w.$\\[\\]]+)+")) {
      return text.replace(" * ", "·");
    }
    return text.matches("[^\\s]+|⌈[^⌈⌉]*⌉[^\\s]*") ? text : "(" + text + ")";
  }

  /**
   * Adds what the atoms depend on; false where they depend on more than parameters, lengths and
   * indices.
   */
  private boolean collect(List<Atom> atoms, Set<Variable> found) {
    boolean isInTerms = true;
    for (Atom atom : atoms) {
      if (atom instanceof Variable variable) {
        Statement definition = text.definition(variable);
        if (definition == null) {
          isInTerms &= !variable.isMutable();
          found.add(variable);
        } else if (definition instanceof Statement.Assign assign
            && !(assign.operation() instanceof Operation.NewArray)) {
          isInTerms &= collect(assign.operation().arguments(), found);
        } else {
          isInTerms = false;
        }
      }
    }
    return isInTerms;
  }

  private String range(Statement.CountedLoop loop) {
    String index = text.of(loop.index(), LIMIT);
    String from = text.of(loop.from(), LIMIT);
    String bound = text.of(loop.bound(), LIMIT);
    String range =
        switch (loop.relation()) {
          case LT -> from + " ≤ " + index + " < " + bound;
          case LE -> from + " ≤ " + index + " ≤ " + bound;
          case GT -> from + " ≥ " + index + " > " + bound;
          default -> from + " ≥ " + index + " ≥ " + bound;
        };
    int stride = Math.abs(loop.step());
    return stride == 1 ? range : range + ", step " + stride;
  }

  private String trips(Statement.CountedLoop loop) {
    boolean isUp = loop.step() > 0;
    boolean isStrict = loop.isStrict();
    Atom high = isUp ? loop.bound() : loop.from();
    Atom low = isUp ? loop.from() : loop.bound();
    String span = span(high, low, isStrict ? 0 : 1);
    int stride = Math.abs(loop.step());
    return stride == 1 ? span : "⌈" + atomic(span) + "/" + stride + "⌉";
  }

  /** {@code high - low + more}. */
  private String span(Atom high, Atom low, int more) {
    int number = more;
    List<String> symbols = new ArrayList<>();
    if (high instanceof Constant constant && constant.value() instanceof Integer value) {
      number += value;
    } else {
      symbols.add(text.of(high, LIMIT));
    }
    if (low instanceof Constant constant && constant.value() instanceof Integer value) {
      number -= value;
    } else {
      symbols.add((symbols.isEmpty() ? "-" : "- ") + atomic(text.of(low, LIMIT)));
    }
    String sum = symbols.stream().collect(Collectors.joining(" "));
    if (sum.isEmpty()) {
      return Integer.toString(Math.max(0, number));
    }
    // high - (low + 1) + 1 and the like are left as they are: they are the user's own.
    return number == 0 ? sum : sum + (number > 0 ? " + " : " - ") + Math.abs(number);
  }
}
