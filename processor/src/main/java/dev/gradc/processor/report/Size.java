package dev.gradc.processor.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A number of bytes as a formula in the user's terms: a sum of products.
 *
 * @param terms by their factors, no two with the same, in order of first appearance
 */
record Size(List<Term> terms) {

  /** Nothing. */
  static final Size NONE = new Size(List.of());

  Size {
    terms = List.copyOf(terms);
  }

  /**
   * A product.
   *
   * @param bytes the number in it
   * @param factors all else, as text that needs no parentheses
   */
  record Term(long bytes, List<String> factors) {
    Term {
      factors = List.copyOf(factors);
    }

    String text() {
      return factors.isEmpty() ? Long.toString(bytes) : bytes + "·" + String.join("·", factors);
    }
  }

  static Size of(long bytes, List<String> factors) {
    long number = bytes;
    List<String> symbols = new ArrayList<>();
    for (String factor : factors) {
      if (factor.matches("\\d{1,9}")) {
        number *= Long.parseLong(factor);
      } else {
        symbols.add(factor);
      }
    }
    return number == 0 ? NONE : new Size(List.of(new Term(number, symbols)));
  }

  Size plus(Size other) {
    Map<List<String>, Long> sums = new LinkedHashMap<>();
    terms.forEach(term -> sums.merge(term.factors(), term.bytes(), Long::sum));
    other.terms().forEach(term -> sums.merge(term.factors(), term.bytes(), Long::sum));
    List<Term> all = new ArrayList<>();
    sums.forEach((factors, bytes) -> all.add(new Term(bytes, factors)));
    return new Size(all);
  }

  /** The number, where it depends on nothing. */
  OptionalLong bytes() {
    return terms.stream().allMatch(term -> term.factors().isEmpty())
        ? OptionalLong.of(terms.stream().mapToLong(Term::bytes).sum())
        : OptionalLong.empty();
  }

  /** {@code 8·n·m + 16}: what depends on something first. */
  String formula() {
    List<String> texts = new ArrayList<>();
    terms.stream().filter(term -> !term.factors().isEmpty()).forEach(it -> texts.add(it.text()));
    terms.stream().filter(term -> term.factors().isEmpty()).forEach(it -> texts.add(it.text()));
    return texts.isEmpty() ? "0" : String.join(" + ", texts);
  }

  /** The formula with its unit. */
  String text() {
    return formula() + " bytes";
  }
}
