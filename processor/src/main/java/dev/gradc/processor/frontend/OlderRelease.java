package dev.gradc.processor.frontend;

import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;

/**
 * Whether javac was given {@code --release}, so that the classes of Java are those of that version:
 * it reads them from a file of signatures, and a processor is not told.
 */
final class OlderRelease {

  private OlderRelease() {}

  static boolean isGiven(ProcessingEnvironment environment) {
    Elements elements = environment.getElementUtils();
    return fileOf(elements.getTypeElement("java.lang.Object"), elements)
        .map(file -> file.toUri().toString().contains("/ct.sym!"))
        .orElseGet(
            () ->
                environment.getSourceVersion().compareTo(SourceVersion.RELEASE_17) < 0
                    // Since 17.
                    && elements.getTypeElement("java.util.HexFormat") == null);
  }

  /** There is a question for it since Java 18. */
  private static Optional<FileObject> fileOf(Element element, Elements elements) {
    try {
      return Optional.ofNullable(
          (FileObject)
              Elements.class.getMethod("getFileObjectOf", Element.class).invoke(elements, element));
    } catch (ReflectiveOperationException before) {
      return Optional.empty();
    }
  }
}
