package dev.gradc.processor.frontend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/**
 * The derivative rules of this compilation, and those of the class path and the module path: for
 * each rule there is a file beside the classes, named after the method that it is for, that names
 * the rule's class.
 */
public final class DerivativeRules {

  /**
   * No package: the keyword in it keeps modules that have rules from sharing one. To javac it is
   * one of the folders in which it looks for files of jars, as META-INF is not.
   */
  private static final String FOLDER = "dev/gradc/static/rules/";

  /**
   * Where a library puts the sources of its rules: what lies in no package javac never compiles.
   */
  private static final String SOURCES = FOLDER + "source/";

  /** Of a file system's 255, with what is put behind. */
  private static final int LONGEST_NAME = 150;

  private final CompilerAccess compiler;
  private final Map<String, DerivativeRule> own = new LinkedHashMap<>();
  private final Map<String, Optional<DerivativeRule>> others = new HashMap<>();

  public DerivativeRules(CompilerAccess compiler) {
    this.compiler = compiler;
  }

  /**
   * Adds a rule of this compilation; gives the one that was there for the same method.
   *
   * @throws UncheckedIOException if the file for others cannot be written
   */
  public Optional<DerivativeRule> add(DerivativeRule rule, Element rules) {
    TypeElement owner = (TypeElement) rules;
    DerivativeRule other = own.putIfAbsent(rule.target(), rule);
    if (other != null) {
      return Optional.of(other);
    }
    Optional<DerivativeRule> left = left(rule.target(), owner);
    if (left.isEmpty()) {
      write(rule, owner);
    }
    return left;
  }

  /** The rule of another class that an earlier compilation has left in the same place. */
  private Optional<DerivativeRule> left(String target, TypeElement owner) {
    return read(StandardLocation.CLASS_OUTPUT, folder(owner), path(target))
        .filter(name -> !owner.getQualifiedName().contentEquals(name.strip()))
        .flatMap(name -> compiled(target, name));
  }

  private void write(DerivativeRule rule, TypeElement rules) {
    try (Writer file = file(rule, rules).openWriter()) {
      file.write(rules.getQualifiedName() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException ofFileManager) {
      throw new UncheckedIOException(new IOException(ofFileManager));
    }
  }

  private FileObject file(DerivativeRule rule, TypeElement rules) throws IOException {
    Filer filer = compiler.environment().getFiler();
    return filer.createResource(
        StandardLocation.CLASS_OUTPUT, folder(rules), path(rule.target()), rules);
  }

  private String folder(TypeElement rules) {
    return new ModuleFolders(compiler.environment()).of(rules);
  }

  /** Where names are long, or have letters that a file system may not have, by a hash as well. */
  private static String path(String target) {
    String name = target.replaceAll("[^\\w.$]", "-");
    boolean isAscii = target.chars().allMatch(it -> it < 0x80);
    if (isAscii && name.length() <= LONGEST_NAME) {
      return FOLDER + name;
    }
    UUID hash = UUID.nameUUIDFromBytes(target.getBytes(StandardCharsets.UTF_8));
    return FOLDER + name.substring(0, Math.min(LONGEST_NAME, name.length())) + "-" + hash;
  }

  /** The rule for a target. */
  public Optional<DerivativeRule> find(String target) {
    DerivativeRule found = own.get(target);
    return found != null ? Optional.of(found) : others.computeIfAbsent(target, this::compiled);
  }

  /** The sources of a package of the class path, as far as they are shipped. */
  public List<StubSource> sources(String packageName) {
    List<StubSource> sources = new ArrayList<>();
    Elements elements = compiler.environment().getElementUtils();
    PackageElement classes = elements.getPackageElement(packageName);
    List<TypeElement> types =
        classes == null ? List.of() : ElementFilter.typesIn(classes.getEnclosedElements());
    for (TypeElement type : types) {
      String file = SOURCES + type.getSimpleName() + ".java";
      stored(file)
          .ifPresent(text -> sources.add(new StubSource(type.getQualifiedName().toString(), text)));
    }
    return sources;
  }

  private Optional<DerivativeRule> compiled(String target) {
    return stored(path(target)).flatMap(owner -> compiled(target, owner));
  }

  private Optional<DerivativeRule> compiled(String target, String owner) {
    TypeElement type = compiler.environment().getElementUtils().getTypeElement(owner.strip());
    if (type == null) {
      return Optional.empty();
    }
    RuleReader reader = new RuleReader(compiler);
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      if (Annotations.find(method, Annotations.DERIVATIVE_OF).isPresent()) {
        Optional<DerivativeRule> rule = reader.read(method).rule();
        if (rule.filter(it -> it.target().equals(target)).isPresent()) {
          return rule;
        }
      }
    }
    return Optional.empty();
  }

  /** The content of a file of this build, or of a library. */
  private Optional<String> stored(String path) {
    return read(StandardLocation.CLASS_PATH, "", path)
        .or(() -> read(StandardLocation.CLASS_OUTPUT, "", path))
        .or(() -> inModule(path));
  }

  private Optional<String> inModule(String path) {
    for (ModuleElement module : compiler.environment().getElementUtils().getAllModuleElements()) {
      String name = module.getQualifiedName().toString();
      boolean isOfJdk = name.startsWith("java.") || name.startsWith("jdk.");
      if (!module.isUnnamed() && !isOfJdk) {
        Optional<String> owner =
            read(StandardLocation.MODULE_PATH, name + "/", path)
                .or(() -> read(StandardLocation.CLASS_OUTPUT, name + "/", path));
        if (owner.isPresent()) {
          return owner;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> read(StandardLocation location, String module, String path) {
    try {
      return Optional.of(
          compiler
              .environment()
              .getFiler()
              .getResource(location, module, path)
              .getCharContent(true)
              .toString());
    } catch (IOException | RuntimeException notThere) {
      return Optional.empty();
    }
  }
}
