package dev.gradc.processor.frontend;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Mode;
import dev.gradc.processor.source.Signature;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds classes without a package that the heads of generated methods would mention where a
 * generated class has the same name: Java sees the inner one, and the other has no longer name.
 */
final class HiddenClasses {

  /** The outermost class of a name whose package is empty. */
  private static final Pattern UNNAMED = Pattern.compile("(?<![\\w$.])/([\\w$]+)");

  private final List<Signature> signatures;

  HiddenClasses(List<AnnotatedMethod> methods) {
    this.signatures = methods.stream().flatMap(method -> method.signature().stream()).toList();
  }

  /** The same methods, those refused whose generated classes would hide one. */
  List<AnnotatedMethod> refused(List<AnnotatedMethod> methods) {
    return methods.stream().map(this::refused).toList();
  }

  private AnnotatedMethod refused(AnnotatedMethod method) {
    return method
        .signature()
        .filter(signature -> signature.packageName().isEmpty())
        .flatMap(this::hidden)
        .map(
            name ->
                method.refused(
                    Problem.of(
                        DiagnosticCode.RESERVED_NAME,
                        method.origin(),
                        method.name(),
                        name,
                        Signature.FOR_UNNAMED_CLASS)))
        .orElse(method);
  }

  /** A class that the one generated for the method hides from any, or one in it from its own. */
  private Optional<String> hidden(Signature signature) {
    Set<String> ofAll = new TreeSet<>();
    signatures.forEach(it -> ofAll.addAll(mentioned(it)));
    if (ofAll.contains(signature.nestedName())) {
      return Optional.of(signature.nestedName());
    }
    Set<String> inside = new TreeSet<>(List.of("Gradient", "Tape"));
    if (signature.asksFor(Mode.FORWARD)) {
      inside.add("Tangent");
    }
    inside.retainAll(mentioned(signature));
    return inside.stream().findFirst();
  }

  private static Set<String> mentioned(Signature signature) {
    Set<String> names = new TreeSet<>();
    Stream.of(
            signature.parameters().stream().map(Signature.Parameter::type),
            Stream.of(signature.result()),
            signature.declaration().thrown().stream())
        .flatMap(types -> types)
        .forEach(type -> addNames(type, names));
    return names;
  }

  private static void addNames(Type type, Set<String> names) {
    if (type instanceof ArrayType array) {
      addNames(array.innermost(), names);
    } else if (type instanceof RecordType record) {
      if (record.packageName().isEmpty()) {
        names.add(record.name().replaceAll("\\..*", ""));
      }
      record.typeArguments().forEach(argument -> addNames(argument, names));
      // The cases of a sealed interface among them; gradients are made of them.
      record.components().forEach(component -> addNames(component.type(), names));
    } else if (type instanceof ObjectType object) {
      Matcher classes = UNNAMED.matcher(object.name());
      while (classes.find()) {
        names.add(classes.group(1));
      }
    }
  }
}
