package dev.gradc.processor;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.source.Reliance;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
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

  /** The index, and class files that are not those of this compilation. */
  private final ClassFolder files;

  /** Where class files of this compilation are found. */
  private final ClassFolder classes;

  private final String file;

  private RelianceIndex(ClassFolder files, ClassFolder classes, String file) {
    this.files = files;
    this.classes = classes;
    this.file = file;
  }

  /** That of the directory that is written to. */
  static RelianceIndex ofOutput(Filer filer) {
    ClassFolder output = folder(filer, StandardLocation.CLASS_OUTPUT);
    return isWithoutDirectory(filer)
        ? new RelianceIndex(output, folder(filer, StandardLocation.CLASS_PATH), PLAIN_FILE)
        : new RelianceIndex(output, output, FILE);
  }

  /** That of one of the modules in it. */
  static RelianceIndex ofModule(Filer filer, String module, Optional<Path> directory) {
    ClassFolder output = new ClassFolder(filer, StandardLocation.CLASS_OUTPUT, module, directory);
    return new RelianceIndex(output, output, FILE);
  }

  /** The first one of the class path, which is not written. */
  static RelianceIndex ofClassPath(Filer filer) {
    ClassFolder classPath = folder(filer, StandardLocation.CLASS_PATH);
    return new RelianceIndex(classPath, classPath, FILE);
  }

  private static ClassFolder folder(Filer filer, StandardLocation location) {
    return new ClassFolder(filer, location, "", Optional.empty());
  }

  private static boolean isWithoutDirectory(Filer filer) {
    try {
      FileObject index = filer.getResource(StandardLocation.CLASS_OUTPUT, "", FILE);
      return !index.toUri().toString().endsWith(FILE);
    } catch (IOException | RuntimeException notThere) {
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

  /** Of compilations with an output directory, and without, whatever this one is. */
  SortedMap<Code, SortedSet<Reliance>> read() {
    SortedMap<Code, SortedSet<Reliance>> all = new TreeMap<>();
    for (String name : List.of(FILE, PLAIN_FILE)) {
      List<String> lines = files.text(name).lines().toList();
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

  /** Whether code is there, by its class files. */
  boolean has(Code code) {
    return new WrittenCode(classes).has(code);
  }

  /** Whether a top-level class is in the output directory. */
  boolean hasClass(String name) {
    return classes.has(name);
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
    SortedMap<Code, SortedSet<Reliance>> before = read();
    SortedMap<Code, SortedSet<Reliance>> after = new TreeMap<>();
    before.forEach(
        (code, reliances) -> {
          // Nobody knows whether javac will write the classes that take its place.
          if (!users.contains(code.user()) || has(code)) {
            SortedSet<Reliance> all = new TreeSet<>(reliances);
            reliances.forEach(it -> all.addAll(again.apply(it)));
            after.put(code, all);
          }
        });
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
    } catch (FilerException ofNothingCompiled) {
      // What there is of a module to be added is found again: ClassesLeft.
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
    try (Writer writer = files.create(file).openWriter()) {
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
