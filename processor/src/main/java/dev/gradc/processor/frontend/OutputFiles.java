package dev.gradc.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileManager;
import javax.tools.StandardLocation;

/**
 * What lies where this compilation puts its own files. A source there was generated, now or by an
 * earlier compilation, unless the user keeps sources and classes in one directory.
 */
final class OutputFiles {

  private static final List<StandardLocation> LOCATIONS =
      List.of(StandardLocation.SOURCE_OUTPUT, StandardLocation.CLASS_OUTPUT);

  private final Filer filer;
  private final Trees trees;
  private final Elements elements;
  private final ModuleFolders folders;

  /** Where generated sources lie, and no others. */
  private final List<StandardLocation> ofGenerated = new ArrayList<>();

  OutputFiles(CompilerAccess compiler, SourceSet sources) {
    this.filer = compiler.environment().getFiler();
    this.trees = compiler.trees();
    this.elements = compiler.environment().getElementUtils();
    this.folders = new ModuleFolders(compiler.environment());
    for (StandardLocation location : LOCATIONS) {
      if (sources.given().stream().noneMatch(unit -> isIn(location, unit))) {
        ofGenerated.add(location);
      }
    }
  }

  private boolean isIn(StandardLocation location, CompilationUnitTree unit) {
    String packageName = unit.getPackageName() == null ? "" : unit.getPackageName().toString();
    Element inside = trees.getElement(new TreePath(unit));
    String folder = inside == null ? "" : folders.of(inside);
    String file = NestedCompilation.simpleName(unit.getSourceFile());
    return isAt(unit, location, folder + packageName, file);
  }

  /** Whether the source of a class is one that was generated. */
  boolean isGenerated(TypeElement type) {
    return ofGenerated.stream().anyMatch(it -> isThere(it, type, ".java"));
  }

  /** Whether a source, which declares a class, is one that was generated. */
  boolean isGenerated(TypeElement type, CompilationUnitTree unit) {
    return ofGenerated.stream()
        .anyMatch(it -> isAt(unit, it, packageName(type), type.getSimpleName() + ".java"));
  }

  /** Whether a source, which declares a class, is where the class would be generated. */
  boolean isInPlace(TypeElement type, CompilationUnitTree unit) {
    return LOCATIONS.stream()
        .anyMatch(it -> isAt(unit, it, packageName(type), type.getSimpleName() + ".java"));
  }

  /** Whether there is a class file. */
  boolean isCompiled(TypeElement type) {
    return isThere(StandardLocation.CLASS_OUTPUT, type, ".class");
  }

  /** Behind the folder of its module. */
  private String packageName(TypeElement type) {
    return folders.of(type) + elements.getPackageOf(type).getQualifiedName();
  }

  private boolean isThere(JavaFileManager.Location location, TypeElement type, String ending) {
    try {
      String file = type.getSimpleName() + ending;
      filer.getResource(location, packageName(type), file).openInputStream().close();
      return true;
    } catch (FilerException inThisCompilation) {
      return true;
    } catch (IOException | RuntimeException notThere) {
      return false;
    }
  }

  private boolean isAt(
      CompilationUnitTree unit,
      JavaFileManager.Location location,
      String packageName,
      String file) {
    URI address = unit.getSourceFile().toUri();
    return address(location, packageName, file).filter(to -> isSame(address, to)).isPresent();
  }

  /** The same directory may have another name in the class path. */
  static boolean isSame(URI one, URI other) {
    try {
      return one.equals(other) || Files.isSameFile(Path.of(one), Path.of(other));
    } catch (IOException | RuntimeException elsewhere) {
      return false;
    }
  }

  /** Where a file of a location is, or would be: an output location answers for either. */
  Optional<URI> address(JavaFileManager.Location location, String packageName, String file) {
    try {
      return Optional.of(filer.getResource(location, packageName, file).toUri());
    } catch (IOException | RuntimeException notThere) {
      // Of the module that is compiled itself, javac's answer is a NullPointerException.
      return Optional.empty();
    }
  }
}
