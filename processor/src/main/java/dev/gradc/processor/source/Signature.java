package dev.gradc.processor.source;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The outside of an annotated method: enough to generate its API, even where its body could not be
 * compiled.
 *
 * @param packageName empty for the unnamed package
 * @param classNames simple names from the top-level class inwards: {@code [Outer, Inner]}
 * @param methodName of the annotated method
 * @param nestedName simple name of the generated nested class: {@code Focal}
 * @param isPublic whether class (with all that enclose it) and method are public; otherwise the
 *     generated class is package-private
 * @param isRetained the method carries {@code @Retain}
 * @param retained components of the record that is the result which carry {@code @Retain}
 * @param modes the derivatives that are asked for; that of reverse mode is always compiled
 * @param declaration what else the declaration says
 */
public record Signature(
    String packageName,
    List<String> classNames,
    String methodName,
    String nestedName,
    List<Parameter> parameters,
    Type result,
    boolean isPublic,
    boolean isRetained,
    Set<String> retained,
    Set<Mode> modes,
    Declaration declaration,
    Origin origin) {

  public Signature {
    classNames = List.copyOf(classNames);
    parameters = List.copyOf(parameters);
    retained = Set.copyOf(retained);
    Set<Mode> sorted = EnumSet.noneOf(Mode.class);
    sorted.addAll(modes);
    modes = Collections.unmodifiableSet(sorted);
  }

  /** Whether the derivative of a mode is asked for. */
  public boolean asksFor(Mode mode) {
    return modes.contains(mode);
  }

  /** Whether it asks for a mode that takes derivatives along directions. */
  public boolean sweepsForward() {
    return modes.stream().anyMatch(mode -> mode != Mode.REVERSE);
  }

  /**
   * An output: an active component of the record that is the result, or the result itself.
   *
   * @param name of the component; {@code value} for the result itself
   * @param firstLeaf position of the first of its leaves among those of the result
   * @param isRetained what its backward pass reads is retained
   */
  public record Output(String name, Type type, int firstLeaf, boolean isRetained) {}

  /** Whether the outputs are components of the result, each with a handle of its own. */
  public boolean hasComponents() {
    return result instanceof RecordType record && !record.isSealed();
  }

  /** The outputs, in order of declaration. */
  public List<Output> outputs() {
    if (!hasComponents()) {
      return List.of(new Output("value", result, 0, isRetained));
    }
    List<Output> outputs = new ArrayList<>();
    int leaf = 0;
    for (RecordType.Component component : ((RecordType) result).components()) {
      if (!component.detached() && component.type().isDifferentiable()) {
        boolean isKept = isRetained || retained.contains(component.name());
        outputs.add(new Output(component.name(), component.type(), leaf, isKept));
      }
      leaf += Leaf.of(component.type()).size();
    }
    return outputs;
  }

  /** The declaration of the record that is the result, with one component retained, as code. */
  public String retaining(Output output) {
    StringBuilder text = new StringBuilder("record ").append(result.keyword()).append("(");
    String separator = "";
    for (RecordType.Component component : ((RecordType) result).components()) {
      text.append(separator).append(component.name().equals(output.name()) ? "@Retain " : "");
      text.append(simpleName(component.type())).append(" ").append(component.name());
      separator = ", ";
    }
    return text.append(")").toString();
  }

  /**
   * What generated methods have to say too, so that javac takes them.
   *
   * @param thrown checked exceptions
   * @param suppressed names of warnings that the source stands by
   */
  public record Declaration(List<Type> thrown, Set<String> suppressed) {

    /** That of a method which says nothing more. */
    public static final Declaration NONE = new Declaration(List.of(), Set.of());

    public Declaration {
      thrown = List.copyOf(thrown);
      suppressed = Collections.unmodifiableSet(new TreeSet<>(suppressed));
    }
  }

  /** Without its package. */
  private static String simpleName(Type type) {
    return type.keyword().replaceAll("[\\w.]+/", "");
  }

  /** A parameter as written. */
  public record Parameter(String name, Type type, boolean detached) {

    /** Whether the gradient has a part for it. */
    public boolean isActive() {
      return !detached && type.isDifferentiable();
    }
  }

  /** The same with another name for the generated class. */
  public Signature named(String nested) {
    return new Signature(
        packageName,
        classNames,
        methodName,
        nested,
        parameters,
        result,
        isPublic,
        isRetained,
        retained,
        modes,
        declaration,
        origin);
  }

  /** Whether a parameter or the result is a record, or holds some. */
  public boolean hasRecords() {
    return hasRecords(parameters, result);
  }

  /** Whether one of these is a record, or holds some. */
  public static boolean hasRecords(List<Parameter> parameters, Type result) {
    return Leaf.isComposite(result)
        || parameters.stream().anyMatch(parameter -> Leaf.isComposite(parameter.type()));
  }

  /** For each leaf of the parameters the components that lead to it, none for what is no record. */
  public static List<String> componentsOf(List<Parameter> parameters) {
    return parameters.stream().flatMap(it -> componentsOf(it.type()).stream()).toList();
  }

  /** For each leaf of a type the components that lead to it. */
  public static List<String> componentsOf(Type type) {
    return Leaf.of(type).stream().map(leaf -> String.join(".", leaf.path())).toList();
  }

  /** Version of what generated code expects of other generated code, see docs/abi.md. */
  public static final int ABI = 4;

  /** For whom generated code uses a name, where its class cannot be told from another one. */
  public static final String FOR_UNNAMED_CLASS =
      "for your class, which has no package to tell it by";

  /** The method of generated code that evaluates, of which records are taken apart. */
  public static final String PRIMAL = "primal";

  /** The record of generated code that holds several results. */
  public static final String VALUES = "PrimalValues";

  /** The class within that of a method with the pullback for arrays that it has written. */
  public static final String IN_PLACE = "InPlacePullback";

  /**
   * The class with the pullback that callers use.
   *
   * @param generated the class that is generated for the method, with its package
   * @param accessors of the parts of its gradient, empty for those that are not active
   */
  public static Member.Pullback pullback(
      String generated, List<Optional<String>> accessors, Member.Effects effects) {
    boolean isInPlace = !Member.inPlace(effects, i -> accessors.get(i).isPresent()).isEmpty();
    return new Member.Pullback(isInPlace ? generated + "." + IN_PLACE : generated, accessors);
  }

  /** The results of a member, of which a record is taken apart. */
  public static List<Member.Result> results(Type result) {
    List<String> accessors = AccessorNames.ofResult(result);
    List<Leaf> leaves = Leaf.of(result);
    List<Member.Result> results = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      Leaf leaf = leaves.get(i);
      String accessor = leaf.path().isEmpty() ? "" : accessors.get(i);
      results.add(new Member.Result(leaf.type(), leaf.isActive(), accessor));
    }
    return results;
  }

  /**
   * The class of the object in which a member gives several results.
   *
   * @param generated the class that is generated for the member, with its package
   */
  public static Optional<ObjectType> carrier(Type result, String generated) {
    return Leaf.of(result).size() > 1
        ? Optional.of(new ObjectType(generated + "." + VALUES))
        : Optional.empty();
  }

  /** The parameters of a function, in which nothing is a record. */
  public static List<Parameter> parametersOf(Function function) {
    return function.parameters().stream()
        .map(it -> new Parameter(it.variable().name(), it.variable().type(), it.detached()))
        .toList();
  }

  /** Simple name of the companion: {@code LossesGrad}, {@code Outer_InnerGrad}. */
  public String companionName() {
    return companionName(classNames);
  }

  /** The same of a class whose names are given from the top-level class inwards. */
  public static String companionName(List<String> classNames) {
    return String.join("_", classNames) + "Grad";
  }
}
