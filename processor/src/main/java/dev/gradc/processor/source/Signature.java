package dev.gradc.processor.source;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    Origin origin) {

  public Signature {
    classNames = List.copyOf(classNames);
    parameters = List.copyOf(parameters);
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
  public static final int ABI = 2;

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
      results.add(new Member.Result(leaf.type(), leaf.isActive(), accessors.get(i)));
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
