package dev.gradc.processor;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/**
 * Class files, and what lies beside them.
 *
 * @param module whose they are, with a slash; nothing where all modules share a directory
 * @param directory where they are, if that is known: of modules that a compilation knows nothing of
 *     the Filer reads no files
 */
record ClassFolder(
    Filer filer, StandardLocation location, String module, Optional<Path> directory) {

  /** A constant of a class file that is a text. */
  private static final int TEXT = 1;

  /** A file in no package; nothing where there is none. */
  String text(String name) {
    try {
      return filer.getResource(location, module, name).getCharContent(true).toString();
    } catch (IOException | RuntimeException notThere) {
      return new String(content("", name), StandardCharsets.UTF_8);
    }
  }

  /** A class by its name, or one in it; nothing where there is none. */
  private byte[] classFile(String name) {
    int dot = name.lastIndexOf('.');
    return content(name.substring(0, Math.max(0, dot)), name.substring(dot + 1) + ".class");
  }

  boolean has(String name) {
    return classFile(name).length > 0;
  }

  /** Whether a text stands in a class file as one of its constants. */
  boolean mentions(String name, String constant) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(TEXT);
      out.writeUTF(constant);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new String(classFile(name), StandardCharsets.ISO_8859_1)
        .contains(bytes.toString(StandardCharsets.ISO_8859_1));
  }

  private byte[] content(String packageName, String file) {
    try (InputStream content = open(packageName, file)) {
      return content.readAllBytes();
    } catch (IOException | RuntimeException notThere) {
      return new byte[0];
    }
  }

  private InputStream open(String packageName, String file) throws IOException {
    try {
      return filer.getResource(location, module + packageName, file).openInputStream();
    } catch (IOException | RuntimeException notThere) {
      if (directory.isEmpty()) {
        throw new FileNotFoundException(file);
      }
      String path = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
      return Files.newInputStream(directory.get().resolve(path + file));
    }
  }

  /**
   * A file in no package. It is of no class: a tool that takes back what comes of one would take
   * all of it.
   */
  FileObject create(String name) throws IOException {
    return filer.createResource(location, module, name);
  }
}
