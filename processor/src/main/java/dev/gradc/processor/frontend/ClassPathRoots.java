package dev.gradc.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/**
 * Where the classes that the sources mention lie. No public API tells a processor its class path,
 * but the {@link javax.annotation.processing.Filer} opens single class files on it, and their
 * addresses tell.
 *
 * <p>Classes that javac itself compiles along, from the source path, are added to the sources; not
 * what a compilation before has generated into the place where it is about to be generated again.
 */
final class ClassPathRoots {

  private final CompilerAccess compiler;
  private final Elements elements;
  private final SourceSet sources;
  private final OutputFiles output;
  private final Set<String> generated;
  private final Set<Path> roots = new LinkedHashSet<>();
  private final Set<String> seenTypes = new LinkedHashSet<>();
  private final SortedMap<String, Set<String>> ofSeveralModules = new TreeMap<>();
  private final Set<String> memberNames = new HashSet<>();
  private final Set<TypeElement> ofClassFiles = new LinkedHashSet<>();
  private boolean isAnyGenerated;

  /** Names that were asked for: javac forgets which classes there are not. */
  private final Set<String> asked = new HashSet<>();

  private final Set<String> modules = new LinkedHashSet<>();
  private final Set<String> ofSystem = new LinkedHashSet<>();
  private final Set<String> opened = new LinkedHashSet<>();
  private final Map<String, Boolean> packages = new HashMap<>();

  /**
   * @param generated names of the classes that are generated now
   */
  ClassPathRoots(CompilerAccess compiler, SourceSet sources, Set<String> generated) {
    this.compiler = compiler;
    this.elements = compiler.environment().getElementUtils();
    this.sources = sources;
    this.output = new OutputFiles(compiler, sources);
    this.generated = generated;
  }

  /** Directories and jars, in the order of the class path, and more sources into the set. */
  List<Path> find() {
    addType("dev.gradc.Differentiable");
    Set<CompilationUnitTree> done = new LinkedHashSet<>();
    // Sources may be added while we look.
    List<CompilationUnitTree> open = new ArrayList<>(sources.units().values());
    while (!open.isEmpty()) {
      open.forEach(this::addNamesIn);
      done.addAll(open);
      addTypesOfMembers();
      open = new ArrayList<>(sources.units().values());
      open.removeAll(done);
    }
    return new ClassPathOrder(output, compiler.jars()).of(roots);
  }

  /** Types that no source names, by way of members that some source does: {@code a.b().c()}. */
  private void addTypesOfMembers() {
    int before;
    do {
      before = seenTypes.size();
      List.copyOf(ofClassFiles).forEach(this::addTypesOfMembers);
    } while (seenTypes.size() > before);
  }

  private void addTypesOfMembers(TypeElement type) {
    for (Element member : type.getEnclosedElements()) {
      if (member instanceof TypeElement nested) {
        addTypesOfMembers(nested);
      } else if (memberNames.contains(member.getSimpleName().toString())) {
        if (member instanceof ExecutableElement method) {
          addTypesIn(method.getReturnType());
          method.getParameters().forEach(it -> addTypesIn(it.asType()));
        } else {
          addTypesIn(member.asType());
        }
      }
    }
  }

  private void addTypesIn(TypeMirror type) {
    if (type instanceof ArrayType array) {
      addTypesIn(array.getComponentType());
    } else if (type instanceof WildcardType wildcard) {
      Stream.of(wildcard.getExtendsBound(), wildcard.getSuperBound())
          .filter(Objects::nonNull)
          .forEach(this::addTypesIn);
    } else if (type instanceof TypeVariable variable) {
      // Its arguments may be the variable itself.
      addElementOf(variable.getUpperBound());
    } else {
      addElementOf(type);
      if (type instanceof DeclaredType declared) {
        declared.getTypeArguments().forEach(this::addTypesIn);
      }
    }
  }

  private void addElementOf(TypeMirror type) {
    if (type.getKind() == TypeKind.DECLARED
        && ((DeclaredType) type).asElement() instanceof TypeElement element) {
      addType(element.getQualifiedName().toString());
    }
  }

  /** Modules that sources import, and those that these require, but for Java's own. */
  Set<String> modules() {
    return modules;
  }

  /** Modules of the JDK that the sources mention classes of whose names do not begin with java. */
  Set<String> modulesOfSystem() {
    return ofSystem;
  }

  /** Packages that these do not export to everyone, each behind its module and a slash. */
  Set<String> opened() {
    return opened;
  }

  /** Classes that sources mention and several of their modules have, with these. */
  Map<String, Set<String>> ofSeveralModules() {
    return ofSeveralModules;
  }

  /**
   * A class that has other constants than another javac finds in it, which has taken it from
   * somewhere else.
   */
  Optional<String> differing(Elements others) {
    for (TypeElement type : ofClassFiles) {
      String name = type.getQualifiedName().toString();
      TypeElement other = others.getTypeElement(name);
      if (other != null
          && !generated.contains(name)
          && !sources.declares(name)
          && !constants(type).equals(constants(other))) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static Map<String, Object> constants(TypeElement type) {
    Map<String, Object> constants = new HashMap<>();
    for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
      if (field.getConstantValue() != null) {
        constants.put(field.getSimpleName().toString(), field.getConstantValue());
      }
    }
    for (TypeElement nested : ElementFilter.typesIn(type.getEnclosedElements())) {
      constants(nested)
          .forEach((name, value) -> constants.put(nested.getSimpleName() + "." + name, value));
    }
    return constants;
  }

  /** Names of the classes that the user's javac has found on the way. */
  Set<String> types() {
    return seenTypes;
  }

  /**
   * Whether one of the classes that were found, as a class file or a source, is one that another
   * processor has generated in an earlier compilation, or just now: it may be another class in the
   * next round.
   */
  boolean areSomeGenerated() {
    return isAnyGenerated;
  }

  /**
   * Names of those that an earlier compilation has left where this one puts its own.
   *
   * @param more than those that sources mention
   */
  Set<String> typesInOutput(Set<String> more) {
    Set<String> found = new TreeSet<>();
    Set<String> all = new LinkedHashSet<>(seenTypes);
    all.addAll(more);
    for (String name : all) {
      TypeElement type = elements.getTypeElement(name);
      boolean isOurs = generated.contains(name) || (type != null && isCompanion(type));
      if (type != null && !isOurs && !sources.declares(name) && output.isCompiled(type)) {
        found.add(name);
      }
    }
    return found;
  }

  private void addNamesIn(CompilationUnitTree unit) {
    Set<String> simpleNames = new SimpleNames().in(unit);
    memberNames.addAll(simpleNames);
    addTypes(unit.getPackageName() == null ? "" : unit.getPackageName().toString(), simpleNames);
    for (ImportTree imported : unit.getImports()) {
      String name = imported.getQualifiedIdentifier().toString();
      if (ModuleImports.isOne(imported)) {
        addModule(name, simpleNames);
        continue;
      }
      if (name.endsWith(".*")) {
        addTypes(name.substring(0, name.length() - 2), simpleNames);
      }
      addType(name);
      addType(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
    }
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMemberReference(MemberReferenceTree node, Void nothing) {
        memberNames.add(node.getName().toString());
        return super.visitMemberReference(node, null);
      }

      @Override
      public Void visitMemberSelect(MemberSelectTree node, Void nothing) {
        memberNames.add(node.getIdentifier().toString());
        // Of all that looks like it few are classes, and each costs a search of the class path.
        String qualifier = node.getExpression().toString();
        if (isQualifiedName(qualifier) && isPackage(qualifier)) {
          addType(node.toString());
        }
        return super.visitMemberSelect(node, null);
      }
    }.scan(unit.getTypeDecls(), null);
  }

  /** What a module exports, and those that it requires for who requires it. */
  private void addModule(String name, Set<String> simpleNames) {
    ModuleElement module = elements.getModuleElement(name);
    if (module == null
        || ModuleImports.isOfSystem(name)
        || ModuleImports.isFromSource(name, compiler)) {
      // Class files of what is compiled now may be of another text.
      return;
    }
    modules.add(name);
    module.getEnclosedElements().stream()
        .flatMap(it -> ElementFilter.typesIn(it.getEnclosedElements()).stream())
        .findFirst()
        .ifPresent(this::addRootOf);
    for (ModuleElement.ExportsDirective exported :
        ElementFilter.exportsIn(module.getDirectives())) {
      addTypes(exported.getPackage().getQualifiedName().toString(), simpleNames);
    }
    for (ModuleElement.RequiresDirective required :
        ElementFilter.requiresIn(module.getDirectives())) {
      String other = required.getDependency().getQualifiedName().toString();
      if (!modules.contains(other)) {
        addModule(other, required.isTransitive() ? simpleNames : Set.of());
      }
    }
  }

  private boolean isPackage(String name) {
    return packages.computeIfAbsent(
        name,
        it ->
            elements.getPackageElement(it) != null
                // Where several modules have one, there is none.
                || (sources.modules().size() > 1
                    && sources.modules().stream()
                        .anyMatch(module -> elements.getPackageElement(module, it) != null)));
  }

  private static boolean isQualifiedName(String name) {
    return name.chars().allMatch(c -> c == '.' || Character.isJavaIdentifierPart(c));
  }

  /**
   * Asks for one class after the other: to list a package would make javac read every file that
   * lies in it.
   */
  private void addTypes(String packageName, Set<String> simpleNames) {
    String prefix = packageName.isEmpty() ? "" : packageName + ".";
    if (!isOfTheJdk(prefix)) {
      simpleNames.forEach(name -> addType(prefix + name));
    }
  }

  private static boolean isOfTheJdk(String name) {
    return name.startsWith("java.");
  }

  private void addType(String name) {
    if (!name.isEmpty() && !isOfTheJdk(name) && asked.add(name)) {
      TypeElement found = elements.getTypeElement(name);
      if (found != null) {
        addType(found);
      } else if (sources.modules().size() > 1) {
        // Where several modules have one, there is none.
        addSameName(name);
      }
    }
  }

  private void addSameName(String name) {
    Set<String> modules = new TreeSet<>();
    for (ModuleElement module : sources.modules()) {
      TypeElement type = elements.getTypeElement(module, name);
      if (type != null && module.equals(elements.getModuleOf(type))) {
        modules.add(module.getQualifiedName().toString());
      }
    }
    if (modules.size() > 1) {
      ofSeveralModules.putIfAbsent(name, modules);
    }
  }

  private void addType(TypeElement type) {
    TypeElement top = type;
    while (top.getEnclosingElement() instanceof TypeElement outer) {
      top = outer;
    }
    addSupertypes(type);
    String name = top.getQualifiedName().toString();
    if (isOfTheJdk(name) || !seenTypes.add(name)) {
      return;
    }
    TreePath path = compiler.trees().getPath(top);
    if (path == null) {
      addRootOf(top);
      if (!isCompanion(top)) {
        // What these are about is named by sources; javac fails where it meets a record in them
        // that
        // it compiles now.
        ofClassFiles.add(top);
      }
      isAnyGenerated |= !isCompanion(top) && output.isGenerated(top);
    } else if (!sources.declares(name)) {
      addSource(top, path.getCompilationUnit());
    }
    addSupertypes(top);
  }

  /** One that javac has found by itself. */
  private void addSource(TypeElement type, CompilationUnitTree unit) {
    boolean isWrittenAnew =
        output.isGenerated(type, unit) || (isCompanion(type) && output.isInPlace(type, unit));
    if (!isWrittenAnew || !generated.contains(type.getQualifiedName().toString())) {
      isAnyGenerated |= isWrittenAnew && !isCompanion(type);
      sources.addImplicit(unit);
    }
  }

  private static boolean isCompanion(TypeElement type) {
    return type.getEnclosedElements().stream()
        .anyMatch(it -> Annotations.find(it, Annotations.COMPANION).isPresent());
  }

  private void addSupertypes(TypeElement type) {
    List<TypeMirror> supertypes = new ArrayList<>(type.getInterfaces());
    supertypes.add(type.getSuperclass());
    supertypes.forEach(this::addTypesIn);
  }

  private void addRootOf(TypeElement type) {
    ModuleElement module = elements.getModuleOf(type);
    String moduleName = module == null ? "" : module.getQualifiedName().toString();
    if (ModuleImports.isOfSystem(moduleName)) {
      addOfSystem(module, elements.getPackageOf(type));
      return;
    }
    String packageName = elements.getPackageOf(type).getQualifiedName().toString();
    String file = type.getSimpleName() + ".class";
    String suffix = packageName.isEmpty() ? file : packageName.replace('.', '/') + "/" + file;
    boolean isFound =
        probe(StandardLocation.CLASS_PATH, packageName, file, suffix)
            || probe(StandardLocation.CLASS_OUTPUT, packageName, file, suffix);
    if (!isFound && !moduleName.isEmpty()) {
      String inModule = moduleName + "/" + packageName;
      if (!probe(StandardLocation.MODULE_PATH, inModule, file, suffix)) {
        // One of several that are compiled into one directory, each by itself.
        probe(StandardLocation.CLASS_OUTPUT, inModule, file, suffix);
      }
    }
  }

  /** Whether the user's javac may use it, it says itself. */
  private void addOfSystem(ModuleElement module, PackageElement packageElement) {
    boolean isExported =
        ElementFilter.exportsIn(module.getDirectives()).stream()
            .anyMatch(
                it -> it.getPackage().equals(packageElement) && it.getTargetModules() == null);
    ofSystem.add(module.getQualifiedName().toString());
    if (!isExported) {
      opened.add(module.getQualifiedName() + "/" + packageElement.getQualifiedName());
    }
  }

  private boolean probe(StandardLocation location, String packageName, String file, String suffix) {
    Optional<Path> root =
        output.address(location, packageName, file).flatMap(address -> root(address, suffix));
    root.ifPresent(roots::add);
    return root.isPresent();
  }

  /** A class file in a directory, or {@code jar:file:/…/some.jar!/a/B.class}. */
  private static Optional<Path> root(URI uri, String suffix) {
    try {
      if ("file".equals(uri.getScheme())) {
        Path root = Path.of(uri);
        if (!Files.exists(root)) {
          // An output location answers for files that are yet to be written.
          return Optional.empty();
        }
        for (int i = suffix.split("/").length; i > 0; i--) {
          root = root.getParent();
        }
        return Optional.of(root);
      }
      String text = uri.toString();
      int end = text.indexOf("!/");
      return text.startsWith("jar:file:") && end > 0
          ? Optional.of(Path.of(URI.create(text.substring(4, end))))
          : Optional.empty();
    } catch (IllegalArgumentException | FileSystemNotFoundException elsewhere) {
      return Optional.empty();
    }
  }
}
