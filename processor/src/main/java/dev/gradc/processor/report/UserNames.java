package dev.gradc.processor.report;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what the user calls each value. A variable of the program has the user's name, perhaps with
 * a number, if the source text that it comes from assigns a variable of that name; all others were
 * made on the way, and may still be copied to one that has a name.
 */
final class UserNames {

  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?<![\\w.$])([A-Za-z_$][\\w$]*)\\s*(?:(?:[-+*/%&|^]|<<|>>>?)?=(?!=)|\\+\\+|--)");

  private final Map<Variable, UserName> names = new LinkedHashMap<>();

  /** The other way round: only numbers that one statement each defines. */
  private final Map<UserName, List<Variable>> numbersOf = new HashMap<>();

  private final Map<String, List<Origin>> assignments = new HashMap<>();
  private final Map<Variable, Variable> copied = new HashMap<>();
  private final Set<Origin> ofBlocks = new HashSet<>();
  private Origin whole = Origin.NONE;

  Map<Variable, UserName> find(ReportedMethod method) {
    nameParameters(method.signature(), method.inlined());
    whole = method.inlined().origin();
    collectBlocks(method.inlined().body());
    collectAssignments(method.inlined().body());
    visit(method.inlined().body());
    visit(method.primal().body());
    return names;
  }

  private void nameParameters(Signature signature, Function function) {
    int position = 0;
    for (Signature.Parameter parameter : signature.parameters()) {
      for (Leaf leaf : Leaf.of(parameter.type())) {
        Function.Parameter found = function.parameters().get(position);
        give(found.variable(), new UserName(leaf.text(parameter.name()), found.origin()));
        position++;
      }
    }
  }

  /** Loops and branches assign what is within them, each by a statement of its own. */
  private void collectBlocks(Block block) {
    for (Statement statement : block.statements()) {
      if (!statement.blocks().isEmpty()
          && statement.origin().text().lines().skip(1).findAny().isPresent()) {
        ofBlocks.add(alone(statement.origin()));
      }
      statement.blocks().forEach(this::collectBlocks);
    }
  }

  private void collectAssignments(Block block) {
    for (Statement statement : block.statements()) {
      if (!ofBlocks.contains(alone(statement.origin()))) {
        Matcher matcher = ASSIGNED.matcher(statement.origin().text());
        while (matcher.find()) {
          List<Origin> known =
              assignments.computeIfAbsent(matcher.group(1), key -> new ArrayList<>());
          if (known.isEmpty() || !known.get(known.size() - 1).equals(statement.origin())) {
            known.add(statement.origin());
          }
        }
      }
      statement.blocks().forEach(this::collectAssignments);
    }
  }

  /** The place, whatever it stands in: conditions of a switch have that of the switch. */
  private static Origin alone(Origin origin) {
    return new Origin(
        origin.file(), origin.line(), origin.column(), origin.start(), origin.end(), origin.text());
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      Mentions.definitions(statement).forEach(target -> name(target, statement));
      if (statement instanceof Statement.Assign assign && assign.target().isMutable()) {
        assigned(assign.target(), assign.operation().arguments().get(0), statement.origin());
      } else if (statement instanceof Statement.Accumulate accumulate) {
        assigned(accumulate.target(), accumulate.target(), statement.origin());
      }
      if (statement instanceof Statement.CountedLoop loop) {
        give(loop.index(), new UserName(written(loop.index(), loop.origin()), loop.origin()));
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void name(Variable target, Statement statement) {
    if (names.containsKey(target)) {
      return;
    }
    Variable source = null;
    if (statement instanceof Statement.Assign assign
        && assign.operation() instanceof Operation.Copy copy
        && copy.value() instanceof Variable variable) {
      source = copied.getOrDefault(variable, variable);
      copied.put(target, source);
    }
    UserName name = nameOf(target, statement.origin());
    if (name != null) {
      // Of all that a statement defines, the last is what it assigns.
      take(name, target);
      give(target, name);
      if (source != null) {
        give(source, name);
      }
    } else if (source != null && names.containsKey(source)) {
      give(target, names.get(source));
    }
  }

  /** What else the statement defines has the variable's name by chance, if it has it. */
  private void assigned(Variable target, Atom value, Origin origin) {
    UserName name = names.get(target);
    if (name != null) {
      take(new UserName(name.text(), origin), value);
    }
  }

  /** To a variable that has none yet. */
  private void give(Variable variable, UserName name) {
    if (names.putIfAbsent(variable, name) == null
        && variable.role() == Variable.Role.SINGLE
        && !(variable.type() instanceof ArrayType)) {
      numbersOf.computeIfAbsent(name, it -> new ArrayList<>()).add(variable);
    }
  }

  /** From all numbers but one. */
  private void take(UserName name, Atom but) {
    numbersOf
        .getOrDefault(name, new ArrayList<>())
        .removeIf(it -> !it.equals(but) && names.remove(it) != null);
  }

  /** The user's name of what is assigned here; null if it has none. */
  private UserName nameOf(Variable target, Origin origin) {
    for (String candidate : candidates(target.name())) {
      for (Origin assignment : assignments.getOrDefault(candidate, List.of())) {
        if (assignment.file().equals(origin.file())
            && assignment.start() <= origin.start()
            && origin.end() <= assignment.end()) {
          return new UserName(candidate, assignment);
        }
      }
      if (isAssignedTo(candidate, origin)) {
        return new UserName(candidate, origin);
      }
    }
    return null;
  }

  /** Whether an expression, of which nothing but the value is left, stands right of the name. */
  private boolean isAssignedTo(String name, Origin expression) {
    int before = expression.start() - whole.start();
    if (!whole.file().equals(expression.file()) || before <= 0 || expression.end() > whole.end()) {
      return false;
    }
    // Backwards from the expression, so that the text before it does not count.
    String text = whole.text();
    int end = endOfText(text, before);
    if (end == 0 || text.charAt(end - 1) != '=') {
      return false;
    }
    int start = endOfText(text, end - 1) - name.length();
    return start >= 0
        && text.startsWith(name, start)
        && (start == 0 || !isOfName(text.charAt(start - 1)));
  }

  /** Where the white space before a position begins. */
  private static int endOfText(String text, int position) {
    int end = position;
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean isOfName(char character) {
    return character == '.' || Character.isJavaIdentifierPart(character);
  }

  /** A loop's index has the name that its header has. */
  private static String written(Variable index, Origin origin) {
    String header = origin.text().lines().findFirst().orElse("");
    return candidates(index.name()).stream()
        .filter(name -> Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(header).find())
        .findFirst()
        .orElse(index.name());
  }

  /** The name itself, and without the numbers that tell variables of one name apart. */
  private static List<String> candidates(String name) {
    List<String> candidates = new ArrayList<>(List.of(name));
    candidates.add(name.replaceFirst("(_\\d+)+$", ""));
    candidates.add(name.replaceFirst("(_?\\d+)+$", ""));
    return candidates;
  }
}
