package dev.gradc.processor;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.FreshRows;
import dev.gradc.processor.analysis.Repetition;
import dev.gradc.processor.analysis.StaticArrays;
import dev.gradc.processor.analysis.WrittenParameters;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.AccessorNames;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.source.Mode;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.transform.Inline;
import java.util.ArrayDeque;
import java.util.Deque;
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
  private final Map<String, Function> all = new LinkedHashMap<>();
  private final Set<String> recursive = new LinkedHashSet<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Set<String> taken = new LinkedHashSet<>();
  private Map<String, Member> members = Map.of();

  /**
   * @param functions all that is compiled in, the method itself included, by key
   * @param outside what methods of other classes consist of, as far as it is known
   */
  MemberCalls(
      DifferentiableMethod method, Map<String, Function> functions, Map<String, Function> outside) {
    this.method = method;
    this.functions = functions;
    this.outside = outside;
    all.putAll(outside);
    all.putAll(functions);
    for (String key : all.keySet()) {
      if (reaches(key, key, new LinkedHashSet<>())) {
        recursive.add(key);
      }
    }
    String own = method.method().key();
    taken.addAll(
        List.of(
            "Tape",
            "Gradient",
            "Tangent",
            "Loops",
            Signature.VALUES,
            Signature.IN_PLACE,
            Member.OnKeptMemory.NAME,
            method.signature().nestedName(),
            method.signature().companionName()));
    if (method.method().isCheckpointed()) {
      names.put(own, "");
    }
    for (String key : functions.keySet()) {
      if (recursive.contains(key)) {
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

  /** The functions that call themselves, directly or not, by key. */
  Set<String> recursive() {
    return recursive;
  }

  /** A name for a generated class within that of the method, after a function. */
  String unusedName(String function) {
    String name = function.substring(0, 1).toUpperCase(Locale.ROOT) + function.substring(1);
    while (!taken.add(name)) {
      name += "_";
    }
    return name;
  }

  /** Takes a name back that no class has got. */
  void giveBack(String name) {
    taken.remove(name);
  }

  /** Whether a generated class has that name. */
  boolean isTaken(String name) {
    return taken.contains(name);
  }

  /** The methods whose calls store their arguments alone, other than the recursive ones. */
  Set<String> checkpointed() {
    Set<String> checkpointed = new LinkedHashSet<>();
    method
        .callees()
        .forEach(
            (key, callee) -> {
              if (callee.isCheckpointed() && !recursive.contains(key)) {
                checkpointed.add(key);
              }
            });
    return checkpointed;
  }

  /** The method itself as a member; it must be recursive or checkpointed. */
  Member own() {
    members();
    return members.get(method.method().key());
  }

  /** How the class of that name, within that of the method, is written. */
  String companionOf(String name) {
    Signature signature = method.signature();
    String outer =
        signature.packageName() + "/" + signature.companionName() + "." + signature.nestedName();
    return name.isEmpty() ? outer : outer + "." + name;
  }

  /** Within a top-level class: what is of another one is called in any case. */
  private boolean reaches(String from, String key, Set<String> seen) {
    for (String callee : callees(all.get(from).body())) {
      boolean isInside = all.containsKey(callee) && topLevel(callee).equals(topLevel(key));
      if (isInside && (callee.equals(key) || (seen.add(callee) && reaches(callee, key, seen)))) {
        return true;
      }
    }
    return false;
  }

  private String topLevel(String key) {
    Method function = method.callees().get(key);
    String owner = (function == null ? method.outside().get(key) : function).owner();
    int end = owner.indexOf('.', owner.indexOf('/'));
    return end < 0 ? owner : owner.substring(0, end);
  }

  static Set<String> callees(Block block) {
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
    if (members.isEmpty()) {
      members = found();
    }
    return called(method.method().key(), members);
  }

  /** A method of another class as its own compilation has it: it calls methods of others. */
  Function inlined(String key) {
    return new Inline(all, calledBy(key)).inline(all.get(key));
  }

  /** The same with marks on what it calls that is checkpointed. */
  Function marked(String key) {
    Set<String> checkpointed = partsOf(key);
    checkpointed.remove(key);
    checkpointed.removeIf(
        part ->
            !method.outside().containsKey(part) || !method.outside().get(part).isCheckpointed());
    return new Inline(all, calledBy(key), checkpointed).inline(all.get(key));
  }

  /** What {@link #inlined} puts into a method of another class, by key; that itself is among it. */
  Set<String> partsOf(String key) {
    Set<String> called = calledBy(key).keySet();
    Set<String> parts = new LinkedHashSet<>(List.of(key));
    Deque<String> open = new ArrayDeque<>(parts);
    while (!open.isEmpty()) {
      for (String callee : callees(all.get(open.remove()).body())) {
        if (!called.contains(callee) && parts.add(callee)) {
          open.add(callee);
        }
      }
    }
    return parts;
  }

  private Map<String, Member> calledBy(String key) {
    members();
    return called(key, members);
  }

  private Map<String, Member> found() {
    Map<String, Member.Effects> effects = new LinkedHashMap<>();
    names.keySet().forEach(key -> effects.put(key, Member.Effects.NONE));
    outside.keySet().forEach(key -> effects.put(key, Member.Effects.NONE));
    Map<String, Member> known = members(effects);
    boolean isStable = false;
    // Each round adds positions or none, so it ends.
    while (!isStable) {
      isStable = true;
      for (String key : List.copyOf(effects.keySet())) {
        Member.Effects found = effects(new Inline(all, called(key, known)).inline(all.get(key)));
        isStable &= found.equals(effects.put(key, found));
      }
      known = members(effects);
    }
    return known;
  }

  /**
   * What a function calls as a member: the same in its own compilation as in that of a caller, so
   * that both come to the same effects.
   */
  private Map<String, Member> called(String function, Map<String, Member> members) {
    Map<String, Member> called = new LinkedHashMap<>(members);
    called
        .keySet()
        .removeIf(
            key ->
                all.containsKey(key)
                    && !recursive.contains(key)
                    && (topLevel(key).equals(topLevel(function)) || isOfLibrary(key)));
    return called;
  }

  /** What is compiled in although it is of another class. */
  boolean isOfLibrary(String key) {
    return functions.containsKey(key) && !topLevel(key).equals(topLevel(method.method().key()));
  }

  /** What a function does with the arrays that it is given, by position. */
  static Member.Effects effects(Function function) {
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    WrittenParameters.Found found = new WrittenParameters(arrays).find(function);
    return new Member.Effects(
        found.written(),
        found.moved(),
        arrays.sharedWithResult(function),
        arrays.sharedAmongResults(function),
        FreshRows.repeatedIn(function, arrays),
        StaticArrays.readBy(function.body()),
        Repetition.isPossible(function.body())
            && !Repetition.writesOthersArrays(function.body(), arrays));
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
              known
                  .pullback()
                  .map(it -> Signature.pullback(it.companion(), it.accessors(), effects)),
              false)
          .with(known.pushforward());
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
            Optional.of(pullback(key, companion, effects))
                .filter(it -> hasDerivative(key, it, effects)),
            false)
        .with(
            Optional.of(Member.Pushforward.of(companion))
                .filter(
                    any ->
                        method.signature().asksFor(Mode.FORWARD)
                            || method.signature().asksFor(Mode.HESSIAN)));
  }

  /** A class that serves callers alone has but one pullback. */
  private Member.Pullback pullback(String key, String companion, Member.Effects effects) {
    List<Optional<String>> accessors = accessors(key);
    return names.get(key).isEmpty()
        ? Signature.pullback(companion, accessors, effects)
        : new Member.Pullback(companion, accessors);
  }

  private boolean hasDerivative(String key, Member.Pullback pullback, Member.Effects effects) {
    boolean hasResult =
        method.callees().get(key).result().filter(Type::isDifferentiable).isPresent();
    boolean isInPlace = !Member.inPlace(effects, pullback::isActive).isEmpty();
    return !functions.get(key).detachedResult() && (hasResult || isInPlace);
  }

  /**
   * The generated classes that have a copy of what is called as a member of a user's class, by key,
   * where all methods have one that are compiled now.
   */
  Map<String, String> copies() {
    Map<String, String> copies = new LinkedHashMap<>();
    for (String key : outside.keySet()) {
      Member known = method.members().get(key);
      Optional.ofNullable(known)
          .flatMap(Member::pullback)
          .filter(it -> it.rule().isEmpty() && it.function().isEmpty())
          .map(it -> withoutInPlace(it.companion()))
          .filter(companion -> !known.owner().equals(companion))
          .ifPresent(companion -> copies.put(key, companion));
    }
    for (String key : names.keySet()) {
      if (!isGenerated(method.callees().get(key))) {
        copies.put(key, companion(key));
      }
    }
    return copies;
  }

  /** The class that is generated for a method, given that of its derivative. */
  static String withoutInPlace(String companion) {
    String suffix = "." + Signature.IN_PLACE;
    return companion.endsWith(suffix)
        ? companion.substring(0, companion.length() - suffix.length())
        : companion;
  }

  /** Whether generated code needs a copy: it may not see the method, or has taken records apart. */
  static boolean isGenerated(Method callee) {
    return callee.isPrivate() || callee.hasRecords();
  }

  private static List<Type> typesOf(Function function) {
    return function.parameters().stream().map(it -> it.variable().type()).toList();
  }

  private String companion(String key) {
    return companionOf(names.get(key));
  }

  private List<Optional<String>> accessors(String key) {
    return AccessorNames.ofLeaves(
        names.get(key).isEmpty()
            ? method.signature().parameters()
            : Signature.parametersOf(functions.get(key)));
  }
}
