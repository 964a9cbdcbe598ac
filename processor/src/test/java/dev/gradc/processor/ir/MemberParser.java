package dev.gradc.processor.ir;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a text says of a member that its functions use, on a line of its own before them:
 *
 * <pre>member Library.solve(active double[], int): active double, double[] writes 0 shares 0</pre>
 *
 * <p>{@code active} is where its pullback takes or gives derivatives; without any it has no
 * pullback. After the results comes what it does, with positions, which static arrays it reads, and
 * what else is known of it.
 */
final class MemberParser {

  private final Lexer lexer;
  private final List<Type> parameters = new ArrayList<>();
  private final List<Optional<String>> accessors = new ArrayList<>();
  private final List<Member.Result> results = new ArrayList<>();
  private final Set<Integer> written = new HashSet<>();
  private final Set<Integer> moved = new HashSet<>();
  private final Set<Integer> shared = new HashSet<>();
  private final Set<Integer> joined = new HashSet<>();
  private final Set<Integer> repeated = new HashSet<>();
  private final Set<String> statics = new HashSet<>();
  private final Set<Integer> cotangents = new HashSet<>();
  private Member.Kind kind = Member.Kind.STATIC;
  private Optional<Member.Unread> unread = Optional.empty();
  private Optional<Member.RuleMethod> rule = Optional.empty();
  private Optional<Member.Pushforward> pushforward = Optional.empty();
  private boolean isRepeatable = true;
  private boolean isOpaque;
  private boolean isPart;

  private MemberParser(Lexer lexer) {
    this.lexer = lexer;
  }

  /** The member, whose key is its name with that of its class. */
  static Member member(Lexer lexer) {
    return new MemberParser(lexer).member();
  }

  private Member member() {
    String key = lexer.takeUntil("(");
    while (!lexer.takeIf(")")) {
      boolean isActive = lexer.takeIf("active");
      parameters.add(OperationParser.type(lexer));
      accessors.add(isActive ? Optional.of("of" + parameters.size()) : Optional.empty());
      lexer.takeIf(",");
    }
    if (lexer.takeIf(":")) {
      do {
        boolean isActive = lexer.takeIf("active");
        results.add(new Member.Result(OperationParser.type(lexer), isActive, ""));
      } while (lexer.takeIf(","));
    }
    int dot = key.lastIndexOf('.');
    while (lexer.hasNext()) {
      word(lexer.take(), key);
    }
    Member.Effects effects =
        new Member.Effects(written, moved, shared, joined, repeated, statics, isRepeatable);
    Optional<Member.Pullback> pullback =
        accessors.stream().anyMatch(Optional::isPresent)
            ? Optional.of(
                new Member.Pullback(
                    "Pullback",
                    accessors,
                    rule,
                    Set.of(),
                    isPart,
                    Optional.empty(),
                    Optional.empty()))
            : Optional.empty();
    return new Member(
        kind,
        key,
        key.substring(0, dot),
        key.substring(dot + 1),
        parameters,
        results,
        Optional.empty(),
        effects,
        pullback,
        pushforward,
        isOpaque,
        cotangents,
        unread);
  }

  private void word(String word, String key) {
    switch (word) {
      case "writes" -> positions(written);
      case "moves" -> positions(moved);
      case "shares" -> positions(shared);
      case "joins" -> positions(joined);
      case "repeats" -> positions(repeated);
      case "reads" -> statics.add(OperationParser.type(lexer).keyword());
      case "cotangents" -> positions(cotangents);
      case "opaque" -> isOpaque = true;
      case "unrepeatable" -> isRepeatable = false;
      case "part" -> isPart = true;
      case "rule" ->
          rule =
              Optional.of(new Member.RuleMethod(key + "Rule", "rule", List.of(), Optional.empty()));
      case "forward" -> pushforward = Optional.of(Member.Pushforward.of("Pushforward"));
      case "generic" -> unread = Optional.of(Member.Unread.GENERIC);
      case "inherited" -> unread = Optional.of(Member.Unread.INHERITED);
      case "instance" -> kind = Member.Kind.INSTANCE;
      case "field" -> kind = Member.Kind.FIELD;
      case "static" -> kind = Member.Kind.STATIC_FIELD;
      case "cast" -> kind = Member.Kind.CAST;
      case "concatenation" -> kind = Member.Kind.CONCATENATION;
      default -> throw lexer.error("unknown word " + word);
    }
  }

  private void positions(Set<Integer> into) {
    while (lexer.peek().matches("[0-9]+")) {
      into.add(Integer.parseInt(lexer.take()));
    }
  }
}
