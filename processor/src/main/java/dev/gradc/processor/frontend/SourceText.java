package dev.gradc.processor.frontend;

import java.net.URI;
import java.net.URISyntaxException;
import javax.tools.SimpleJavaFileObject;

/** A source file for the nested javac: the characters that the user's javac has read. */
final class SourceText extends SimpleJavaFileObject {

  private final String text;

  /**
   * @param directory tells files of the same name apart
   * @param name simple file name
   */
  SourceText(String directory, String name, String text) {
    super(uri(directory, name), Kind.SOURCE);
    this.text = text;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return text;
  }

  private static URI uri(String directory, String name) {
    try {
      return new URI("gradc", null, "/" + directory + "/" + name, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name, e);
    }
  }
}
