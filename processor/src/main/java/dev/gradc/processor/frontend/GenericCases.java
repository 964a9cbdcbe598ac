package dev.gradc.processor.frontend;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Finds sealed interfaces that hold numbers which derivatives flow through, in a record for each
 * case, and that are not taken apart because they or their cases have type parameters. To take such
 * a one for a constant would lose the gradient without a word.
 */
final class GenericCases {

  private final Set<Element> seen = new HashSet<>();

  private GenericCases() {}

  /** Whether the type is one of these. */
  static boolean areIn(TypeMirror mirror) {
    return isSealedOfRecords(mirror, Set.of())
        && !RecordReader.isSealed(mirror)
        && new GenericCases().holdsNumbers(mirror);
  }

  /**
   * @param open interfaces that this one is a case of: one of its own is an error of javac's
   */
  private static boolean isSealedOfRecords(TypeMirror mirror, Set<Element> open) {
    Set<Element> inside = new HashSet<>(open);
    return mirror instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && inside.add(element)
        && element.getKind() == ElementKind.INTERFACE
        && element.getModifiers().contains(Modifier.SEALED)
        && element.getPermittedSubclasses().stream()
            .allMatch(it -> RecordReader.isRecord(it) || isSealedOfRecords(it, inside));
  }

  private boolean holdsNumbers(TypeMirror mirror) {
    if (mirror instanceof ArrayType array) {
      return holdsNumbers(array.getComponentType());
    }
    if (mirror.getKind() == TypeKind.DOUBLE || mirror.getKind() == TypeKind.FLOAT) {
      return true;
    }
    if (!RecordReader.isRecord(mirror) && !isSealedOfRecords(mirror, Set.of())) {
      return false;
    }
    DeclaredType declared = (DeclaredType) mirror;
    TypeElement element = (TypeElement) declared.asElement();
    // What type parameters stand for is looked at where it is written.
    return declared.getTypeArguments().stream().anyMatch(this::holdsNumbers)
        || (seen.add(element)
            && (element.getPermittedSubclasses().stream().anyMatch(this::holdsNumbers)
                || element.getRecordComponents().stream()
                    .map(RecordComponentElement::asType)
                    .anyMatch(this::holdsNumbers)));
  }
}
