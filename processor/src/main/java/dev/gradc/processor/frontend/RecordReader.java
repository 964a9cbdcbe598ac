package dev.gradc.processor.frontend;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/** Records with their components, as far as we have types for these. */
final class RecordReader {

  private RecordReader() {}

  static boolean isRecord(TypeMirror mirror) {
    return mirror instanceof DeclaredType declared
        && declared.asElement().getKind() == ElementKind.RECORD;
  }

  /**
   * Whether the type is a sealed interface all of whose cases are records, or sealed interfaces of
   * this kind.
   */
  static boolean isSealed(TypeMirror mirror) {
    return isSealed(mirror, Set.of());
  }

  /**
   * @param open interfaces that this one is a case of: one of its own is an error of javac's
   */
  private static boolean isSealed(TypeMirror mirror, Set<Element> open) {
    if (!(mirror instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement element)) {
      return false;
    }
    Set<Element> inside = new HashSet<>(open);
    return inside.add(element)
        && element.getKind() == ElementKind.INTERFACE
        && element.getModifiers().contains(Modifier.SEALED)
        && element.getTypeParameters().isEmpty()
        && element.getPermittedSubclasses().stream()
            .allMatch(it -> (isRecord(it) && isPlainName(it)) || isSealed(it, inside));
  }

  private static boolean isPlainName(TypeMirror record) {
    return ((TypeElement) ((DeclaredType) record).asElement()).getTypeParameters().isEmpty();
  }

  /** The records that are the cases of a sealed interface, in order. */
  static List<DeclaredType> cases(TypeElement type) {
    List<DeclaredType> cases = new ArrayList<>();
    for (TypeMirror permitted : type.getPermittedSubclasses()) {
      if (isRecord(permitted)) {
        cases.add((DeclaredType) permitted);
      } else {
        cases.addAll(cases((TypeElement) ((DeclaredType) permitted).asElement()));
      }
    }
    return cases;
  }

  private static Optional<Type> readSealed(TypeElement element, Set<Element> open) {
    Set<Element> inside = new HashSet<>(open);
    inside.add(element);
    List<RecordType.Component> components = new ArrayList<>();
    components.add(new RecordType.Component(RecordType.CASE, Scalar.INT, false));
    for (DeclaredType each : cases(element)) {
      Optional<Type> type = read(each, Map.of(), inside);
      if (type.isEmpty()) {
        return Optional.empty();
      }
      components.add(new RecordType.Component(nameOfCase(each, components), type.get(), false));
    }
    return Optional.of(
        new RecordType(packageOf(element), nameOf(element), List.of(), components, true));
  }

  private static String nameOfCase(DeclaredType record, List<RecordType.Component> others) {
    String simple = record.asElement().getSimpleName().toString();
    String name = simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1);
    boolean isTaken = others.stream().anyMatch(it -> it.name().equals(name));
    return isTaken ? name + others.size() : name;
  }

  /** The record, with the type arguments in the place of its type parameters. */
  static Optional<Type> read(DeclaredType record) {
    return read(record, Map.of(), Set.of());
  }

  /**
   * @param bindings what type parameters stand for
   * @param open the records around, which this one must not contain again
   */
  private static Optional<Type> read(
      DeclaredType record, Map<Element, Type> bindings, Set<Element> open) {
    TypeElement element = (TypeElement) record.asElement();
    if (open.contains(element)) {
      return Optional.empty();
    }
    if (isSealed(record)) {
      return readSealed(element, open);
    }
    Optional<Map<Element, Type>> found = arguments(record, bindings, open);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Map<Element, Type> arguments = found.get();
    Set<Element> inside = new HashSet<>(open);
    inside.add(element);
    List<RecordType.Component> components = new ArrayList<>();
    for (RecordComponentElement component : element.getRecordComponents()) {
      Optional<Type> type = component(component.asType(), arguments, inside);
      if (type.isEmpty()) {
        return Optional.empty();
      }
      components.add(
          new RecordType.Component(
              component.getSimpleName().toString(), type.get(), isDetached(component)));
    }
    List<Type> ordered = element.getTypeParameters().stream().map(arguments::get).toList();
    return Optional.of(new RecordType(packageOf(element), nameOf(element), ordered, components));
  }

  /** What type parameters stand for; nothing if we have no type for one of them. */
  private static Optional<Map<Element, Type>> arguments(
      DeclaredType record, Map<Element, Type> bindings, Set<Element> open) {
    List<? extends Element> parameters = ((TypeElement) record.asElement()).getTypeParameters();
    Map<Element, Type> arguments = new HashMap<>();
    if (record.getTypeArguments().size() != parameters.size()) {
      return Optional.empty();
    }
    for (int i = 0; i < parameters.size(); i++) {
      Optional<Type> type = component(record.getTypeArguments().get(i), bindings, open);
      if (type.isEmpty()) {
        return Optional.empty();
      }
      arguments.put(parameters.get(i), type.get());
    }
    return Optional.of(arguments);
  }

  private static Optional<Type> component(
      TypeMirror mirror, Map<Element, Type> bindings, Set<Element> open) {
    if (mirror instanceof TypeVariable variable) {
      return Optional.ofNullable(bindings.get(variable.asElement()));
    }
    if (mirror instanceof ArrayType array) {
      return component(array.getComponentType(), bindings, open)
          .filter(TypeReader::canBeElement)
          .map(dev.gradc.processor.ir.ArrayType::new);
    }
    return isRecord(mirror) || isSealed(mirror)
        ? read((DeclaredType) mirror, bindings, open)
        : TypeReader.readDeclared(mirror);
  }

  /** On the component, or on what it hands annotations to: class files need not keep them all. */
  static boolean isDetached(RecordComponentElement component) {
    return Annotations.find(component, Annotations.DETACH).isPresent()
        || Annotations.find(component.getAccessor(), Annotations.DETACH).isPresent();
  }

  /** The names of the components that carry {@code @Retain}; none of what is no record. */
  static Set<String> retained(TypeMirror type) {
    Set<String> names = new LinkedHashSet<>();
    if (type instanceof DeclaredType record && isRecord(record)) {
      for (RecordComponentElement component :
          ((TypeElement) record.asElement()).getRecordComponents()) {
        if (Annotations.find(component, Annotations.RETAIN).isPresent()
            || Annotations.find(component.getAccessor(), Annotations.RETAIN).isPresent()) {
          names.add(component.getSimpleName().toString());
        }
      }
    }
    return names;
  }

  static String packageOf(Element element) {
    Element current = element;
    while (!(current instanceof PackageElement)) {
      current = current.getEnclosingElement();
    }
    return ((PackageElement) current).getQualifiedName().toString();
  }

  private static String nameOf(Element element) {
    String name = element.getSimpleName().toString();
    return element.getEnclosingElement() instanceof TypeElement outer
        ? nameOf(outer) + "." + name
        : name;
  }

  /** What is wrong with a record that cannot be read. */
  static Problem refusal(DeclaredType record, Origin origin) {
    return refusal(record, origin, Set.of())
        .orElseGet(() -> Problem.of(DiagnosticCode.OBJECT_TYPE, origin, TypeReader.name(record)));
  }

  private static Optional<Problem> refusal(DeclaredType record, Origin origin, Set<Element> open) {
    TypeElement element = (TypeElement) record.asElement();
    String name = TypeReader.name(record);
    if (open.contains(element)) {
      return Optional.of(Problem.of(DiagnosticCode.RECURSIVE_RECORD, origin, name));
    }
    Set<Element> inside = new HashSet<>(open);
    inside.add(element);
    if (isSealed(record)) {
      return cases(element).stream()
          .flatMap(each -> refusal(each, origin, inside).stream())
          .findFirst();
    }
    for (TypeMirror argument : record.getTypeArguments()) {
      Optional<Scalar> boxed =
          TypeReader.read(argument).flatMap(ObjectTypes::boxed).filter(Scalar::isFloating);
      if (boxed.isPresent()) {
        String box = TypeReader.name(argument);
        return Optional.of(
            Problem.of(DiagnosticCode.BOXED_TYPE, origin, box, boxed.get().keyword()));
      }
    }
    for (RecordComponentElement component : element.getRecordComponents()) {
      Optional<Problem> problem = refusal(component, name, origin, inside);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<Problem> refusal(
      RecordComponentElement component, String record, Origin origin, Set<Element> open) {
    TypeMirror type = component.asType();
    while (type instanceof ArrayType array) {
      type = array.getComponentType();
    }
    if (isRecord(type) || isSealed(type)) {
      return refusal((DeclaredType) type, origin, open);
    }
    if (TypeReader.readDeclared(type).isPresent() || type instanceof TypeVariable) {
      return Optional.empty();
    }
    String what = component.getSimpleName().toString();
    return Optional.of(
        Problem.of(
            DiagnosticCode.RECORD_COMPONENT,
            origin,
            record,
            what,
            TypeReader.name(component.asType())));
  }

  /** Whether a class in the package can name the record. */
  static boolean isVisibleFrom(String packageName, DeclaredType record) {
    boolean isNeighbour = packageOf(record.asElement()).equals(packageName);
    for (Element type = record.asElement();
        type instanceof TypeElement;
        type = type.getEnclosingElement()) {
      Set<Modifier> modifiers = type.getModifiers();
      if (modifiers.contains(Modifier.PRIVATE)
          || (!isNeighbour && !modifiers.contains(Modifier.PUBLIC))) {
        return false;
      }
    }
    return true;
  }
}
