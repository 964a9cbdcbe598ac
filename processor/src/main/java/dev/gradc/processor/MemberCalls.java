package dev.gradc.processor;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.Repetition;
import dev.gradc.processor.analysis.WrittenParameters;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.AccessorNames;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.transform.Inline;
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

  private String unusedName(String method) {
    String base = method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1);
    Set<String> taken = new LinkedHashSet<>(names.values());
    taken.addAll(
        List.of("Tape", "Gradient", Signature.VALUES, this.method.signature().nestedName()));
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

  /** What is called instead of functions, by key. */
  Map<String, Member> members() {
    Map<String, Member.Effects> effects = new LinkedHashMap<>();
    names.keySet().forEach(key -> effects.put(key, Member.Effects.NONE));
    outside.keySet().forEach(key -> effects.put(key, Member.Effects.NONE));
    Map<String, Function> all = new LinkedHashMap<>(functions);
    all.putAll(outside);
    Map<String, Member> members = members(effects);
    boolean isStable = false;
    // Each round adds positions or none, so it ends.
    while (!isStable) {
      isStable = true;
      for (String key : List.copyOf(effects.keySet())) {
        Member.Effects found = effects(new Inline(all, members).inline(all.get(key)));
        isStable &= found.equals(effects.put(key, found));
      }
      members = members(effects);
    }
    return members;
  }

  /** What a function does with the arrays that it is given, by position. */
  static Member.Effects effects(Function function) {
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    return new Member.Effects(
        new WrittenParameters(arrays).find(function),
        arrays.sharedWithResult(function),
        arrays.sharedAmongResults(function),
        Repetition.isPossible(function.body()));
  }

  private Map<String, Member> members(Map<String, Member.Effects> effects) {
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
  private Member outside(String key, Member.Effects effects) {
    Member known = method.members().get(key);
    if (known != null) {
      return new Member(
          known.kind(),
          key,
          known.owner(),
          known.name(),
          known.parameters(),
          known.results(),
          known.carrier(),
          effects,
          known.pullback(),
          false);
    }
    Method callee = method.outside().get(key);
    return new Member(
        Member.Kind.STATIC,
        key,
        callee.owner(),
        callee.name(),
        typesOf(outside.get(key)),
        callee.result().map(Signature::results).orElse(List.of()),
        Optional.empty(),
        effects,
        Optional.empty(),
        false);
  }

  private Member recursive(String key, Member.Effects effects) {
    Method callee = method.callees().get(key);
    Function function = functions.get(key);
    String companion = companion(key);
    boolean isGenerated = isGenerated(callee);
    return new Member(
        callee.isStatic() || isGenerated ? Member.Kind.STATIC : Member.Kind.INSTANCE,
        key,
        isGenerated ? companion : callee.owner(),
        isGenerated ? Signature.PRIMAL : callee.name(),
        typesOf(function),
        callee.result().map(Signature::results).orElse(List.of()),
        callee.result().flatMap(result -> Signature.carrier(result, companion)),
        effects,
        Optional.of(new Member.Pullback(companion, accessors(key)))
            .filter(any -> !function.detachedResult() && isDifferentiable(callee)),
        false);
  }

  /** Whether generated code needs a copy: it may not see the method, or has taken records apart. */
  static boolean isGenerated(Method callee) {
    return callee.isPrivate() || callee.hasRecords();
  }

  private static List<Type> typesOf(Function function) {
    return function.parameters().stream().map(it -> it.variable().type()).toList();
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

  private List<Optional<String>> accessors(String key) {
    return AccessorNames.ofLeaves(
        names.get(key).isEmpty()
            ? method.signature().parameters()
            : Signature.parametersOf(functions.get(key)));
  }
}
