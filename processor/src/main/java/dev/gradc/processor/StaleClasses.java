package dev.gradc.processor;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.frontend.ChangedMembers;
import dev.gradc.processor.frontend.CompilerAccess;
import dev.gradc.processor.frontend.DerivativeRule;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.source.Assumptions;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.EffectTexts;
import dev.gradc.processor.source.Reliance;
import dev.gradc.processor.source.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
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
  private final CompiledModules compiled;
  private final Map<String, List<String>> effects = new LinkedHashMap<>();
  private final Map<String, ExecutableElement> rules = new LinkedHashMap<>();

  /** By the target of a rule. */
  private final Map<String, String> withoutRules = new LinkedHashMap<>();

  StaleClasses(CompilerAccess compiler, ProcessingEnvironment environment) {
    this.compiler = compiler;
    this.elements = environment.getElementUtils();
    this.compiled = new CompiledModules(environment);
  }

  /** A problem, and the member that it is about. */
  record Found(Problem problem, Element place) {}

  /** Takes in the classes of a round: they are compiled. */
  void add(Set<? extends Element> roots) {
    for (Element root : roots) {
      if (root instanceof TypeElement type) {
        compiled.add(type);
      }
    }
  }

  /** Takes in classes that are compiled although nobody has named them. */
  void addImplicit(List<String> types) {
    types.stream().map(elements::getTypeElement).filter(Objects::nonNull).forEach(compiled::add);
  }

  /** Takes in a rule that is compiled. */
  void add(DerivativeRule rule, ExecutableElement method) {
    rules.put(rule.target(), method);
  }

  /** A class that has been compiled before the rule was there, of a method that it calls. */
  Optional<String> compiledWithout(DerivativeRule rule) {
    return Optional.ofNullable(withoutRules.get(rule.target()));
  }

  /** Takes in what generated code of a class is made of. */
  void add(TypeElement type, List<CompiledMethod> methods) {
    Element top = type;
    while (top.getEnclosingElement() instanceof TypeElement outer) {
      top = outer;
    }
    CompiledClasses module = compiled.add((TypeElement) top);
    String name = ((TypeElement) top).getQualifiedName().toString();
    for (CompiledMethod method : methods) {
      if (method.derivative().isPresent()) {
        add(module, name, method.method().signature().orElseThrow(), method);
      } else {
        module.addRefused(name);
      }
    }
  }

  private void add(
      CompiledClasses module, String user, Signature signature, CompiledMethod method) {
    String companion = CompanionFiles.qualifiedName(signature) + "$" + signature.nestedName();
    Assumptions assumptions = method.assumptions();
    module.add(
        new RelianceIndex.Code(user, companion, assumptions.relies()), assumptions.reliances());
    assumptions.reliances().stream()
        .filter(it -> it.kind() == Reliance.Kind.NO_RULE)
        .forEach(it -> withoutRules.putIfAbsent(it.value(), user));
    effects.put(
        DifferentiableMethod.companionOf(signature),
        EffectTexts.of(method.derivative().orElseThrow().effects()));
  }

  /**
   * What is wrong with classes that are not compiled, when all that are compiled are known, in the
   * order of what has changed.
   *
   * @param reader of the sources as they are now; none if nothing is differentiable among them
   */
  List<Found> find(Optional<Supplier<OpenedBodies>> reader) {
    SortedMap<String, Map<Reliance, SortedSet<String>>> users =
        new ClassesLeft(compiler, elements, compiled, rules::containsKey).find();
    Set<Reliance> reliances = new LinkedHashSet<>();
    users.values().forEach(it -> reliances.addAll(it.keySet()));
    boolean isOfBodies = reliances.stream().anyMatch(it -> it.kind() == Reliance.Kind.BODY);
    if (!isOfBodies || reader.isEmpty()) {
      return find(users, Map.of());
    }
    try (OpenedBodies bodies = reader.get().get()) {
      return find(users, DeepStack.call(() -> fingerprints(reliances, bodies)));
    }
  }

  private static Map<Reliance, String> fingerprints(Set<Reliance> reliances, OpenedBodies bodies) {
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
      SortedMap<String, Map<Reliance, SortedSet<String>>> users,
      Map<Reliance, String> fingerprints) {
    Map<Object, ChangedMembers.Change> changes = new LinkedHashMap<>();
    Map<Object, SortedSet<String>> stale = new LinkedHashMap<>();
    users.forEach(
        (module, reliances) -> {
          ChangedMembers members =
              new ChangedMembers(
                  compiler,
                  module,
                  companion -> effects.getOrDefault(companion, List.of()),
                  rules,
                  reliance -> Optional.ofNullable(fingerprints.get(reliance)));
          reliances.forEach(
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
        });
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
  List<Problem> remember() {
    List<Problem> unwritten = new ArrayList<>();
    compiled
        .indexes()
        .forEach(
            (module, index) -> {
              CompiledClasses classes = compiled.of(module);
              index
                  .write(classes.accepted(), classes.codes(), this::again)
                  .ifPresent(unwritten::add);
            });
    return unwritten;
  }

  private List<Reliance> again(Reliance reliance) {
    return compiled.has(reliance.owner()) ? ChangedMembers.again(compiler, reliance) : List.of();
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
