package dev.gradc.processor.frontend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.StandardLocation;

/**
 * Puts directories and jars into the order in which the user's javac searches them. No public API
 * tells it, but where two have a class of one name, javac opens that of the first.
 */
final class ClassPathOrder {

  private final OutputFiles files;
  private final Map<Path, Set<String>> jars;

  /**
   * @param jars class files in jars that were looked into before, and are not looked into again
   */
  ClassPathOrder(OutputFiles files, Map<Path, Set<String>> jars) {
    this.files = files;
    this.jars = jars;
  }

  /** The same roots in order. */
  List<Path> of(Set<Path> roots) {
    Map<Path, Set<Path>> before = before(roots);
    List<Path> ordered = new ArrayList<>();
    Set<Path> open = new LinkedHashSet<>(roots);
    while (!open.isEmpty()) {
      Path next =
          open.stream()
              .filter(it -> before.getOrDefault(it, Set.of()).stream().noneMatch(open::contains))
              .findFirst()
              .orElse(open.iterator().next());
      open.remove(next);
      ordered.add(next);
    }
    return ordered;
  }

  /** For each root, those that are searched before it, as far as it matters. */
  private Map<Path, Set<Path>> before(Collection<Path> roots) {
    Map<String, Path> owners = new HashMap<>();
    Map<String, Set<Path>> shared = new LinkedHashMap<>();
    for (Path root : roots) {
      for (String file : classFiles(root)) {
        Path other = owners.putIfAbsent(file, root);
        if (other != null) {
          shared.computeIfAbsent(file, any -> new LinkedHashSet<>(Set.of(other))).add(root);
        }
      }
    }
    Map<Path, Set<Path>> before = new HashMap<>();
    Set<Set<Path>> asked = new HashSet<>();
    shared.forEach(
        (file, having) -> {
          // One answer for all classes that the same roots have.
          if (asked.add(having)) {
            first(file, having)
                .ifPresent(
                    it ->
                        having.stream()
                            .filter(other -> !other.equals(it))
                            .forEach(
                                other ->
                                    before.computeIfAbsent(other, any -> new HashSet<>()).add(it)));
          }
        });
    return before;
  }

  private Optional<Path> first(String file, Set<Path> roots) {
    int slash = file.lastIndexOf('/');
    String packageName = file.substring(0, Math.max(0, slash)).replace('/', '.');
    return files
        .address(StandardLocation.CLASS_PATH, packageName, file.substring(slash + 1))
        .flatMap(address -> roots.stream().filter(it -> isIn(address, it, file)).findFirst());
  }

  private static boolean isIn(URI address, Path root, String file) {
    return Files.isDirectory(root)
        ? OutputFiles.isSame(address, root.resolve(file).toUri())
        : address.toString().startsWith("jar:" + root.toUri() + "!");
  }

  private Set<String> classFiles(Path root) {
    try {
      if (!Files.isDirectory(root)) {
        Set<String> known = jars.get(root);
        if (known == null) {
          known = inJar(root);
          jars.put(root, known);
        }
        return known;
      }
      try (Stream<Path> all = Files.walk(root)) {
        return all.filter(it -> isClass(it.toString()))
            .map(it -> root.relativize(it).toString().replace('\\', '/'))
            .collect(Collectors.toSet());
      }
    } catch (IOException | UncheckedIOException unread) {
      // As javac does.
      return Set.of();
    }
  }

  private static Set<String> inJar(Path root) throws IOException {
    try (ZipFile jar = new ZipFile(root.toFile())) {
      return jar.stream()
          .map(ZipEntry::getName)
          .filter(it -> isClass(it) && !it.startsWith("META-INF/"))
          .collect(Collectors.toSet());
    }
  }

  private static boolean isClass(String file) {
    return file.endsWith(".class") && !file.endsWith("-info.class");
  }
}
