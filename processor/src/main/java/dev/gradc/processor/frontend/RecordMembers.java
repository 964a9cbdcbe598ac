package dev.gradc.processor.frontend;

import com.sun.source.util.Trees;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.source.Reliance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * The members of records that Java writes itself: accessors that read a component, and the
 * constructor that keeps its arguments. What somebody has written in their place has a body.
 */
final class RecordMembers {

  private final Trees trees;
  private final Elements elements;
  private final Function<String, Optional<byte[]>> classFiles;
  private final Consumer<Reliance> notes;

  /**
   * @param classFiles contents by the name of the class
   */
  RecordMembers(Trees trees, Elements elements, Function<String, Optional<byte[]>> classFiles) {
    this(trees, elements, classFiles, any -> {});
  }

  private RecordMembers(
      Trees trees,
      Elements elements,
      Function<String, Optional<byte[]>> classFiles,
      Consumer<Reliance> notes) {
    this.trees = trees;
    this.elements = elements;
    this.classFiles = classFiles;
    this.notes = notes;
  }

  /**
   * The same for one who takes the answers for granted.
   *
   * @param notes is told of them
   */
  RecordMembers notedBy(Consumer<Reliance> notes) {
    return new RecordMembers(trees, elements, classFiles, notes);
  }

  static boolean isOfRecord(ExecutableElement member) {
    return member.getEnclosingElement().getKind() == ElementKind.RECORD;
  }

  /** What the object is called where it is a parameter: self, with as many _ as it takes. */
  static String receiverName(ExecutableElement method) {
    String name = "self";
    while (isParameter(method, name)) {
      name += "_";
    }
    return name;
  }

  private static boolean isParameter(ExecutableElement method, String name) {
    return method.getParameters().stream().anyMatch(it -> it.getSimpleName().contentEquals(name));
  }

  /** The component that a method without parameters reads, if it is an accessor. */
  static Optional<RecordComponentElement> component(ExecutableElement method) {
    if (!isOfRecord(method) || !method.getParameters().isEmpty()) {
      return Optional.empty();
    }
    return components(method).stream()
        .filter(it -> it.getSimpleName().equals(method.getSimpleName()))
        .map(RecordComponentElement.class::cast)
        .findFirst();
  }

  private static List<? extends RecordComponentElement> components(ExecutableElement member) {
    return ((TypeElement) member.getEnclosingElement()).getRecordComponents();
  }

  /** Whether the constructor has a parameter for each component, of its type. */
  static boolean isCanonical(ExecutableElement constructor) {
    List<? extends RecordComponentElement> components = components(constructor);
    if (constructor.getParameters().size() != components.size()) {
      return false;
    }
    for (int i = 0; i < components.size(); i++) {
      String type = MethodKeys.typeName(components.get(i).asType());
      if (!type.equals(MethodKeys.typeName(constructor.getParameters().get(i).asType()))) {
        return false;
      }
    }
    return true;
  }

  /** Whether objects of the record and its components are the same thing, in both directions. */
  boolean isPlain(RecordType record) {
    return element(record).filter(this::isPlainRecord).isPresent();
  }

  /** Whether the accessors of the record read its components, whatever its constructors do. */
  boolean isReadPlainly(RecordType record) {
    return element(record)
        .filter(it -> it.getRecordComponents().stream().allMatch(c -> isPlain(c.getAccessor())))
        .isPresent();
  }

  /**
   * The first component that an accessor and the canonical constructor may both give another value,
   * so that the field is neither what the one reads nor what the other takes: an angle that is kept
   * in radians. What is read is as good as the field where the constructor keeps it.
   */
  Optional<RecordComponentElement> convertedComponent(RecordType record) {
    Optional<TypeElement> type = element(record).filter(it -> !it.getRecordComponents().isEmpty());
    if (type.isEmpty() || isKept(type.get())) {
      return Optional.empty();
    }
    return type.get().getRecordComponents().stream()
        .filter(it -> !isPlain(it.getAccessor()) && !isCopying(it.getAccessor()))
        .map(RecordComponentElement.class::cast)
        .findFirst();
  }

  /** Whether the accessor gives a copy of an array. */
  boolean isCopying(ExecutableElement accessor) {
    boolean isCopying = givesCopy(accessor);
    if (isCopying) {
      notes.accept(Reliances.ofCopy(accessor));
    }
    return isCopying;
  }

  private boolean givesCopy(ExecutableElement accessor) {
    if (accessor.getReturnType().getKind() != TypeKind.ARRAY) {
      return false;
    }
    TypeElement record = (TypeElement) accessor.getEnclosingElement();
    if (trees.getTree(record) == null) {
      return classFile(record)
          .filter(it -> it.readsCopy(accessor.getSimpleName().toString()))
          .isPresent();
    }
    return PlainMembers.readsCopy(trees.getTree(accessor));
  }

  /** The class or interface itself. */
  Optional<TypeElement> element(RecordType type) {
    String prefix = type.packageName().isEmpty() ? "" : type.packageName() + ".";
    return Optional.ofNullable(elements.getTypeElement(prefix + type.name()));
  }

  private boolean isPlainRecord(TypeElement element) {
    return element.getRecordComponents().stream().allMatch(it -> isPlain(it.getAccessor()))
        && isKept(element);
  }

  /** Whether the canonical constructor puts its arguments into the fields, and that is all. */
  private boolean isKept(TypeElement element) {
    return ElementFilter.constructorsIn(element.getEnclosedElements()).stream()
        .filter(RecordMembers::isCanonical)
        .allMatch(this::isPlain);
  }

  private Optional<RecordClassFile> classFile(TypeElement record) {
    return classFiles.apply(elements.getBinaryName(record).toString()).map(RecordClassFile::new);
  }

  /** The method that runs for objects of the record: its own, or the one that it inherits. */
  ExecutableElement implementation(TypeElement record, ExecutableElement method) {
    ExecutableElement found = method;
    for (ExecutableElement other : inherited(record, new ArrayList<>())) {
      if (elements.overrides(other, found, record)) {
        found = other;
      }
    }
    if (!isOfRecord(found)) {
      noteInherited(record, found);
    }
    return found;
  }

  /** A record has this method from an interface. */
  void noteInherited(TypeElement record, ExecutableElement method) {
    Reliances.ofInherited(elements, record, method).forEach(notes);
  }

  /** A class has this method or static field, its own or one that it inherits. */
  void noteResolution(TypeElement type, Element member) {
    Reliances.ofResolution(elements, type, member).forEach(notes);
  }

  private static List<ExecutableElement> inherited(
      TypeElement type, List<ExecutableElement> methods) {
    methods.addAll(ElementFilter.methodsIn(type.getEnclosedElements()));
    for (TypeMirror parent : type.getInterfaces()) {
      inherited((TypeElement) ((DeclaredType) parent).asElement(), methods);
    }
    return methods;
  }

  /** Whether there is a body to compile. */
  boolean hasSource(ExecutableElement member) {
    return trees.getTree(member) != null;
  }

  /**
   * Whether a method changes its object, or others, and could not be compiled in for that.
   *
   * @param isConstant whether nothing that carries a derivative can go in, so that there is nothing
   *     to compile in
   */
  boolean changesState(ExecutableElement member, boolean isConstant) {
    return isConstant
        ? StateChanges.areReachedFrom(member, trees)
        : StateChanges.areIn(member, trees);
  }

  /**
   * Whether the canonical constructor or accessor is Java's own, or does the same as that would do.
   */
  boolean isPlain(ExecutableElement member) {
    boolean isPlain = isAsJavaWritesIt(member);
    if (isPlain) {
      notes.accept(
          member.getKind() == ElementKind.CONSTRUCTOR
              ? Reliances.ofConstructor(member)
              : Reliances.ofAccessor(member));
    }
    return isPlain;
  }

  private boolean isAsJavaWritesIt(ExecutableElement member) {
    TypeElement record = (TypeElement) member.getEnclosingElement();
    List<String> names =
        record.getRecordComponents().stream().map(it -> it.getSimpleName().toString()).toList();
    boolean isConstructor = member.getKind() == ElementKind.CONSTRUCTOR;
    if (trees.getTree(record) == null) {
      return classFile(record)
          .filter(
              it ->
                  isConstructor
                      ? it.keepsArguments(names)
                      : it.readsField(member.getSimpleName().toString()))
          .isPresent();
    }
    if (isConstructor) {
      return elements.getOrigin(member) == Elements.Origin.MANDATED
          || PlainMembers.keepsArguments(trees.getTree(member), names);
    }
    return trees.getTree(member) == null || PlainMembers.readsField(trees.getTree(member));
  }
}
