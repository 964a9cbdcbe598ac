package dev.gradc.processor.corpus;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of the corpus: a class or record in package {@code corpus.TOPIC}, with comments that say
 * how its methods are tested. {@code // golden}, and {@code // golden vectors} for the text of
 * loops over vectors, {@code // golden forward} for that of forward mode, stand anywhere; after a
 * line {@code // file: Other.java} stands another file, whose methods are there to be called. Right
 * above an annotated method, with no empty line between, may stand
 *
 * <ul>
 *   <li>{@code // sample: x in [0.1, 2], n = 5, a length n in [-1, 1]}, where its inputs come from
 *       (see {@link Sampler});
 *   <li>{@code // kinks}: there are points without a derivative, and where central differences do
 *       not converge they are not looked at;
 *   <li>{@code // detached}: constants for differentiation depend on inputs, so that differences
 *       are not the gradient;
 *   <li>{@code // guarded}: there are records whose constructors may refuse to hold a gradient;
 *   <li>{@code // tolerance: 1e-8}, relative, of exact derivatives where the method is ill
 *       conditioned.
 * </ul>
 */
record CorpusFile(String topic, String name, String source, Map<String, String> others) {

  private static final Pattern OTHER = Pattern.compile("(?m)^// file: (\\w+)\\.java\\R");

  private static final Pattern METHOD =
      Pattern.compile("static\\s+[\\w@\\[\\]<>., ]+?\\s+(\\w+)\\(");
  private static final Pattern MODES =
      Pattern.compile("@Differentiable\\(modes = \\{?([\\w., ]+)\\}?");

  private static final Path SOURCES = Path.of("src", "test", "resources");

  private static final Pattern INSTANCE_METHOD = Pattern.compile("[\\w@\\[\\]]+ (\\w+)\\(");

  /** What the comments above a method say. */
  record Directives(
      String sample, boolean hasKinks, boolean isDetached, boolean isGuarded, double tolerance) {
    private static final Directives NONE = new Directives("", false, false, false, 1e-10);

    private Directives with(String comment) {
      if (comment.startsWith("sample:")) {
        String text = comment.substring(7).strip();
        return new Directives(text, hasKinks, isDetached, isGuarded, tolerance);
      }
      if (comment.startsWith("tolerance:")) {
        double number = Double.parseDouble(comment.substring(10));
        return new Directives(sample, hasKinks, isDetached, isGuarded, number);
      }
      return switch (comment) {
        case "kinks" -> new Directives(sample, true, isDetached, isGuarded, tolerance);
        case "detached" -> new Directives(sample, hasKinks, true, isGuarded, tolerance);
        case "guarded" -> new Directives(sample, hasKinks, isDetached, true, tolerance);
        case "golden", "golden forward", "golden vectors" -> this;
        // A long line goes on in the next.
        default ->
            new Directives(sample + " " + comment, hasKinks, isDetached, isGuarded, tolerance);
      };
    }
  }

  /** All files, in order of their paths; regressions are files of the corpus. */
  static List<CorpusFile> all() {
    List<CorpusFile> files = new ArrayList<>(under("/corpus"));
    files.addAll(under("/regressions"));
    return files;
  }

  private static List<CorpusFile> under(String root) {
    try (Stream<Path> paths = Files.walk(Path.of(CorpusFile.class.getResource(root).toURI()))) {
      List<CorpusFile> files = new ArrayList<>();
      for (Path path : paths.filter(it -> it.toString().endsWith(".java")).sorted().toList()) {
        String file = path.getFileName().toString();
        files.add(
            of(
                path.getParent().getFileName().toString(),
                file.substring(0, file.length() - ".java".length()),
                Files.readString(path)));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static CorpusFile of(String topic, String name, String text) {
    Map<String, String> others = new LinkedHashMap<>();
    Matcher matcher = OTHER.matcher(text);
    List<Integer> starts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int end = text.length();
    while (matcher.find()) {
      end = Math.min(end, matcher.start());
      names.add(matcher.group(1));
      starts.add(matcher.end());
    }
    for (int i = 0; i < names.size(); i++) {
      String rest = text.substring(starts.get(i));
      Matcher next = OTHER.matcher(rest);
      others.put(
          "corpus." + topic + "." + names.get(i),
          next.find() ? rest.substring(0, next.start()) : rest);
    }
    return new CorpusFile(topic, name, text.substring(0, end), others);
  }

  /** All of it, as it was given. */
  String text() {
    StringBuilder text = new StringBuilder(source);
    others.forEach(
        (name, other) ->
            text.append("// file: ")
                .append(name.substring(name.lastIndexOf('.') + 1))
                .append(".java\n")
                .append(other));
    return text.toString();
  }

  /** The same with methods that ask for more modes. */
  CorpusFile inModes(String... modes) {
    Map<String, String> asking = new LinkedHashMap<>();
    others.forEach((name, text) -> asking.put(name, inModes(text, modes)));
    return new CorpusFile(topic, name, inModes(source, modes), asking);
  }

  private static String inModes(String text, String... modes) {
    String all = Stream.of(modes).map(it -> "dev.gradc.Mode." + it).collect(joining(", "));
    return MODES
        .matcher(text)
        .replaceAll(found -> "@Differentiable(modes = {" + united(found.group(1), modes) + "}")
        .replaceAll("@Differentiable\\((?!modes)", "@Differentiable(modes = {" + all + "}, ")
        .replaceAll("@Differentiable(?![(\\w])", "@Differentiable(modes = {" + all + "})");
  }

  /** The modes that are written, and those of the others that are not among them. */
  private static String united(String written, String... modes) {
    StringBuilder all = new StringBuilder(written);
    for (String mode : modes) {
      if (!written.contains("Mode." + mode)) {
        all.append(", dev.gradc.Mode.").append(mode);
      }
    }
    return all.toString();
  }

  /** Where the samples of a method come from: a regression has those that it was found by. */
  String seed(String method) {
    return topic.equals("regressions") ? method : this + "." + method;
  }

  String className() {
    return "corpus." + topic + "." + name;
  }

  boolean isGolden() {
    return source.lines().anyMatch(line -> line.strip().equals("// golden"));
  }

  /** Where the text is kept that the companion should have. */
  Path golden() {
    return SOURCES.resolve(Path.of("golden", "corpus", topic, name + "Grad.java.txt"));
  }

  /** Whether the text of forward mode is kept. */
  boolean isGoldenForward() {
    return source.lines().anyMatch(line -> line.strip().equals("// golden forward"));
  }

  /** Where the text is kept that forward mode should have. */
  Path goldenForward() {
    return SOURCES.resolve(Path.of("golden", "forward", topic, name + "Grad.java.txt"));
  }

  /** Whether its text with loops over vectors is kept. */
  boolean isGoldenVectors() {
    return source.lines().anyMatch(line -> line.strip().equals("// golden vectors"));
  }

  /** Where that text is kept. */
  Path goldenVectors() {
    return SOURCES.resolve(Path.of("golden", "vectors", topic, name + "Grad.java.txt"));
  }

  /** Whether single precision takes part. */
  boolean hasFloats() {
    return Pattern.compile("\\bfloat\\b").matcher(source).find();
  }

  /** Whether the method says that its tape can go back any number of times. */
  boolean isRetained(String method) {
    return Pattern.compile("@Retain\\s+[^(;{}]*\\b" + method + "\\(").matcher(source).find();
  }

  /** The annotated methods, by name. */
  Map<String, Directives> methods() {
    Map<String, Directives> methods = new LinkedHashMap<>();
    Directives directives = Directives.NONE;
    boolean isAnnotated = false;
    for (String line : source.lines().map(String::strip).toList()) {
      Matcher method = (line.contains("static ") ? METHOD : INSTANCE_METHOD).matcher(line);
      if (line.startsWith("//")) {
        directives = directives.with(line.substring(2).strip());
      } else if (line.isEmpty()) {
        directives = Directives.NONE;
      } else if (line.startsWith("@Differentiable")) {
        isAnnotated = true;
      } else if ((isAnnotated || line.contains("static ")) && method.find()) {
        if (isAnnotated) {
          methods.put(method.group(1), directives);
        }
        directives = Directives.NONE;
        isAnnotated = false;
      }
    }
    return methods;
  }

  @Override
  public String toString() {
    return topic + "/" + name;
  }
}
