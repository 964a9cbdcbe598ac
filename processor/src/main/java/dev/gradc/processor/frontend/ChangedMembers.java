package dev.gradc.processor.frontend;

import dev.gradc.processor.source.Reliance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Finds members of classes that are compiled now which are no longer what the generated code of
 * others takes them for. A member that is gone is none of them where the machine finds that out, or
 * what {@code dev.gradc.OtherClasses} looks at.
 */
public final class ChangedMembers {

  private static final String CALLS_DERIVATIVE = "calls its derivative";
  private static final String IS_CONSTANT = "has it as a constant";

  private final VisibleClasses classes;
  private final RecordMembers records;
  private final Resolution resolution;
  private final Function<String, List<String>> effects;
  private final Map<String, ExecutableElement> rules;
  private final Function<Reliance, Optional<String>> bodies;

  /**
   * @param module the folder of the module of those who rely on them: {@link ModuleFolders}
   * @param effects of methods that are compiled now, by the class that is generated for each
   * @param rules that are compiled now, by what they are for
   * @param bodies the fingerprint that the body of a rule has now
   */
  public ChangedMembers(
      CompilerAccess compiler,
      String module,
      Function<String, List<String>> effects,
      Map<String, ExecutableElement> rules,
      Function<Reliance, Optional<String>> bodies) {
    Elements elements = compiler.environment().getElementUtils();
    this.classes =
        new VisibleClasses(elements, new ModuleFolders(compiler.environment()).module(module));
    this.resolution = new Resolution(elements);
    // What is compiled now is there in source.
    this.records = new RecordMembers(compiler.trees(), elements, name -> Optional.empty());
    this.effects = effects;
    this.rules = rules;
    this.bodies = bodies;
  }

  /**
   * What has changed.
   *
   * @param place the member, or the class that it has left
   * @param now what the member is now
   * @param before what generated code that was made before has of it
   */
  public record Change(Element place, String now, String before) {

    /** The top-level class that it stands in. */
    public String owner() {
      return MethodKeys.topLevel(place).getQualifiedName().toString();
    }
  }

  /**
   * What stands for the same after this compilation: classes that are compiled may have other
   * superclasses now.
   */
  public static List<Reliance> again(CompilerAccess compiler, Reliance reliance) {
    return Reliances.again(compiler.environment().getElementUtils(), reliance);
  }

  /** Whether a member is no longer what it was taken for. */
  public Optional<Change> find(Reliance reliance) {
    if (reliance.kind() == Reliance.Kind.NO_RULE) {
      ExecutableElement rule = asItIsNow(rules.get(reliance.value()));
      String text = "'" + MethodKeys.of(rule) + "' is a rule for '" + reliance.member() + "' now";
      return Optional.of(new Change(rule, text, "does without one"));
    }
    TypeElement owner = classes.find(reliance.owner());
    if (owner == null) {
      return Optional.empty();
    }
    Optional<ExecutableElement> method = MethodKeys.find(owner, reliance.member());
    String name = "'" + reliance.member() + "'";
    return switch (reliance.kind()) {
      case CALL -> call(reliance, owner, method, name);
      case EFFECTS -> method.flatMap(it -> effects(reliance, it, name));
      case CONSTRUCTOR ->
          method
              .filter(it -> !records.isPlain(it))
              .map(
                  it ->
                      new Change(
                          it,
                          "the constructor of '"
                              + it.getEnclosingElement()
                              + "' computes something now",
                          "takes its arguments for the components"));
      case ACCESSOR ->
          method
              .filter(it -> !isAccessor(reliance, it))
              .map(it -> new Change(it, name + " computes something now", "reads its component"));
      case INHERITED -> resolved(reliance, owner, "has '" + reliance.value() + "' in its place");
      case RESOLVED -> resolved(reliance, owner, "takes that for '" + reliance.value() + "'");
      case FIELD ->
          field(owner, reliance.member())
              .filter(it -> !it.getModifiers().contains(Modifier.FINAL))
              .map(it -> new Change(it, name + " is no longer final", "takes it for a constant"));
      case RULE ->
          method.isPresent()
              ? rule(reliance, method.get(), name)
              : Optional.of(new Change(owner, "there is no " + name + " any more", "calls it"));
      case NO_RULE -> Optional.empty();
      case BODY -> body(reliance, method.map(Element.class::cast).orElse(owner), name);
    };
  }

  /** Elements of an earlier round have no place any more. */
  private ExecutableElement asItIsNow(ExecutableElement method) {
    String owner = MethodKeys.topLevel(method).getQualifiedName().toString();
    return Optional.ofNullable(classes.find(owner))
        .flatMap(it -> MethodKeys.find(it, MethodKeys.of(method)))
        .orElse(method);
  }

  /** The name is looked up anew, in the class as it is now. */
  private Optional<Change> resolved(Reliance reliance, TypeElement owner, String before) {
    TypeElement type = classes.find(MethodKeys.type(reliance.member()));
    if (type == null || resolution.keys(type, reliance.member()).equals(reliance.value())) {
      return Optional.empty();
    }
    List<Element> found = resolution.find(type, reliance.member());
    String key = resolution.keys(type, reliance.member());
    String name = "'" + reliance.member() + "'";
    String now;
    if (found.isEmpty()) {
      now = "there is no " + name + " any more";
    } else if (key.equals(reliance.member())) {
      now = name + " is a member of its own now";
    } else {
      now = "'" + key + "' is what " + name + " means now";
    }
    Element place =
        found.stream()
            .filter(it -> MethodKeys.topLevel(it).equals(owner))
            .findFirst()
            .orElse(owner);
    return Optional.of(new Change(place, now, before));
  }

  private Optional<Change> call(
      Reliance reliance, TypeElement owner, Optional<ExecutableElement> method, String name) {
    boolean wasDetached = reliance.value().startsWith(Reliance.DETACHED);
    String before = wasDetached ? IS_CONSTANT : CALLS_DERIVATIVE;
    if (method.isEmpty()) {
      // One with other parameters in its place has its generated class, which is looked at.
      return isInPlace(reliance)
          ? Optional.empty()
          : Optional.of(new Change(owner, "there is no " + name + " any more", before));
    }
    String now = Reliances.ofCall(method.get()).map(Reliance::value).orElse("");
    boolean isDetached = now.startsWith(Reliance.DETACHED);
    boolean isDifferentiable = now.contains(Reliance.DIFFERENTIABLE);
    boolean isTheSame =
        now.equals(reliance.value())
            // A constant in either case.
            || (isDetached && reliance.value().equals(Reliance.DETACHED));
    String change;
    if (isTheSame) {
      return Optional.empty();
    } else if (wasDetached && !isDetached) {
      change = isDifferentiable ? " is @Differentiable now" : " is no longer @Detach";
    } else if (!isDifferentiable) {
      change = " is no longer @Differentiable";
    } else {
      change =
          isDetached && !wasDetached
              ? " is @Detach now"
              : " has a generated class of another name now";
    }
    return Optional.of(new Change(method.get(), name + change, before));
  }

  private boolean isInPlace(Reliance reliance) {
    return reliance.value().startsWith(Reliance.DIFFERENTIABLE)
        && new CompanionSources(classes)
            .find(reliance.value().substring(Reliance.DIFFERENTIABLE.length()))
            .filter(it -> Annotations.find(it, Annotations.DETACH).isEmpty())
            .isPresent();
  }

  private Optional<Change> effects(Reliance reliance, ExecutableElement method, String name) {
    List<String> more = new ArrayList<>(effects.apply(reliance.companion()));
    more.removeAll(reliance.effects());
    String text = name + " does more than it did (" + String.join(", ", more) + ")";
    return more.isEmpty()
        ? Optional.empty()
        : Optional.of(new Change(method, text, "relies on what it did"));
  }

  private boolean isAccessor(Reliance reliance, ExecutableElement method) {
    return records.isPlain(method)
        || (reliance.value().equals(Reliance.COPIED) && records.isCopying(method));
  }

  private static Optional<VariableElement> field(TypeElement type, String name) {
    Optional<VariableElement> own =
        ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
            .filter(it -> name.equals(type.getQualifiedName() + "." + it.getSimpleName()))
            .findFirst();
    return own.or(
        () ->
            ElementFilter.typesIn(type.getEnclosedElements()).stream()
                .flatMap(nested -> field(nested, name).stream())
                .findFirst());
  }

  private static Optional<Change> rule(Reliance reliance, ExecutableElement rule, String name) {
    if (Annotations.find(rule, Annotations.DERIVATIVE_OF).isEmpty()) {
      return Optional.of(new Change(rule, name + " is no longer a rule", "calls it as one"));
    }
    return Reliances.ofRule(rule).value().equals(reliance.value())
        ? Optional.empty()
        : Optional.of(new Change(rule, name + " is another rule now", "calls it as it was"));
  }

  private Optional<Change> body(Reliance reliance, Element place, String name) {
    return bodies.apply(reliance).filter(reliance.value()::equals).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Change(place, "the body of " + name + " has changed", "has the old one in it"));
  }
}
