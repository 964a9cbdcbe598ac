package dev.gradc.processor.frontend;

import com.sun.source.util.TreePath;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
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
import javax.lang.model.util.Types;

/** Reads derivative rules of the user's own, and says what is wrong with them. */
public final class RuleReader {

  private static final String NOTHING =
      "there is nothing to differentiate: it does not take numbers and give numbers";

  private final CompilerAccess compiler;

  public RuleReader(CompilerAccess compiler) {
    this.compiler = compiler;
  }

  /** What to do about a record. */
  static final String FOR_COMPONENTS =
      "write the rule for a method that takes the components, and call that";

  /** What is wrong with a record, or an array of them. */
  static String isTakenApart(String type) {
    return "'" + type + "' is taken apart, and rules are told no parts";
  }

  /** A rule, or what is wrong with it. */
  public record Read(Optional<DerivativeRule> rule, List<Problem> problems) {}

  public static boolean isRule(ExecutableElement method) {
    return Annotations.find(method, Annotations.DERIVATIVE_OF).isPresent();
  }

  /**
   * Whether a method that carries {@code @DerivativeOf} cannot be read yet: what it is for, or what
   * it takes or gives, may be a class that another processor generates.
   */
  public static boolean isUnresolved(ExecutableElement rule) {
    AnnotationMirror annotation = Annotations.find(rule, Annotations.DERIVATIVE_OF).orElseThrow();
    Object value = Annotations.value(annotation, "type").orElseThrow().getValue();
    return !(value instanceof TypeMirror type)
        || type.getKind() == TypeKind.ERROR
        || UnresolvedTypes.areIn(rule);
  }

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
    boolean isForward = mode(annotation).equals("FORWARD");
    Object value = Annotations.value(annotation, "type").orElseThrow().getValue();
    // A class that is not there has neither type nor element: javac says so.
    if (!(value instanceof TypeMirror type) || type.getKind() == TypeKind.ERROR) {
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
        candidates.stream().filter(it -> takes(rule, RuleSignature.primals(it))).findFirst();
    if (method.isEmpty()) {
      String text = missing(rule, candidates, isForward);
      Problem problem = Problem.of(DiagnosticCode.UNUSED_RULE, origin, nameOf(rule), target, text);
      return new Read(Optional.empty(), List.of(problem));
    }
    return read(rule, method.get(), isForward, target, origin);
  }

  /** The mode that is written, that for reverse mode if there is none. */
  private static String mode(AnnotationMirror annotation) {
    return Annotations.value(annotation, "mode")
        .map(value -> value.getValue() instanceof VariableElement it ? it.getSimpleName() : "")
        .map(Object::toString)
        .orElse("REVERSE");
  }

  private static String missing(
      ExecutableElement rule, List<ExecutableElement> candidates, boolean isForward) {
    if (candidates.isEmpty()) {
      return "there is no such method";
    }
    StringJoiner expected = new StringJoiner("; or ");
    expected.setEmptyValue(NOTHING);
    candidates.stream()
        .filter(RuleSignature::isPossible)
        .forEach(it -> expected.add(RuleSignature.expected(rule, it, List.of(), isForward)));
    return expected.toString();
  }

  private Read read(
      ExecutableElement rule,
      ExecutableElement method,
      boolean isForward,
      String target,
      Origin origin) {
    List<TypeMirror> primals = RuleSignature.primals(method);
    List<VariableElement> active = new ArrayList<>();
    for (VariableElement parameter : rule.getParameters().subList(0, primals.size())) {
      boolean isActive =
          TypeReader.readDeclared(parameter.asType()).filter(Type::isDifferentiable).isPresent()
              && Annotations.find(parameter, Annotations.DETACH).isEmpty();
      if (isActive) {
        active.add(parameter);
      }
    }
    Optional<Fault> fault = fault(rule, method, primals, active, isForward, origin);
    if (fault.isPresent()) {
      Problem problem =
          Problem.of(
              DiagnosticCode.RULE_SIGNATURE,
              origin,
              nameOf(rule),
              target,
              fault.get().reason(),
              fault.get().cure());
      return new Read(Optional.empty(), List.of(problem));
    }
    String packageName = RecordReader.packageOf(rule);
    boolean isPublic = ObjectTypes.hidden(rule, "").isEmpty();
    String key = MethodKeys.of(method);
    return new Read(
        Optional.of(
            new DerivativeRule(
                isForward ? DerivativeRule.forward(key) : key,
                nameOf(rule),
                packageName,
                isPublic,
                isForward ? Optional.empty() : Optional.of(pullback(rule, primals.size(), active)),
                isForward ? Optional.of(pushforward(rule, active)) : Optional.empty(),
                origin)),
        List.of());
  }

  private static List<Type> parameters(ExecutableElement rule, int count) {
    return rule.getParameters().subList(0, count).stream()
        .map(Element::asType)
        .map(type -> TypeReader.read(type).orElseGet(() -> ParameterTypes.ofObject(type)))
        .toList();
  }

  private static Member.Pushforward pushforward(
      ExecutableElement rule, List<VariableElement> active) {
    Set<Integer> positions = new TreeSet<>();
    active.forEach(it -> positions.add(rule.getParameters().indexOf(it)));
    return new Member.Pushforward(
        ObjectTypes.className((TypeElement) rule.getEnclosingElement()),
        rule.getSimpleName().toString(),
        Optional.of(new Member.ForwardRule(MethodKeys.of(rule), positions)),
        Optional.empty());
  }

  private static Member.Pullback pullback(
      ExecutableElement rule, int primals, List<VariableElement> active) {
    TypeElement owner = (TypeElement) rule.getEnclosingElement();
    Optional<Type> result = result(rule);
    List<Optional<String>> accessors =
        accessors(rule.getParameters().subList(0, primals), active, rule.getReturnType());
    return new Member.Pullback(
        ObjectTypes.className(owner),
        accessors,
        Optional.of(
            new Member.RuleMethod(
                MethodKeys.of(rule),
                rule.getSimpleName().toString(),
                parameters(rule, primals),
                result)));
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

  /** Why a rule does not fit, and what to do about it. */
  private record Fault(String reason, String cure) {}

  private Optional<Fault> fault(
      ExecutableElement rule,
      ExecutableElement method,
      List<TypeMirror> primals,
      List<VariableElement> active,
      boolean isForward,
      Origin origin) {
    String owner = MethodKeys.typeName(method.getEnclosingElement().asType());
    if (owner.equals("java.lang.Math") || owner.equals("java.lang.StrictMath")) {
      return Optional.of(new Fault("gradc has its own rules for " + owner, "leave it out"));
    }
    for (TypeMirror primal : primals) {
      if (TypeReader.readDeclared(primal).filter(Leaf::isComposite).isPresent()) {
        return Optional.of(new Fault(isTakenApart(MethodKeys.typeName(primal)), FOR_COMPONENTS));
      }
    }
    boolean saysNothingFlows = active.isEmpty() && RuleSignature.isOfTensors(method);
    if (!RuleSignature.isPossible(method) && !saysNothingFlows) {
      return Optional.of(new Fault(NOTHING, "leave it out"));
    }
    if (active.isEmpty() && !saysNothingFlows) {
      return Optional.of(
          new Fault(
              "all of its parameters are constants",
              "leave out one @Detach at least, or the rule"));
    }
    String cure = "write: " + RuleSignature.expected(rule, method, active, isForward);
    if (!rule.getModifiers().contains(Modifier.STATIC)
        || rule.getModifiers().contains(Modifier.PRIVATE)
        || !rule.getTypeParameters().isEmpty()) {
      return Optional.of(
          new Fault("a rule is static, not private, and has no type parameters", cure));
    }
    List<String> expected = new ArrayList<>();
    primals.forEach(primal -> expected.add(MethodKeys.typeName(primal)));
    String mode = mode(Annotations.find(rule, Annotations.DERIVATIVE_OF).orElseThrow());
    if (!mode.equals("REVERSE") && !mode.equals("FORWARD")) {
      return Optional.of(
          new Fault("a rule is for the mode REVERSE or FORWARD", "leave out mode, or " + cure));
    }
    if (!isForward) {
      expected.add(MethodKeys.typeName(method.getReturnType()));
    }
    active.stream()
        .filter(it -> isForward || it.asType().getKind() == TypeKind.ARRAY)
        .forEach(it -> expected.add(MethodKeys.typeName(it.asType())));
    List<String> found =
        rule.getParameters().stream().map(it -> MethodKeys.typeName(it.asType())).toList();
    if (!found.equals(expected) || !canBeGiven(rule, primals)) {
      return Optional.of(new Fault("its parameters are other ones", cure));
    }
    boolean fits =
        isForward
            ? MethodKeys.typeName(rule.getReturnType())
                .equals(MethodKeys.typeName(method.getReturnType()))
            : fits(rule.getReturnType(), numbers(active), origin.line() > 0);
    return fits ? Optional.empty() : Optional.of(new Fault("its result is another one", cure));
  }

  /** Whether it takes all that the method takes: a {@code List<?>} for its {@code List<T>}. */
  private boolean canBeGiven(ExecutableElement rule, List<TypeMirror> primals) {
    Types types = compiler.environment().getTypeUtils();
    for (int i = 0; i < primals.size(); i++) {
      if (!types.isSubtype(primals.get(i), rule.getParameters().get(i).asType())) {
        return false;
      }
    }
    return true;
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

  private static String nameOf(ExecutableElement rule) {
    return rule.getEnclosingElement().getSimpleName() + "." + rule.getSimpleName();
  }
}
