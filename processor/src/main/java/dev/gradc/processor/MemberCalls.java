package dev.gradc.processor;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.Repetition;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.AccessorNames;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.transform.Inline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The functions that a method's program calls as members. Those that call themselves, directly or
 * not, cannot be compiled in place: each gets a generated class with a pullback. Methods of other
 * classes have theirs.
 */
final class MemberCalls {

  private final DifferentiableMethod method;
  private final Map<String, Function> functions;
  private final Map<String, Function> outside;
  private final Map<String, String> names = new LinkedHashMap<>();

  /**
   * @param functions all that is compiled in, the method itself included, by key
   * @param outside what methods of other classes consist of, as far as it is known
   */
  MemberCalls(
      DifferentiableMethod method, Map<String, Function> functions, Map<String, Function> outside) {
    this.method = method;
    this.functions = functions;
    this.outside = outside;
    String own = method.method().key();
    for (String key : functions.keySet()) {
      if (reaches(key, key, new LinkedHashSet<>())) {
        names.put(key, key.equals(own) ? "" : unusedName(functions.get(key).name()));
      }
    }
  }

  /**
   * The name of the class generated for each recursive function, by key; empty for the method
   * itself.
   */
  Map<String, String> names() {
    return names;
  }

  /** What stands in the way: their generated classes take no records. */
  Set<Problem> problems() {
    Set<Problem> problems = new LinkedHashSet<>();
    for (String key : names.keySet()) {
      Method callee = method.callees().get(key);
      if (callee.result().isEmpty()) {
        problems.add(
            Problem.of(
                DiagnosticCode.CALL_EFFECT,
                callee.origin(),
                callee.name(),
                "gives nothing back, so that all it does is to change what it is given"));
      }
      boolean hasRecord =
          callee.result().filter(Leaf::isComposite).isPresent()
              || callee.parameters().stream().anyMatch(it -> Leaf.isComposite(it.type()));
      if (hasRecord) {
        problems.add(Problem.of(DiagnosticCode.RECORD_CALL, callee.origin(), callee.name()));
      }
    }
    return problems;
  }

  private String unusedName(String method) {
    String base = method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1);
    Set<String> taken = new LinkedHashSet<>(names.values());
    taken.addAll(List.of("Tape", "Gradient", this.method.signature().nestedName()));
    taken.add(this.method.signature().companionName());
    String name = base;
    while (taken.contains(name)) {
      name += "_";
    }
    return name;
  }

  private boolean reaches(String from, String key, Set<String> seen) {
    for (String callee : callees(functions.get(from).body())) {
      if (!functions.containsKey(callee)) {
        continue;
      }
      if (callee.equals(key) || (seen.add(callee) && reaches(callee, key, seen))) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> callees(Block block) {
    Set<String> callees = new LinkedHashSet<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Call call) {
        callees.add(call.function());
      }
      statement.blocks().forEach(inner -> callees.addAll(callees(inner)));
    }
    return callees;
  }

  /**
   * What a function does with the arrays that it is given, by position.
   *
   * @param isRepeatable whether it would do the same once more
   */
  private record Effects(Set<Integer> written, Set<Integer> shared, boolean isRepeatable) {
    private static final Effects NONE = new Effects(Set.of(), Set.of(), true);
  }

  /** What is called instead of functions, by key. */
  Map<String, Member> members() {
    Map<String, Effects> effects = new LinkedHashMap<>();
    names.keySet().forEach(key -> effects.put(key, Effects.NONE));
    outside.keySet().forEach(key -> effects.put(key, Effects.NONE));
    Map<String, Function> all = new LinkedHashMap<>(functions);
    all.putAll(outside);
    Map<String, Member> members = members(effects);
    boolean isStable = false;
    // Each round adds positions or none, so it ends.
    while (!isStable) {
      isStable = true;
      for (String key : List.copyOf(effects.keySet())) {
        Effects found = effects(new Inline(all, members).inline(all.get(key)));
        isStable &= found.equals(effects.put(key, found));
      }
      members = members(effects);
    }
    return members;
  }

  private static Effects effects(Function function) {
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Set<Integer> written = new LinkedHashSet<>();
    for (int i = 0; i < function.parameters().size(); i++) {
      Variable parameter = function.parameters().get(i).variable();
      if (parameter.type() instanceof ArrayType) {
        if (arrays.isWrittenWithin(parameter)) {
          written.add(i);
        }
      }
    }
    return new Effects(
        written, arrays.sharedWithResult(function), Repetition.isPossible(function.body()));
  }

  private Map<String, Member> members(Map<String, Effects> effects) {
    Map<String, Member> members = new LinkedHashMap<>(method.members());
    effects.forEach(
        (key, found) -> {
          if (names.containsKey(key)) {
            members.put(key, recursive(key, found));
          } else {
            members.put(key, outside(key, found));
          }
        });
    return members;
  }

  /** A method of another class; or what one of them calls, which nothing here does. */
  private Member outside(String key, Effects effects) {
    Member known = method.members().get(key);
    Method callee = method.outside().get(key);
    return new Member(
        known == null ? Member.Kind.STATIC : known.kind(),
        key,
        callee.owner(),
        callee.name(),
        outside.get(key).parameters().stream().map(it -> it.variable().type()).toList(),
        callee.result(),
        effects.written(),
        effects.shared(),
        known == null ? Optional.empty() : known.pullback(),
        false,
        effects.isRepeatable());
  }

  private Member recursive(String key, Effects effects) {
    Method callee = method.callees().get(key);
    Function function = functions.get(key);
    String companion = companion(key);
    boolean isOfObject = !callee.isStatic() && !callee.isPrivate();
    return new Member(
        isOfObject ? Member.Kind.INSTANCE : Member.Kind.STATIC,
        key,
        callee.isPrivate() ? companion : callee.owner(),
        callee.isPrivate() ? "primal" : callee.name(),
        function.parameters().stream().map(it -> it.variable().type()).toList(),
        callee.result(),
        effects.written(),
        effects.shared(),
        Optional.of(new Member.Pullback(companion, accessors(function)))
            .filter(any -> !function.detachedResult() && isDifferentiable(callee)),
        false,
        effects.isRepeatable());
  }

  private static boolean isDifferentiable(Method callee) {
    return callee.result().isPresent() && callee.result().get().isDifferentiable();
  }

  private String companion(String key) {
    Signature signature = method.signature();
    String prefix = signature.packageName() + "/";
    String outer = prefix + signature.companionName() + "." + signature.nestedName();
    return names.get(key).isEmpty() ? outer : outer + "." + names.get(key);
  }

  private static List<Optional<String>> accessors(Function function) {
    List<String> active =
        function.parameters().stream()
            .filter(Function.Parameter::isActive)
            .map(it -> it.variable().name())
            .toList();
    Map<String, String> accessors = AccessorNames.of(active);
    List<Optional<String>> all = new ArrayList<>();
    for (Function.Parameter parameter : function.parameters()) {
      all.add(
          Optional.of(parameter)
              .filter(Function.Parameter::isActive)
              .map(it -> accessors.get(it.variable().name())));
    }
    return all;
  }
}
