package dev.gradc.processor;

import dev.gradc.processor.source.Reliance;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.Filer;
import javax.tools.StandardLocation;

/**
 * What the generated code of the classes in an output directory relies on: a file beside the class
 * files, with a line for each reliance. It is there if there are any.
 *
 * <p>Whatever cannot be read, or written, is taken for an index that says nothing: a compilation
 * never fails for it.
 */
final class RelianceIndex {

  /** As rules have it: no package, and found in jars. */
  private static final String FILE = "dev/gradc/static/reliances";

  private static final String HEADER = "gradc 1";
  private static final String SEPARATOR = "\t";

  private final Filer filer;

  RelianceIndex(Filer filer) {
    this.filer = filer;
  }

  /** By the top-level class that relies on something; what is in the class path comes second. */
  SortedMap<String, SortedSet<Reliance>> read() {
    SortedMap<String, SortedSet<Reliance>> all = read(StandardLocation.CLASS_PATH);
    all.putAll(read(StandardLocation.CLASS_OUTPUT));
    return all;
  }

  private SortedMap<String, SortedSet<Reliance>> read(StandardLocation location) {
    SortedMap<String, SortedSet<Reliance>> all = new TreeMap<>();
    List<String> lines = text(location).lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      return all;
    }
    for (String line : lines) {
      String[] parts = line.split(SEPARATOR, -1);
      if (parts.length == 5) {
        Arrays.stream(Reliance.Kind.values())
            .filter(kind -> kind.name().equals(parts[1]))
            .forEach(
                kind ->
                    all.computeIfAbsent(parts[0], user -> new TreeSet<>())
                        .add(new Reliance(kind, parts[2], parts[3], parts[4])));
      }
    }
    return all;
  }

  private String text(StandardLocation location) {
    try {
      return filer.getResource(location, "", FILE).getCharContent(true).toString();
    } catch (IOException | RuntimeException notThere) {
      return "";
    }
  }

  /** Whether a top-level class is in the output directory. */
  boolean hasClass(String name) {
    int dot = name.lastIndexOf('.');
    String packageName = name.substring(0, Math.max(0, dot));
    String file = name.substring(dot + 1) + ".class";
    try (InputStream content =
        filer.getResource(StandardLocation.CLASS_OUTPUT, packageName, file).openInputStream()) {
      return content.read() >= 0;
    } catch (IOException | RuntimeException notThere) {
      return false;
    }
  }

  /**
   * Writes what is known after a compilation.
   *
   * @param compiled what each class that is compiled now relies on: it replaces what was there
   */
  void write(Map<String, SortedSet<Reliance>> compiled) {
    SortedMap<String, SortedSet<Reliance>> before = read(StandardLocation.CLASS_OUTPUT);
    SortedMap<String, SortedSet<Reliance>> after = new TreeMap<>(before);
    after.putAll(compiled);
    after.values().removeIf(Set::isEmpty);
    if (after.equals(before)) {
      return;
    }
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    after.forEach((user, reliances) -> reliances.forEach(it -> text.append(line(user, it))));
    // Of no class: a tool that takes back what comes of one would take all of it.
    try (Writer file = filer.createResource(StandardLocation.CLASS_OUTPUT, "", FILE).openWriter()) {
      file.write(text.toString());
    } catch (IOException | RuntimeException notThere) {
      // As in a build that keeps no such files.
    }
  }

  private static String line(String user, Reliance reliance) {
    return String.join(
            SEPARATOR,
            user,
            reliance.kind().name(),
            reliance.owner(),
            reliance.member(),
            reliance.value())
        + "\n";
  }
}
