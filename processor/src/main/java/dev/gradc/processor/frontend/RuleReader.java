package dev.gradc.processor.frontend;

import com.sun.source.util.TreePath;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Reads derivative rules of the user's own, and says what is wrong with them. */
public final class RuleReader {

  private final CompilerAccess compiler;

  public RuleReader(CompilerAccess compiler) {
    this.compiler = compiler;
  }

  /** A rule, or what is wrong with it. */
  public record Read(Optional<DerivativeRule> rule, List<Problem> problems) {}

  /** Reads a method that carries {@code @DerivativeOf}. */
  public Read read(ExecutableElement rule) {
    TreePath path = compiler.trees().getPath(rule);
    // A rule from a class file has no place.
    Origin origin =
        path == null
            ? Origin.NONE
            : new Origins(compiler.trees(), path.getCompilationUnit()).of(path.getLeaf());
    AnnotationMirror annotation = Annotations.find(rule, Annotations.DERIVATIVE_OF).orElseThrow();
    String name = Annotations.text(annotation, "method");
    TypeMirror type = (TypeMirror) Annotations.value(annotation, "type").orElseThrow().getValue();
    if (type.getKind() == TypeKind.ERROR) {
      return new Read(Optional.empty(), List.of());
    }
    if (!(type instanceof DeclaredType declared)) {
      String target = TypeReader.name(type) + "." + name;
      String text = "that is no class";
      return new Read(
          Optional.empty(),
          List.of(Problem.of(DiagnosticCode.UNUSED_RULE, origin, nameOf(rule), target, text)));
    }
    List<ExecutableElement> candidates =
        ElementFilter.methodsIn(((TypeElement) declared.asElement()).getEnclosedElements()).stream()
            .filter(it -> it.getSimpleName().contentEquals(name))
            .toList();
    String target = TypeReader.name(type) + "." + name;
    Optional<ExecutableElement> method =
        candidates.stream().filter(it -> takes(rule, primals(it))).findFirst();
    if (method.isEmpty()) {
      StringJoiner expected = new StringJoiner("; or ");
      candidates.forEach(it -> expected.add(expected(rule, it, List.of())));
      String text = candidates.isEmpty() ? "there is no such method" : expected.toString();
      Problem problem = Problem.of(DiagnosticCode.UNUSED_RULE, origin, nameOf(rule), target, text);
      return new Read(Optional.empty(), List.of(problem));
    }
    return read(rule, method.get(), target, origin);
  }

  private static Read read(
      ExecutableElement rule, ExecutableElement method, String target, Origin origin) {
    List<TypeMirror> primals = primals(method);
    List<VariableElement> active = new ArrayList<>();
    for (VariableElement parameter : rule.getParameters().subList(0, primals.size())) {
      boolean isActive =
          TypeReader.readDeclared(parameter.asType()).filter(Type::isDifferentiable).isPresent()
              && Annotations.find(parameter, Annotations.DETACH).isEmpty();
      if (isActive) {
        active.add(parameter);
      }
    }
    Optional<String> fault = fault(rule, method, primals, active, origin);
    if (fault.isPresent()) {
      Problem problem =
          Problem.of(
              DiagnosticCode.RULE_SIGNATURE,
              origin,
              nameOf(rule),
              target,
              fault.get(),
              expected(rule, method, active));
      return new Read(Optional.empty(), List.of(problem));
    }
    TypeElement owner = (TypeElement) rule.getEnclosingElement();
    Optional<Type> result = result(rule);
    List<Optional<String>> accessors =
        accessors(rule.getParameters().subList(0, primals.size()), active, rule.getReturnType());
    Member.Pullback pullback =
        new Member.Pullback(
            ObjectTypes.className(owner),
            accessors,
            Optional.of(new Member.RuleMethod(rule.getSimpleName().toString(), result)));
    String packageName = RecordReader.packageOf(rule);
    boolean isPublic = ObjectTypes.hidden(rule, "").isEmpty();
    return new Read(
        Optional.of(
            new DerivativeRule(
                MethodKeys.of(method), nameOf(rule), packageName, isPublic, pullback, origin)),
        List.of());
  }

  /** Of numbers the components of the result, in order: class files need not name parameters. */
  private static List<Optional<String>> accessors(
      List<? extends VariableElement> primals, List<VariableElement> active, TypeMirror result) {
    List<String> components = new ArrayList<>();
    if (RecordReader.isRecord(result)) {
      componentsOf(result).forEach(it -> components.add(it.getSimpleName().toString()));
    }
    List<VariableElement> numbers = numbers(active);
    List<Optional<String>> accessors = new ArrayList<>();
    for (VariableElement parameter : primals) {
      int number = numbers.indexOf(parameter);
      String name =
          number >= 0 && number < components.size()
              ? components.get(number)
              : parameter.getSimpleName().toString();
      accessors.add(active.contains(parameter) ? Optional.of(name) : Optional.empty());
    }
    return accessors;
  }

  private static List<? extends Element> componentsOf(TypeMirror record) {
    return ((TypeElement) ((DeclaredType) record).asElement()).getRecordComponents();
  }

  /** A record's objects are read by their accessors, so they stay what they are. */
  private static Optional<Type> result(ExecutableElement rule) {
    TypeMirror type = rule.getReturnType();
    return RecordReader.isRecord(type)
        ? ObjectTypes.read((DeclaredType) type)
        : TypeReader.read(type);
  }

  private static Optional<String> fault(
      ExecutableElement rule,
      ExecutableElement method,
      List<TypeMirror> primals,
      List<VariableElement> active,
      Origin origin) {
    if (!rule.getModifiers().contains(Modifier.STATIC)
        || rule.getModifiers().contains(Modifier.PRIVATE)
        || !rule.getTypeParameters().isEmpty()) {
      return Optional.of("a rule is static, not private, and has no type parameters");
    }
    String owner = MethodKeys.typeName(method.getEnclosingElement().asType());
    if (owner.equals("java.lang.Math") || owner.equals("java.lang.StrictMath")) {
      return Optional.of("gradc has its own rules for " + owner);
    }
    Optional<Type> result = TypeReader.readDeclared(method.getReturnType());
    boolean isDifferentiable =
        result.filter(Type::isDifferentiable).filter(it -> !Leaf.isComposite(it)).isPresent();
    if (!isDifferentiable || active.isEmpty()) {
      return Optional.of("there is nothing to differentiate: neither numbers in, nor numbers out");
    }
    List<String> expected = new ArrayList<>();
    primals.forEach(primal -> expected.add(MethodKeys.typeName(primal)));
    expected.add(MethodKeys.typeName(method.getReturnType()));
    active.stream()
        .filter(it -> it.asType().getKind() == TypeKind.ARRAY)
        .forEach(it -> expected.add(MethodKeys.typeName(it.asType())));
    List<String> found =
        rule.getParameters().stream().map(it -> MethodKeys.typeName(it.asType())).toList();
    if (!found.equals(expected)) {
      return Optional.of("its parameters are other ones");
    }
    return fits(rule.getReturnType(), numbers(active), origin.line() > 0)
        ? Optional.empty()
        : Optional.of("its result is another one");
  }

  private static List<VariableElement> numbers(List<VariableElement> active) {
    return active.stream().filter(it -> it.asType().getKind() != TypeKind.ARRAY).toList();
  }

  private static boolean fits(TypeMirror result, List<VariableElement> numbers, boolean hasNames) {
    if (numbers.size() < 2) {
      String expected = numbers.isEmpty() ? "void" : MethodKeys.typeName(numbers.get(0).asType());
      return MethodKeys.typeName(result).equals(expected);
    }
    if (!RecordReader.isRecord(result)) {
      return false;
    }
    List<? extends Element> components = componentsOf(result);
    boolean fits = components.size() == numbers.size();
    for (int i = 0; fits && i < numbers.size(); i++) {
      fits =
          (!hasNames || components.get(i).getSimpleName().equals(numbers.get(i).getSimpleName()))
              && MethodKeys.typeName(components.get(i).asType())
                  .equals(MethodKeys.typeName(numbers.get(i).asType()));
    }
    return fits;
  }

  private static boolean takes(ExecutableElement rule, List<TypeMirror> primals) {
    if (rule.getParameters().size() < primals.size()) {
      return false;
    }
    for (int i = 0; i < primals.size(); i++) {
      String type = MethodKeys.typeName(rule.getParameters().get(i).asType());
      if (!type.equals(MethodKeys.typeName(primals.get(i)))) {
        return false;
      }
    }
    return true;
  }

  /** The object comes first. */
  private static List<TypeMirror> primals(ExecutableElement method) {
    List<TypeMirror> types = new ArrayList<>();
    if (!method.getModifiers().contains(Modifier.STATIC)) {
      types.add(method.getEnclosingElement().asType());
    }
    method.getParameters().forEach(parameter -> types.add(parameter.asType()));
    return types;
  }

  /** The signature that a rule for the method has. */
  private static String expected(
      ExecutableElement rule, ExecutableElement method, List<VariableElement> active) {
    StringJoiner parameters = new StringJoiner(", ", "(", ")");
    List<TypeMirror> primals = primals(method);
    List<String> numbers = new ArrayList<>();
    List<String> arrays = new ArrayList<>();
    for (int i = 0; i < primals.size(); i++) {
      boolean isKnown = i < rule.getParameters().size() && !active.isEmpty();
      String name =
          isKnown ? rule.getParameters().get(i).getSimpleName().toString() : "x" + (i + 1);
      String type = TypeReader.name(primals.get(i));
      boolean isActive =
          isKnown
              ? active.contains(rule.getParameters().get(i))
              : TypeReader.readDeclared(primals.get(i)).filter(Type::isDifferentiable).isPresent();
      parameters.add(type + " " + name);
      if (isActive && TypeReader.read(primals.get(i)).orElse(null) instanceof ArrayType) {
        arrays.add(
            type
                + " d"
                + name.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + name.substring(1));
      } else if (isActive) {
        numbers.add(type + " " + name);
      }
    }
    parameters.add(TypeReader.name(method.getReturnType()) + " seed");
    arrays.forEach(parameters::add);
    String result =
        switch (numbers.size()) {
          case 0 -> "void";
          case 1 -> numbers.get(0).substring(0, numbers.get(0).indexOf(' '));
          default -> "a record(" + String.join(", ", numbers) + ")";
        };
    return "static " + result + " " + rule.getSimpleName() + parameters;
  }

  private static String nameOf(ExecutableElement rule) {
    return rule.getEnclosingElement().getSimpleName() + "." + rule.getSimpleName();
  }
}
