package dev.gradc.processor.frontend;

import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.source.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Finds the annotated method that a generated class belongs to. */
final class CompanionSources {

  private static final String SUFFIX = "Grad";

  private final VisibleClasses classes;

  CompanionSources(Elements elements) {
    this(new VisibleClasses(elements, Optional.empty()));
  }

  CompanionSources(VisibleClasses classes) {
    this.classes = classes;
  }

  /**
   * The method.
   *
   * @param companion the class generated for it, with its package before a slash
   */
  Optional<ExecutableElement> find(String companion) {
    int slash = companion.indexOf('/');
    String packageName = companion.substring(0, slash);
    String[] names = companion.substring(slash + 1).split("\\.", -1);
    if (names.length != 2 || !names[0].endsWith(SUFFIX)) {
      return Optional.empty();
    }
    String base = names[0].substring(0, names[0].length() - SUFFIX.length());
    for (String name : classes(base)) {
      TypeElement type = classes.find(packageName.isEmpty() ? name : packageName + "." + name);
      if (type != null) {
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
          if (Annotations.find(method, Annotations.DIFFERENTIABLE).isPresent()
              && SignatureReader.nestedName(method).equals(names[1])) {
            return Optional.of(method);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The names of classes that a companion's may stand for: nested ones are joined with lines. */
  private static List<String> classes(String base) {
    int line = base.indexOf('_', 1);
    List<String> names = new ArrayList<>(List.of(base));
    while (line > 0 && line < base.length() - 1) {
      for (String rest : classes(base.substring(line + 1))) {
        names.add(base.substring(0, line) + "." + rest);
      }
      line = base.indexOf('_', line + 1);
    }
    return names;
  }

  /** What callers of its generated class have to know of a method. */
  Optional<Signature> signature(ExecutableElement method) {
    boolean hasTypes =
        TypeReader.read(method.getReturnType()).isPresent()
            && method.getParameters().stream()
                .allMatch(it -> TypeReader.read(it.asType()).isPresent())
            && (method.getModifiers().contains(Modifier.STATIC)
                || TypeReader.read(method.getEnclosingElement().asType()).isPresent());
    if (!hasTypes) {
      return Optional.empty();
    }
    return Optional.of(
        new Signature(
            RecordReader.packageOf(method),
            classNames(method),
            method.getSimpleName().toString(),
            SignatureReader.nestedName(method),
            SignatureReader.parameters(method),
            TypeReader.read(method.getReturnType()).orElseThrow(),
            SignatureReader.isPublic(method),
            Annotations.find(method, Annotations.RETAIN).isPresent(),
            RecordReader.retained(method.getReturnType()),
            Set.of(),
            Signature.Declaration.NONE,
            Origin.NONE));
  }

  /** The class generated for an annotated method, with its package before a slash. */
  static String companionOf(ExecutableElement method) {
    return RecordReader.packageOf(method)
        + "/"
        + Signature.companionName(classNames(method))
        + "."
        + SignatureReader.nestedName(method);
  }

  private static List<String> classNames(ExecutableElement method) {
    List<String> names = new ArrayList<>();
    Element owner = method.getEnclosingElement();
    for (; owner instanceof TypeElement; owner = owner.getEnclosingElement()) {
      names.add(0, owner.getSimpleName().toString());
    }
    return names;
  }
}
