package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in messages what the user calls an array. */
final class ArrayNames {

  /** What is put behind the name of a variable for one that has to do with it. */
  private static final Pattern ADDED = Pattern.compile("(?:_?\\d+|Before|Copy|State|Next|After)$");

  private static final Pattern ASSIGNED =
      Pattern.compile(
          "^(?:(?:@[\\w.]+|final)\\s+)*(?:[A-Za-z_$][\\w$.<>\\[\\], ]*\\s+)?"
              + "([A-Za-z_$][\\w$]*)\\s*=(?!=)");

  private static final Pattern ASSIGNED_TO = Pattern.compile("([A-Za-z_$][\\w$]*)\\s*=\\s*$");

  private final Origin whole;
  private final Map<Variable, Origin> definitions = new LinkedHashMap<>();

  /** Of the variables of a function. */
  ArrayNames(Function function) {
    this.whole = function.origin();
    function
        .parameters()
        .forEach(parameter -> definitions.put(parameter.variable(), parameter.origin()));
    collect(function.body());
  }

  private void collect(Block block) {
    for (Statement statement : block.statements()) {
      Mentions.definitions(statement)
          .forEach(it -> definitions.putIfAbsent(it, statement.origin().statement()));
      statement.blocks().forEach(this::collect);
    }
  }

  /** The name, and where the variable gets its value: {@code 'a' (User.java:8)}. */
  String of(Variable array) {
    Origin origin = definitions.getOrDefault(array, Origin.NONE);
    Optional<String> name = nameOf(array, origin);
    // What was made for a loop has the loop's origin.
    boolean isPlace = origin.line() > 0 && origin.text().lines().count() == 1;
    String place = isPlace ? " (" + origin.place() + ")" : "";
    return "'" + name.orElse(isPlace ? expression(origin) : array.name()) + "'" + place;
  }

  private Optional<String> nameOf(Variable array, Origin origin) {
    String name = array.name();
    while (true) {
      if (isWord(name, whole.text()) || isWord(name, origin.text())) {
        return Optional.of(name);
      }
      Matcher added = ADDED.matcher(name);
      if (!added.find() || added.start() == 0) {
        return assignedFrom(origin);
      }
      name = name.substring(0, added.start());
    }
  }

  /** What a statement assigns, or the statement that an expression stands in. */
  private Optional<String> assignedFrom(Origin origin) {
    Matcher assigned = ASSIGNED.matcher(origin.text());
    if (assigned.find()) {
      return Optional.of(assigned.group(1));
    }
    int before = origin.start() - whole.start();
    if (!whole.file().equals(origin.file()) || before <= 0 || origin.end() > whole.end()) {
      return Optional.empty();
    }
    Matcher target = ASSIGNED_TO.matcher(whole.text().substring(0, before));
    return target.find() ? Optional.of(target.group(1)) : Optional.empty();
  }

  private static String expression(Origin origin) {
    return origin.text().replaceFirst("^return\\s+", "").replaceFirst("\\s*;$", "");
  }

  /** Whether a text mentions a variable of that name. */
  private static boolean isWord(String name, String text) {
    return Pattern.compile("(?<![\\w.$])" + Pattern.quote(name) + "(?![\\w$]|\\s*\\()")
        .matcher(text)
        .find();
  }
}
