package dev.gradc.processor.frontend;

import dev.gradc.processor.source.Reliance;
import dev.gradc.processor.source.Reliance.Kind;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;

/**
 * Makes notes of what members of other classes are taken for. What stands in them now is asked by
 * the same methods: {@link ChangedMembers}.
 */
final class Reliances {

  private Reliances() {}

  private static Reliance of(Kind kind, Element member, String key, String value) {
    return new Reliance(
        kind, MethodKeys.topLevel(member).getQualifiedName().toString(), key, value);
  }

  /** How a method is called; nothing if it is any method, of which nothing is known. */
  static Optional<Reliance> ofCall(ExecutableElement method) {
    boolean isDetached = Annotations.find(method, Annotations.DETACH).isPresent();
    boolean isDifferentiable = Annotations.find(method, Annotations.DIFFERENTIABLE).isPresent();
    if (!isDetached && !isDifferentiable) {
      return Optional.empty();
    }
    String value =
        isDifferentiable
            ? (isDetached ? Reliance.DETACHED_DIFFERENTIABLE : Reliance.DIFFERENTIABLE)
                + CompanionSources.companionOf(method)
            : Reliance.DETACHED;
    return Optional.of(of(Kind.CALL, method, MethodKeys.of(method), value));
  }

  /** The canonical constructor of a record, which keeps its arguments. */
  static Reliance ofConstructor(ExecutableElement constructor) {
    return of(Kind.CONSTRUCTOR, constructor, MethodKeys.of(constructor), Reliance.AS_IT_IS);
  }

  /** An accessor that reads its component. */
  static Reliance ofAccessor(ExecutableElement accessor) {
    return of(Kind.ACCESSOR, accessor, MethodKeys.of(accessor), Reliance.AS_IT_IS);
  }

  /** An accessor that gives a copy of its component, an array. */
  static Reliance ofCopy(ExecutableElement accessor) {
    return of(Kind.ACCESSOR, accessor, MethodKeys.of(accessor), Reliance.COPIED);
  }

  /** A method that a record has from an interface. */
  static List<Reliance> ofInherited(
      Elements elements, TypeElement record, ExecutableElement method) {
    return ofMember(Kind.INHERITED, elements, record, method);
  }

  /** A method or static field, by the class that it is called or read of. */
  static List<Reliance> ofResolution(Elements elements, TypeElement of, Element member) {
    return ofMember(Kind.RESOLVED, elements, of, member);
  }

  /** Each class that is inherited from may begin to have it, or to have it no more. */
  private static List<Reliance> ofMember(
      Kind kind, Elements elements, TypeElement type, Element member) {
    if (type.equals(member.getEnclosingElement()) || isOfTheJdk(type)) {
      return List.of();
    }
    String key = MethodKeys.member(type, member);
    return ofAncestors(kind, type, key, new Resolution(elements).keys(type, key));
  }

  /** The same for all that its class inherits from now. */
  static List<Reliance> again(Elements elements, Reliance reliance) {
    boolean isOfMember =
        reliance.kind() == Kind.INHERITED
            || (reliance.kind() == Kind.RESOLVED && !reliance.value().equals(reliance.member()));
    TypeElement type =
        isOfMember ? elements.getTypeElement(MethodKeys.type(reliance.member())) : null;
    return type == null
        ? List.of()
        : ofAncestors(reliance.kind(), type, reliance.member(), reliance.value());
  }

  private static List<Reliance> ofAncestors(Kind kind, TypeElement type, String key, String value) {
    return Ancestors.of(type).stream()
        .filter(it -> !isOfTheJdk(it))
        .map(it -> of(kind, it, key, value))
        .distinct()
        .toList();
  }

  private static boolean isOfTheJdk(TypeElement type) {
    return type.getQualifiedName().toString().startsWith("java.");
  }

  /** A method that is a class's own, and not one that it inherits. */
  static Reliance ofDeclaration(ExecutableElement method) {
    return of(Kind.RESOLVED, method, MethodKeys.of(method), MethodKeys.of(method));
  }

  /** A field that is final. */
  static Reliance ofField(VariableElement field) {
    String owner = ((TypeElement) field.getEnclosingElement()).getQualifiedName().toString();
    return of(Kind.FIELD, field, owner + "." + field.getSimpleName(), Reliance.AS_IT_IS);
  }

  /** A rule: what it is for, and by position the parameters that are constants in it. */
  static Reliance ofRule(ExecutableElement rule) {
    List<? extends VariableElement> parameters = rule.getParameters();
    StringJoiner detached = new StringJoiner(",");
    for (int i = 0; i < parameters.size(); i++) {
      if (Annotations.find(parameters.get(i), Annotations.DETACH).isPresent()) {
        detached.add(Integer.toString(i));
      }
    }
    AnnotationMirror annotation = Annotations.find(rule, Annotations.DERIVATIVE_OF).orElseThrow();
    String type = Annotations.value(annotation, "type").orElseThrow().getValue().toString();
    String target = type + "." + Annotations.text(annotation, "method");
    String mode =
        Annotations.value(annotation, "mode").map(it -> it.getValue().toString()).orElse("");
    return of(Kind.RULE, rule, MethodKeys.of(rule), target + " " + mode + " without " + detached);
  }

  /**
   * There is no rule for a method.
   *
   * @param target the method, or that in forward mode
   */
  static Reliance ofNoRule(ExecutableElement method, String target) {
    return of(Kind.NO_RULE, method, MethodKeys.of(method), target);
  }

  /** The body of a rule, or of a method that is compiled in. */
  static Reliance ofBody(ExecutableElement method, String fingerprint) {
    return of(Kind.BODY, method, MethodKeys.of(method), fingerprint);
  }
}
