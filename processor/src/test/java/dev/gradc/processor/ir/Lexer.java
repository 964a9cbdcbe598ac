package dev.gradc.processor.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of one line of printed IR, taken from the left. */
final class Lexer {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(-?(?:[0-9]+(?:\\.[0-9]+)?(?:E-?[0-9]+)?|NaN|Infinity)[bscLf]?(?![A-Za-z0-9_$])"
              + "|[\\p{L}_$][\\p{L}0-9_$]*|\\+=|<=|>=|==|!=|[^\\s])");

  private final String line;
  private final List<String> tokens = new ArrayList<>();
  private int next;

  Lexer(String line) {
    this.line = line;
    Matcher matcher = TOKEN.matcher(line);
    int at = 0;
    while (matcher.find(at) && matcher.start() == at) {
      tokens.add(matcher.group(1));
      at = matcher.end();
    }
  }

  boolean hasNext() {
    return next < tokens.size();
  }

  String peek() {
    return hasNext() ? tokens.get(next) : "";
  }

  String take() {
    if (!hasNext()) {
      throw error("more was expected");
    }
    return tokens.get(next++);
  }

  boolean takeIf(String token) {
    if (peek().equals(token)) {
      next++;
      return true;
    }
    return false;
  }

  void expect(String token) {
    if (!takeIf(token)) {
      throw error("expected " + token + " before '" + peek() + "'");
    }
  }

  /** Whether more than one token follows. */
  boolean hasMore() {
    return next + 1 < tokens.size();
  }

  /** Takes {@code []}, but not a bracket with an index in it. */
  boolean takeBrackets() {
    if (peek().equals("[") && next + 1 < tokens.size() && tokens.get(next + 1).equals("]")) {
      next += 2;
      return true;
    }
    return false;
  }

  /** The tokens up to the one given, joined; that one is taken too. */
  String takeUntil(String end) {
    StringBuilder text = new StringBuilder();
    while (!peek().equals(end)) {
      text.append(take());
    }
    take();
    return text.toString();
  }

  IllegalArgumentException error(String message) {
    return new IllegalArgumentException(message + " in: " + line);
  }
}
