package dev.gradc.processor.frontend;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.AccessorNames;
import dev.gradc.processor.source.Signature;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
import javax.lang.model.element.VariableElement;
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

  /**
   * @param rules of the user's own
   */
  CompanionReader(Elements elements, Predicate<Element> isFromSource, DerivativeRules rules) {
    this.rules = rules;
    this.elements = elements;
    this.isFromSource = isFromSource;
  }

  /** What a user has told of the derivative of the method. */
  Optional<DerivativeRule> rule(ExecutableElement method) {
    return rules.find(MethodKeys.of(method));
  }

  /** Why the method cannot be called, if so. */
  Optional<Problem> problem(ExecutableElement method, TypeElement caller, Origin call) {
    String name = method.getSimpleName().toString();
    if (!isVisible(method, caller)) {
      return Optional.of(Problem.of(DiagnosticCode.INVISIBLE_COMPANION, call, call.text(), name));
    }
    if (isFromSource.test(method)) {
      return Optional.empty();
    }
    Optional<AnnotationMirror> companion = companion(method);
    if (companion.isEmpty()) {
      return Optional.of(
          Problem.of(DiagnosticCode.NO_COMPANION, call, name, companionName(method)));
    }
    int version = (Integer) Annotations.value(companion.get(), "abi").orElseThrow().getValue();
    return version == Signature.ABI
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                DiagnosticCode.ABI_VERSION,
                call,
                name,
                companionName(method),
                String.valueOf(version),
                String.valueOf(Signature.ABI)));
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

  /** What the method is called as; what it does with its arrays is known for one from a jar. */
  Member member(ExecutableElement method, List<Type> parameters) {
    Optional<AnnotationMirror> companion =
        isFromSource.test(method) ? Optional.empty() : companion(method);
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    Optional<Type> receiver =
        method.getModifiers().contains(Modifier.STATIC)
            ? Optional.empty()
            : TypeReader.read(owner.asType());
    List<Type> types = new ArrayList<>(receiver.stream().toList());
    types.addAll(parameters);
    List<Optional<String>> accessors =
        companion
            .map(known -> accessors(strings(known, "parts")))
            .orElseGet(() -> accessors(method, parameters, receiver.isPresent()));
    Optional<Type> result = TypeReader.read(method.getReturnType());
    boolean isConstant = Annotations.find(method, Annotations.DETACH).isPresent();
    return new Member(
        receiver.isPresent() ? Member.Kind.INSTANCE : Member.Kind.STATIC,
        MethodKeys.of(method),
        ObjectTypes.className(owner),
        method.getSimpleName().toString(),
        types,
        result,
        companion.map(known -> integers(known, "written")).orElse(Set.of()),
        companion.map(known -> integers(known, "shared")).orElse(Set.of()),
        Optional.of(new Member.Pullback(companionClass(method), accessors))
            .filter(any -> !isConstant),
        false,
        companion
            .flatMap(known -> Annotations.value(known, "repeatable"))
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

  private static List<Optional<String>> accessors(
      ExecutableElement method, List<Type> types, boolean hasReceiver) {
    List<String> active = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      if (isActive(method.getParameters().get(i), types.get(i))) {
        active.add(method.getParameters().get(i).getSimpleName().toString());
      }
    }
    Map<String, String> accessors = AccessorNames.of(active);
    List<Optional<String>> all = new ArrayList<>();
    if (hasReceiver) {
      all.add(Optional.empty());
    }
    for (int i = 0; i < types.size(); i++) {
      VariableElement parameter = method.getParameters().get(i);
      all.add(
          isActive(parameter, types.get(i))
              ? Optional.of(accessors.get(parameter.getSimpleName().toString()))
              : Optional.empty());
    }
    return all;
  }

  private static boolean isActive(VariableElement parameter, Type type) {
    return type.isDifferentiable() && Annotations.find(parameter, Annotations.DETACH).isEmpty();
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
