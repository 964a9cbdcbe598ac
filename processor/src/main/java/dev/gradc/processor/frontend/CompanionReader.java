package dev.gradc.processor.frontend;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.AccessorNames;
import dev.gradc.processor.source.Mode;
import dev.gradc.processor.source.Signature;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Reads how a differentiable method of another class is called: one that is compiled from source
 * now will have a companion of this version; one from a jar has its companion beside it, with an
 * annotation that says what callers have to know (docs/abi.md).
 */
final class CompanionReader {

  private final Elements elements;
  private final Predicate<Element> isFromSource;
  private final DerivativeRules rules;
  private final Set<String> withoutSource = new LinkedHashSet<>();

  /**
   * @param rules of the user's own
   */
  CompanionReader(Elements elements, Predicate<Element> isFromSource, DerivativeRules rules) {
    this.rules = rules;
    this.elements = elements;
    this.isFromSource = isFromSource;
  }

  /** Whether the method that a generated class belongs to is compiled from source now. */
  boolean hasSource(String companion) {
    return annotated(companion).filter(isFromSource).isPresent();
  }

  /** The method that a generated class belongs to. */
  Optional<ExecutableElement> annotated(String companion) {
    return new CompanionSources(elements).find(companion);
  }

  /** What a user has told of the derivative of the method. */
  Optional<DerivativeRule> rule(ExecutableElement method) {
    return rules.find(MethodKeys.of(method));
  }

  /** The same of its derivative in forward mode. */
  Optional<DerivativeRule> forwardRule(ExecutableElement method) {
    return rules.find(DerivativeRule.forward(MethodKeys.of(method)));
  }

  /** The method that is the rule, if it is compiled from source now. */
  Optional<ExecutableElement> source(DerivativeRule rule) {
    Optional<ExecutableElement> method = method(rule);
    method
        .filter(isFromSource.negate())
        .ifPresent(it -> withoutSource.add(MethodKeys.topLevel(it).getQualifiedName().toString()));
    return method.filter(isFromSource);
  }

  /** The classes of rules that were asked for in vain. */
  Set<String> withoutSource() {
    return withoutSource;
  }

  /** The method that is the rule. */
  Optional<ExecutableElement> method(DerivativeRule rule) {
    return rule.isForward()
        ? rule.pushforward().flatMap(it -> method(it.owner(), it.rule().orElseThrow().key()))
        : rule.pullback().flatMap(it -> method(it.companion(), it.rule().orElseThrow().key()));
  }

  private Optional<ExecutableElement> method(String rules, String key) {
    String name = rules.replace('/', '.');
    TypeElement owner = elements.getTypeElement(name.startsWith(".") ? name.substring(1) : name);
    return Optional.ofNullable(owner).stream()
        .flatMap(it -> ElementFilter.methodsIn(it.getEnclosedElements()).stream())
        .filter(it -> MethodKeys.of(it).equals(key))
        .findFirst();
  }

  /** Why the method cannot be called, if so. */
  Optional<Problem> problem(ExecutableElement method, TypeElement caller, Origin call) {
    String name = method.getSimpleName().toString();
    if (!isVisible(method, caller)) {
      return Optional.of(Problem.of(DiagnosticCode.INVISIBLE_COMPANION, call, call.text(), name));
    }
    Optional<AnnotationMirror> companion = companion(method);
    boolean isSource = isFromSource.test(method);
    if (!hasTypes(method) || (companion.isEmpty() && !isSource)) {
      return Optional.of(
          Problem.of(DiagnosticCode.NO_COMPANION, call, name, companionName(method)));
    }
    return isSource ? Optional.empty() : problem(method, companion.get(), call);
  }

  /** Each class of a companion has a file of its own, which may be lost by itself. */
  private boolean hasGradient(ExecutableElement method) {
    return elements.getTypeElement(companionName(method) + ".Gradient") != null;
  }

  /** Whether it is a method that has a derivative at all. */
  private static boolean hasTypes(ExecutableElement method) {
    // Of a class with type parameters static methods have one.
    return (method.getModifiers().contains(Modifier.STATIC)
            || TypeReader.read(method.getEnclosingElement().asType()).isPresent())
        && TypeReader.read(method.getReturnType()).isPresent();
  }

  /** What does not fit in a companion that was generated before. */
  private Optional<Problem> problem(
      ExecutableElement method, AnnotationMirror companion, Origin call) {
    String name = method.getSimpleName().toString();
    int version = (Integer) Annotations.value(companion, "abi").orElseThrow().getValue();
    if (version != Signature.ABI) {
      return Optional.of(
          Problem.of(
              DiagnosticCode.ABI_VERSION,
              call,
              name,
              companionName(method),
              String.valueOf(version),
              String.valueOf(Signature.ABI)));
    }
    if (!hasGradient(method)) {
      return Optional.of(
          Problem.of(DiagnosticCode.NO_COMPANION, call, name, companionName(method)));
    }
    List<Signature.Parameter> parameters = SignatureReader.parameters(method);
    Type result = TypeReader.read(method.getReturnType()).orElseThrow();
    List<String> components =
        Signature.hasRecords(parameters, result) ? Signature.componentsOf(parameters) : List.of();
    List<String> results = Leaf.isComposite(result) ? Signature.componentsOf(result) : List.of();
    boolean fits =
        components.equals(strings(companion, "components"))
            && results.equals(strings(companion, "results"));
    return fits
        ? Optional.empty()
        : Optional.of(Problem.of(DiagnosticCode.RECORD_CHANGED, call, name, companionName(method)));
  }

  /** Generated code has the visibility of class and method, but for what is protected. */
  private boolean isVisible(ExecutableElement method, TypeElement caller) {
    PackageElement own = elements.getPackageOf(caller);
    if (elements.getPackageOf(method).getQualifiedName().equals(own.getQualifiedName())) {
      return true;
    }
    boolean isPublic = true;
    for (Element element = method;
        !(element instanceof PackageElement);
        element = element.getEnclosingElement()) {
      boolean isInInterface = element.getEnclosingElement().getKind() == ElementKind.INTERFACE;
      isPublic &= isInInterface || element.getModifiers().contains(Modifier.PUBLIC);
    }
    return isPublic;
  }

  /**
   * What the method is called as; what it does with its arrays is known for one from a jar. Where
   * there are records, its companion is called, which takes them apart.
   */
  Member member(ExecutableElement method) {
    Optional<AnnotationMirror> companion =
        isFromSource.test(method) ? Optional.empty() : companion(method);
    List<Signature.Parameter> parameters = SignatureReader.parameters(method);
    Type result = TypeReader.read(method.getReturnType()).orElseThrow();
    boolean hasRecords = Signature.hasRecords(parameters, result);
    boolean isStatic = hasRecords || method.getModifiers().contains(Modifier.STATIC);
    List<Optional<String>> accessors =
        companion
            .map(known -> accessors(strings(known, "parts")))
            .orElseGet(() -> AccessorNames.ofLeaves(parameters));
    Member.Effects effects = companion.map(CompanionReader::effects).orElse(Member.Effects.NONE);
    boolean isConstant = Annotations.find(method, Annotations.DETACH).isPresent();
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    return new Member(
            isStatic ? Member.Kind.STATIC : Member.Kind.INSTANCE,
            MethodKeys.of(method),
            hasRecords ? companionClass(method) : ObjectTypes.className(owner),
            hasRecords ? Signature.PRIMAL : method.getSimpleName().toString(),
            parameters.stream().flatMap(it -> Leaf.of(it.type()).stream()).map(Leaf::type).toList(),
            Signature.results(result),
            Signature.carrier(result, companionClass(method)),
            effects,
            Optional.of(
                    Signature.pullback(companionClass(method), accessors, effects)
                        .with(companion.flatMap(any -> onKeptMemory(method))))
                .filter(any -> !isConstant),
            false)
        .with(
            Optional.of(Member.Pushforward.of(companionClass(method)))
                .filter(any -> AnnotationProblems.modes(method).contains(Mode.FORWARD)));
  }

  /** Each class of a companion has a file of its own, which may be lost by itself. */
  private Optional<Member.OnKeptMemory> onKeptMemory(ExecutableElement method) {
    String name = "." + Member.OnKeptMemory.NAME;
    boolean hasCarrier =
        elements.getTypeElement(companionName(method) + name + ".Gradient") != null;
    return Optional.ofNullable(elements.getTypeElement(companionName(method) + name))
        .filter(any -> hasCarrier)
        .flatMap(type -> Annotations.find(type, Annotations.ON_KEPT_MEMORY))
        .map(
            it ->
                new Member.OnKeptMemory(
                    companionClass(method) + name,
                    accessors(strings(it, "parts")),
                    strings(it, "given"),
                    isTrue(it, "holdsArguments"),
                    isTrue(it, "holdsSums"),
                    isTrue(it, "givesArguments")));
  }

  private static boolean isTrue(AnnotationMirror annotation, String name) {
    return Annotations.value(annotation, name).filter(it -> (Boolean) it.getValue()).isPresent();
  }

  private static Member.Effects effects(AnnotationMirror companion) {
    return new Member.Effects(
        integers(companion, "written"),
        integers(companion, "moved"),
        integers(companion, "shared"),
        integers(companion, "joined"),
        integers(companion, "repeated"),
        Set.copyOf(strings(companion, "statics")),
        Annotations.value(companion, "repeatable")
            .map(value -> (Boolean) value.getValue())
            .orElse(true));
  }

  private Optional<AnnotationMirror> companion(ExecutableElement method) {
    return Optional.ofNullable(elements.getTypeElement(companionName(method)))
        .flatMap(type -> Annotations.find(type, Annotations.COMPANION));
  }

  private String companionName(ExecutableElement method) {
    String name = companionClass(method).replace('/', '.');
    return name.startsWith(".") ? name.substring(1) : name;
  }

  /** With a slash after the package. */
  private String companionClass(ExecutableElement method) {
    List<String> classes = new ArrayList<>();
    Element owner = method.getEnclosingElement();
    for (; owner instanceof TypeElement; owner = owner.getEnclosingElement()) {
      classes.add(0, owner.getSimpleName().toString());
    }
    return elements.getPackageOf(method).getQualifiedName()
        + "/"
        + Signature.companionName(classes)
        + "."
        + SignatureReader.nestedName(method);
  }

  private static List<Optional<String>> accessors(List<String> parts) {
    return parts.stream().map(part -> Optional.of(part).filter(it -> !it.isEmpty())).toList();
  }

  private static List<String> strings(AnnotationMirror annotation, String name) {
    return values(annotation, name).stream().map(it -> it.getValue().toString()).toList();
  }

  private static Set<Integer> integers(AnnotationMirror annotation, String name) {
    Set<Integer> integers = new LinkedHashSet<>();
    values(annotation, name).forEach(it -> integers.add((Integer) it.getValue()));
    return integers;
  }

  private static List<AnnotationValue> values(AnnotationMirror annotation, String name) {
    List<AnnotationValue> values = new ArrayList<>();
    Annotations.value(annotation, name)
        .ifPresent(
            value -> {
              for (Object element : (List<?>) value.getValue()) {
                values.add((AnnotationValue) element);
              }
            });
    return values;
  }
}
