package dev.gradc.processor;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.source.Reliance;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/**
 * What the generated code of the classes in an output directory relies on: a file beside the class
 * files, with a line for each reliance. It is there if there are any.
 *
 * <p>A compilation writes it before it is known whether javac writes the classes. So lines are of a
 * text that stands in the class file, too ({@code dev.gradc.Companion.relies}), and those of a
 * class that may stay as it is are kept beside the new ones.
 *
 * <p>Whatever cannot be read is taken for an index that says nothing: a compilation never fails for
 * it.
 */
final class RelianceIndex {

  /** As rules have it: no package, and found in jars. */
  private static final String FILE = "dev/gradc/static/reliances";

  /**
   * Without an output directory javac puts all files of all packages into the working directory.
   */
  private static final String PLAIN_FILE = "gradc.reliances";

  private static final String HEADER = "gradc 2";
  private static final String SEPARATOR = "\t";

  private final Filer filer;
  private final String file;

  /** Where class files of this compilation are found. */
  private final StandardLocation classes;

  RelianceIndex(Filer filer) {
    this.filer = filer;
    boolean isPlain = isWithoutDirectory();
    this.file = isPlain ? PLAIN_FILE : FILE;
    this.classes = isPlain ? StandardLocation.CLASS_PATH : StandardLocation.CLASS_OUTPUT;
  }

  private boolean isWithoutDirectory() {
    try {
      FileObject index = filer.getResource(StandardLocation.CLASS_OUTPUT, "", FILE);
      return !index.toUri().toString().endsWith(FILE);
    } catch (IOException | RuntimeException ofNoModule) {
      return false;
    }
  }

  /**
   * The code of a method.
   *
   * @param user the top-level class that the method is of
   * @param companion the class that is generated for it, as its file is called
   * @param relies the fingerprint of all that it relies on
   */
  record Code(String user, String companion, String relies) implements Comparable<Code> {

    private static final Comparator<Code> ORDER =
        Comparator.comparing(Code::user).thenComparing(Code::companion).thenComparing(Code::relies);

    @Override
    public int compareTo(Code other) {
      return ORDER.compare(this, other);
    }
  }

  /** Of the code that is there, by its class files; what is in the class path comes second. */
  SortedMap<Code, SortedSet<Reliance>> read() {
    SortedMap<Code, SortedSet<Reliance>> output = read(StandardLocation.CLASS_OUTPUT);
    Set<String> users = output.keySet().stream().map(Code::user).collect(Collectors.toSet());
    SortedMap<Code, SortedSet<Reliance>> all = read(StandardLocation.CLASS_PATH);
    all.keySet()
        .removeIf(it -> users.contains(it.user()) || !isThere(it, StandardLocation.CLASS_PATH));
    output.keySet().removeIf(it -> !isThere(it, classes));
    all.putAll(output);
    return all;
  }

  /** Of compilations with an output directory, and without, whatever this one is. */
  private SortedMap<Code, SortedSet<Reliance>> read(StandardLocation location) {
    SortedMap<Code, SortedSet<Reliance>> all = new TreeMap<>();
    for (String name : List.of(FILE, PLAIN_FILE)) {
      List<String> lines = text(location, name).lines().toList();
      if (!lines.isEmpty() && lines.get(0).equals(HEADER)) {
        read(lines, all);
      }
    }
    return all;
  }

  private static void read(List<String> lines, SortedMap<Code, SortedSet<Reliance>> all) {
    for (String line : lines) {
      String[] parts = line.split(SEPARATOR, -1);
      if (parts.length == 7) {
        Arrays.stream(Reliance.Kind.values())
            .filter(kind -> kind.name().equals(parts[3]))
            .forEach(
                kind ->
                    all.computeIfAbsent(
                            new Code(parts[0], parts[1], parts[2]), code -> new TreeSet<>())
                        .add(new Reliance(kind, parts[4], parts[5], parts[6])));
      }
    }
  }

  private String text(StandardLocation location, String name) {
    try {
      return filer.getResource(location, "", name).getCharContent(true).toString();
    } catch (IOException | RuntimeException notThere) {
      return "";
    }
  }

  private boolean isThere(Code code, StandardLocation location) {
    return !code.relies().isEmpty()
        && new String(classFile(location, code.companion()), StandardCharsets.ISO_8859_1)
            .contains(code.relies());
  }

  /** Whether a top-level class is in the output directory. */
  boolean hasClass(String name) {
    return classFile(classes, name).length > 0;
  }

  /** Nothing where there is none. */
  private byte[] classFile(StandardLocation location, String name) {
    int dot = name.lastIndexOf('.');
    String packageName = name.substring(0, Math.max(0, dot));
    String file = name.substring(dot + 1) + ".class";
    try (InputStream content = filer.getResource(location, packageName, file).openInputStream()) {
      return content.readAllBytes();
    } catch (IOException | RuntimeException notThere) {
      return new byte[0];
    }
  }

  /**
   * Writes what is known after a compilation.
   *
   * @param users whose code is made anew
   * @param codes what that relies on
   * @param again what a reliance of other code is as well, by now
   * @return a note if it cannot be written
   */
  Optional<Problem> write(
      Set<String> users,
      SortedMap<Code, SortedSet<Reliance>> codes,
      Function<Reliance, List<Reliance>> again) {
    SortedMap<Code, SortedSet<Reliance>> before = read(StandardLocation.CLASS_OUTPUT);
    Set<String> made = codes.keySet().stream().map(Code::companion).collect(Collectors.toSet());
    SortedMap<Code, SortedSet<Reliance>> after = new TreeMap<>();
    before.forEach(
        (code, reliances) -> {
          SortedSet<Reliance> all = new TreeSet<>(reliances);
          reliances.forEach(it -> all.addAll(again.apply(it)));
          after.put(code, all);
        });
    after
        .keySet()
        .removeIf(
            it ->
                users.contains(it.user())
                    && (!made.contains(it.companion()) || !isThere(it, classes)));
    after.putAll(codes);
    after.values().removeIf(Set::isEmpty);
    if (after.equals(before)) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    after.forEach((code, reliances) -> reliances.forEach(it -> text.append(line(code, it))));
    try {
      write(text.toString());
      return Optional.empty();
    } catch (FilerException manyModules) {
      // Of several modules at a time each has a directory of its own: there is no index of them.
      return Optional.empty();
    } catch (IOException | RuntimeException failure) {
      String index =
          "'" + file + "', without which it is not noticed what a change leaves out of date,";
      return Optional.of(
          UnwrittenFile.problem(index, Origin.NONE, failure)
              .withSeverity(DiagnosticCode.Severity.NOTE));
    }
  }

  private void write(String text) throws IOException {
    // Of no class: a tool that takes back what comes of one would take all of it.
    FileObject index = filer.createResource(StandardLocation.CLASS_OUTPUT, "", file);
    try (Writer writer = index.openWriter()) {
      writer.write(text);
    }
  }

  private static String line(Code code, Reliance reliance) {
    return String.join(
            SEPARATOR,
            code.user(),
            code.companion(),
            code.relies(),
            reliance.kind().name(),
            reliance.owner(),
            reliance.member(),
            reliance.value())
        + "\n";
  }
}
