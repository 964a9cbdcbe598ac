package dev.gradc.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Mode;
import dev.gradc.processor.source.Signature;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads the outsides of the annotated methods of a class, from elements alone. */
public final class SignatureReader {

  /** Names that variables can have, and types cannot (JLS 3.9). */
  private static final Set<String> RESTRICTED =
      Set.of("permits", "record", "sealed", "var", "yield");

  /** Of a static method (JVMS 4.3.3). */
  private static final int MOST_PARAMETERS = 255;

  /** What the names of classes begin with that generated code may write in full. */
  private static final List<String> ROOTS = List.of("dev", "java");

  private final Trees trees;
  private final Elements elements;

  public SignatureReader(CompilerAccess compiler) {
    this(compiler.trees(), compiler.environment().getElementUtils());
  }

  SignatureReader(Trees trees, Elements elements) {
    this.trees = trees;
    this.elements = elements;
  }

  /** The annotated methods of a class that is compiled from source, in order. */
  public List<AnnotatedMethod> read(TypeElement type) {
    List<AnnotatedMethod> methods = new ArrayList<>();
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      if (Annotations.find(method, Annotations.DIFFERENTIABLE).isPresent()) {
        methods.add(read(method, type));
      }
    }
    return named(methods);
  }

  /**
   * The same methods, those refused that would have the name of an earlier one, or hide a class.
   */
  static List<AnnotatedMethod> named(List<AnnotatedMethod> methods) {
    Set<String> names = new LinkedHashSet<>();
    return new HiddenClasses(methods)
        .refused(methods.stream().map(method -> withOwnName(method, names)).toList());
  }

  private static AnnotatedMethod withOwnName(AnnotatedMethod method, Set<String> names) {
    if (method.signature().isEmpty()) {
      return method;
    }
    String name = method.signature().get().nestedName();
    // Some file systems take class files for the same whose names differ in case.
    return names.add(name.toLowerCase(Locale.ROOT))
        ? method
        : method.refused(
            Problem.of(DiagnosticCode.NAME_CLASH, method.origin(), method.name(), name));
  }

  AnnotatedMethod read(ExecutableElement method, TypeElement type) {
    TreePath path = trees.getPath(method);
    CompilationUnitTree unit = path.getCompilationUnit();
    MethodTree tree = (MethodTree) path.getLeaf();
    Origins origins = new Origins(trees, unit);
    Origin origin = origins.of(tree);
    String name = method.getSimpleName().toString();
    List<Problem> problems = new ArrayList<>(kindProblems(method, name, origin));
    boolean isUnresolved = UnresolvedTypes.areIn(method);
    if (!isUnresolved) {
      problems.addAll(typeProblems(method, tree, origins));
    }
    Optional<Signature> signature = Optional.empty();
    if (problems.isEmpty() && !isUnresolved) {
      signature = Optional.of(signature(method, type, origin));
      problems.addAll(nameProblems(signature.get()));
      problems.addAll(packageProblems(signature.get(), origin));
      problems.addAll(sizeProblems(signature.get(), origin));
      signature = signature.filter(whole -> problems.isEmpty());
    }
    problems.addAll(new AnnotationProblems(trees, origins).of(method));
    String file = unit.getSourceFile().toUri().toString();
    return new AnnotatedMethod(name, origin, file, signature, problems, isUnresolved);
  }

  /**
   * Records with more parts than a method can have parameters, before anybody takes them apart:
   * records of records may double their parts with each.
   */
  private static List<Problem> sizeProblems(Signature signature, Origin origin) {
    long parts =
        signature.parameters().stream().mapToLong(parameter -> Leaf.count(parameter.type())).sum();
    return parts <= MOST_PARAMETERS
        ? List.of()
        : List.of(
            Problem.of(
                DiagnosticCode.PARAMETER_LIMIT,
                origin,
                signature.methodName(),
                "pullback",
                "at least " + parts,
                Integer.toString(MOST_PARAMETERS)));
  }

  /** A class next to the method's hides a package of the same name (JLS 6.4.2). */
  private List<Problem> packageProblems(Signature signature, Origin origin) {
    String prefix = signature.packageName().isEmpty() ? "" : signature.packageName() + ".";
    return ROOTS.stream()
        .filter(root -> elements.getTypeElement(prefix + root) != null)
        .map(
            root -> Problem.of(DiagnosticCode.HIDDEN_PACKAGE, origin, signature.methodName(), root))
        .toList();
  }

  /** A method without a body to compile, or with an object that is no record. */
  private static List<Problem> kindProblems(ExecutableElement method, String name, Origin origin) {
    List<Problem> problems = new ArrayList<>();
    Set<Modifier> modifiers = method.getModifiers();
    if (modifiers.contains(Modifier.ABSTRACT)) {
      problems.add(Problem.of(DiagnosticCode.ABSTRACT_METHOD, origin, name));
    } else if (!modifiers.contains(Modifier.STATIC) && !isOfObject(method)) {
      problems.add(Problem.of(DiagnosticCode.INSTANCE_METHOD, origin, name));
    }
    if (modifiers.contains(Modifier.NATIVE)) {
      problems.add(Problem.of(DiagnosticCode.NATIVE_METHOD, origin, name));
    }
    if (modifiers.contains(Modifier.SYNCHRONIZED)) {
      problems.add(Problem.of(DiagnosticCode.SYNCHRONIZED, origin));
    }
    if (!method.getTypeParameters().isEmpty()) {
      problems.add(Problem.of(DiagnosticCode.GENERIC_METHOD, origin, name));
    }
    return problems;
  }

  private static List<Problem> typeProblems(
      ExecutableElement method, MethodTree tree, Origins origins) {
    List<Problem> problems = new ArrayList<>();
    String name = method.getSimpleName().toString();
    boolean hasActive = isOfObject(method) && hasActiveReceiver(method, tree, origins, problems);
    for (int i = 0; i < method.getParameters().size(); i++) {
      VariableElement parameter = method.getParameters().get(i);
      VariableTree variable = tree.getParameters().get(i);
      Optional<Type> type = TypeReader.readDeclared(parameter.asType());
      if (type.isEmpty()) {
        problems.add(parameterProblem(parameter, origins.of(variable)));
      }
      inaccessible(method, parameter.asType(), origins.of(variable)).ifPresent(problems::add);
      hasActive |= type.isPresent() && type.get().isDifferentiable() && !isDetached(parameter);
    }
    if (!hasActive && problems.isEmpty()) {
      problems.add(Problem.of(DiagnosticCode.NO_ACTIVE_PARAMETER, origins.of(tree), name));
    }
    for (TypeMirror thrown : method.getThrownTypes()) {
      inaccessible(method, thrown, origins.of(tree)).ifPresent(problems::add);
    }
    TypeMirror result = method.getReturnType();
    if (result.getKind() == TypeKind.VOID) {
      problems.add(Problem.of(DiagnosticCode.VOID_METHOD, origins.of(tree.getReturnType()), name));
    } else {
      Origin written = origins.of(tree.getReturnType());
      Optional<Type> type = TypeReader.read(result);
      if (type.isEmpty() && RecordReader.isRecord(result)) {
        problems.add(TypeReader.refusal(result, written));
      } else if (type.filter(Type::isDifferentiable).isEmpty()) {
        problems.add(
            Problem.of(DiagnosticCode.RESULT_TYPE, written, name, TypeReader.name(result)));
      }
      inaccessible(method, result, written).ifPresent(problems::add);
    }
    return problems;
  }

  /** Whether there is an object, of a class that no other one extends. */
  private static boolean isOfObject(ExecutableElement method) {
    return !method.getModifiers().contains(Modifier.STATIC)
        && method.getEnclosingElement().getModifiers().contains(Modifier.FINAL);
  }

  /** Whether a gradient can flow to the object; adds what is wrong with its type. */
  private static boolean hasActiveReceiver(
      ExecutableElement method, MethodTree tree, Origins origins, List<Problem> problems) {
    TypeMirror owner = method.getEnclosingElement().asType();
    Optional<Type> type = TypeReader.read(owner);
    if (type.isEmpty()) {
      problems.add(TypeReader.refusal(owner, origins.of(tree)));
    }
    inaccessible(method, owner, origins.of(tree)).ifPresent(problems::add);
    return type.filter(Type::isDifferentiable).isPresent();
  }

  private static Problem parameterProblem(VariableElement parameter, Origin origin) {
    TypeMirror type = parameter.asType();
    boolean isBox = TypeReader.read(type).flatMap(ObjectTypes::boxed).isPresent();
    Problem why = TypeReader.refusal(type, origin);
    return RecordReader.isRecord(type) || isBox || why.code() == DiagnosticCode.GENERIC_CASE
        ? why
        : Problem.of(
            DiagnosticCode.PARAMETER_TYPE,
            origin,
            parameter.getSimpleName().toString(),
            TypeReader.name(type));
  }

  private static Optional<Problem> inaccessible(
      ExecutableElement method, TypeMirror type, Origin origin) {
    if (RecordReader.isRecord(type)
        && !RecordReader.isVisibleFrom(RecordReader.packageOf(method), (DeclaredType) type)) {
      return Optional.of(
          Problem.of(DiagnosticCode.INACCESSIBLE_RECORD, origin, TypeReader.name(type)));
    }
    return ObjectTypes.hidden(type, RecordReader.packageOf(method))
        .map(why -> Problem.of(DiagnosticCode.PRIVATE_MEMBER, origin, TypeReader.name(type), why));
  }

  private static boolean isDetached(VariableElement parameter) {
    return Annotations.find(parameter, Annotations.DETACH).isPresent();
  }

  private Signature signature(ExecutableElement method, TypeElement type, Origin origin) {
    List<String> classNames = new ArrayList<>();
    for (Element owner = type; owner instanceof TypeElement; owner = owner.getEnclosingElement()) {
      classNames.add(0, owner.getSimpleName().toString());
    }
    return new Signature(
        elements.getPackageOf(type).getQualifiedName().toString(),
        classNames,
        method.getSimpleName().toString(),
        nestedName(method),
        parameters(method),
        TypeReader.read(method.getReturnType()).orElseThrow(),
        isPublic(method),
        Annotations.find(method, Annotations.RETAIN).isPresent(),
        RecordReader.retained(method.getReturnType()),
        AnnotationProblems.modes(method),
        DeclarationReader.read(method, trees.getPath(method)),
        origin);
  }

  /** The parameters, the object first if there is one; all of them have types. */
  static List<Signature.Parameter> parameters(ExecutableElement method) {
    List<Signature.Parameter> parameters = new ArrayList<>();
    if (!method.getModifiers().contains(Modifier.STATIC)) {
      Type object = TypeReader.read(method.getEnclosingElement().asType()).orElseThrow();
      parameters.add(new Signature.Parameter(RecordMembers.receiverName(method), object, false));
    }
    for (VariableElement parameter : method.getParameters()) {
      parameters.add(
          new Signature.Parameter(
              parameter.getSimpleName().toString(),
              TypeReader.read(parameter.asType()).orElseThrow(),
              isDetached(parameter)));
    }
    return parameters;
  }

  /** Whether a method can be called from every package, and its generated class too. */
  static boolean isPublic(ExecutableElement method) {
    boolean isPublic = method.getModifiers().contains(Modifier.PUBLIC);
    Element owner = method.getEnclosingElement();
    for (; owner instanceof TypeElement; owner = owner.getEnclosingElement()) {
      isPublic &= isPublic((TypeElement) owner);
    }
    return isPublic;
  }

  /** Members of interfaces are, whether it is written or not. */
  private static boolean isPublic(TypeElement type) {
    ElementKind owner = type.getEnclosingElement().getKind();
    return type.getModifiers().contains(Modifier.PUBLIC) || owner.isInterface();
  }

  /** Simple name of the class generated for an annotated method. */
  static String nestedName(ExecutableElement method) {
    AnnotationMirror annotation =
        Annotations.find(method, Annotations.DIFFERENTIABLE).orElseThrow();
    String given = Annotations.text(annotation, "name");
    String name = method.getSimpleName().toString();
    // What cannot be computed is an error of javac's.
    return given.isEmpty() || given.equals("<error>")
        ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)
        : given;
  }

  private static List<Problem> nameProblems(Signature signature) {
    String name = signature.nestedName();
    boolean isTypeName =
        SourceVersion.isIdentifier(name)
            && !SourceVersion.isKeyword(name)
            && !RESTRICTED.contains(name);
    if (!isTypeName) {
      return List.of(
          Problem.of(
              DiagnosticCode.INVALID_NAME, signature.origin(), signature.methodName(), name));
    }
    Set<String> taken =
        Set.of(
            "Gradient",
            "Tape",
            Signature.VALUES,
            Signature.IN_PLACE,
            Member.OnKeptMemory.NAME,
            "java",
            "javax",
            "dev",
            signature.companionName());
    boolean isTangent = name.equals("Tangent") && signature.asksFor(Mode.FORWARD);
    boolean isOfHessian =
        name.matches("HessianSweeps|HessianStorage\\d*") && signature.asksFor(Mode.HESSIAN);
    return isTangent || isOfHessian || taken.contains(name)
        ? List.of(reserved(signature, "itself"))
        : List.of();
  }

  private static Problem reserved(Signature signature, String user) {
    return Problem.of(
        DiagnosticCode.RESERVED_NAME,
        signature.origin(),
        signature.methodName(),
        signature.nestedName(),
        user);
  }
}
