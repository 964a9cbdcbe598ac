package dev.gradc.processor;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.frontend.BodyReader;
import dev.gradc.processor.frontend.ChangedMembers;
import dev.gradc.processor.frontend.CompilerAccess;
import dev.gradc.processor.frontend.DerivativeRule;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.source.Assumptions;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.EffectTexts;
import dev.gradc.processor.source.Reliance;
import dev.gradc.processor.source.Signature;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Classes that a compilation leaves as they are although their generated code is made of what has
 * changed in it (docs/adr/0106).
 */
final class StaleClasses {

  private final CompilerAccess compiler;
  private final Elements elements;
  private final RelianceIndex index;
  private final Set<String> compiled = new LinkedHashSet<>();
  private final SortedMap<RelianceIndex.Code, SortedSet<Reliance>> codes = new TreeMap<>();
  private final Map<String, List<String>> effects = new LinkedHashMap<>();
  private final Map<String, ExecutableElement> rules = new LinkedHashMap<>();
  private final Set<String> refused = new LinkedHashSet<>();

  StaleClasses(CompilerAccess compiler, ProcessingEnvironment environment) {
    this.compiler = compiler;
    this.elements = environment.getElementUtils();
    this.index = new RelianceIndex(environment.getFiler());
  }

  /** A problem, and the member that it is about. */
  record Found(Problem problem, Element place) {}

  /** Takes in the classes of a round: they are compiled. */
  void add(Set<? extends Element> roots) {
    for (Element root : roots) {
      if (root instanceof TypeElement type) {
        compiled.add(type.getQualifiedName().toString());
      }
    }
  }

  /** Takes in classes that are compiled although nobody has named them. */
  void addImplicit(List<String> types) {
    compiled.addAll(types);
  }

  /** Takes in a rule that is compiled. */
  void add(DerivativeRule rule, ExecutableElement method) {
    rules.put(rule.target(), method);
  }

  /** Takes in what generated code of a class is made of. */
  void add(TypeElement type, List<CompiledMethod> methods) {
    Element top = type;
    while (top.getEnclosingElement() instanceof TypeElement outer) {
      top = outer;
    }
    String name = ((TypeElement) top).getQualifiedName().toString();
    compiled.add(name);
    for (CompiledMethod method : methods) {
      if (method.derivative().isPresent()) {
        add(name, method.method().signature().orElseThrow(), method);
      } else {
        refused.add(name);
      }
    }
  }

  private void add(String user, Signature signature, CompiledMethod method) {
    String companion = CompanionFiles.qualifiedName(signature) + "$" + signature.nestedName();
    Assumptions assumptions = method.assumptions();
    codes.put(
        new RelianceIndex.Code(user, companion, assumptions.relies()), assumptions.reliances());
    effects.put(
        DifferentiableMethod.companionOf(signature),
        EffectTexts.of(method.derivative().orElseThrow().effects()));
  }

  /**
   * What is wrong with classes that are not compiled, when all that are compiled are known, in the
   * order of what has changed.
   *
   * @param reader of the sources as they are now; none if there are no rules among them
   */
  List<Found> find(Optional<Supplier<BodyReader>> reader) {
    Map<Reliance, SortedSet<String>> users = users();
    boolean isOfBodies = users.keySet().stream().anyMatch(it -> it.kind() == Reliance.Kind.BODY);
    if (!isOfBodies || reader.isEmpty()) {
      return find(users, Map.of());
    }
    try (BodyReader bodies = reader.get().get()) {
      return find(users, DeepStack.call(() -> fingerprints(users.keySet(), bodies)));
    }
  }

  /** Those who are not compiled, of what is. */
  private Map<Reliance, SortedSet<String>> users() {
    Map<Reliance, SortedSet<String>> users = new TreeMap<>();
    index
        .read()
        .forEach(
            (code, reliances) -> {
              if (!compiled.contains(code.user())) {
                reliances.stream()
                    .filter(this::isCompiled)
                    .forEach(
                        it -> users.computeIfAbsent(it, any -> new TreeSet<>()).add(code.user()));
              }
            });
    users.values().forEach(names -> names.removeIf(it -> !isThere(it)));
    users.values().removeIf(Set::isEmpty);
    return users;
  }

  private boolean isCompiled(Reliance reliance) {
    return reliance.kind() == Reliance.Kind.NO_RULE
        ? rules.containsKey(reliance.value())
        : compiled.contains(reliance.owner());
  }

  /** Nobody has to have the output directory in the class path. */
  private boolean isThere(String user) {
    return index.hasClass(user) || elements.getTypeElement(user) != null;
  }

  private static Map<Reliance, String> fingerprints(Set<Reliance> reliances, BodyReader bodies) {
    Map<Reliance, String> fingerprints = new LinkedHashMap<>();
    reliances.stream()
        .filter(it -> it.kind() == Reliance.Kind.BODY)
        .forEach(
            it ->
                bodies
                    .fingerprint(it.owner(), it.member())
                    .ifPresent(found -> fingerprints.put(it, found)));
    return fingerprints;
  }

  private List<Found> find(
      Map<Reliance, SortedSet<String>> users, Map<Reliance, String> fingerprints) {
    ChangedMembers members =
        new ChangedMembers(
            compiler,
            companion -> effects.getOrDefault(companion, List.of()),
            rules,
            reliance -> Optional.ofNullable(fingerprints.get(reliance)));
    Map<Object, ChangedMembers.Change> changes = new LinkedHashMap<>();
    Map<Object, SortedSet<String>> stale = new LinkedHashMap<>();
    users.forEach(
        (reliance, names) ->
            members
                .find(reliance)
                .ifPresent(
                    change -> {
                      // Of a member that is several things no longer, one is said.
                      boolean isGone = change.place() instanceof TypeElement;
                      Object member = isGone ? reliance.member() : change.place();
                      changes.putIfAbsent(member, change);
                      stale.computeIfAbsent(member, any -> new TreeSet<>()).addAll(names);
                    }));
    return changes.entrySet().stream()
        .map(it -> new Found(problem(it.getValue(), stale.get(it.getKey())), it.getValue().place()))
        .toList();
  }

  private static Problem problem(ChangedMembers.Change change, SortedSet<String> users) {
    return Problem.of(
        DiagnosticCode.STALE_CLASS,
        Origin.NONE,
        change.now(),
        users.stream().collect(Collectors.joining(", ")),
        change.before(),
        change.owner());
  }

  /** For compilations to come; classes that are refused stay what they were. */
  Optional<Problem> remember() {
    compiled.removeAll(refused);
    codes.keySet().removeIf(it -> refused.contains(it.user()));
    return index.write(compiled, codes, this::again);
  }

  private List<Reliance> again(Reliance reliance) {
    return compiled.contains(reliance.owner())
        ? ChangedMembers.again(compiler, reliance)
        : List.of();
  }

  static Problem internalError(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    String place = trace.length == 0 ? "" : " at " + trace[0];
    return Problem.of(
            DiagnosticCode.INTERNAL_ERROR,
            Origin.NONE,
            "classes that stay as they are",
            failure + place)
        .withSeverity(DiagnosticCode.Severity.WARNING);
  }
}
