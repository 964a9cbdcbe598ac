package dev.gradc.processor.frontend;

/**
 * A source that the nested javac gets besides those of the build: a companion that will be
 * generated, with bodies that throw, against which bodies that call it are resolved; or one that a
 * library ships.
 *
 * @param qualifiedName of the class
 */
public record StubSource(String qualifiedName, String text) {

  /** The name of the class without its package. */
  public String simpleName() {
    return qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
  }

  String fileName() {
    return simpleName() + ".java";
  }
}
