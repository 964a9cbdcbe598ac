package dev.gradc.processor.frontend;

/**
 * A companion that will be generated, with bodies that throw: what bodies that call it are resolved
 * against.
 *
 * @param qualifiedName of the class
 */
public record StubSource(String qualifiedName, String text) {

  String fileName() {
    return qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1) + ".java";
  }
}
