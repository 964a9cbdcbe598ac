package dev.gradc.processor.source;

import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
    Origin origin) {

  public Signature {
    classNames = List.copyOf(classNames);
    parameters = List.copyOf(parameters);
    retained = Set.copyOf(retained);
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
      text.append(component.type().keyword()).append(" ").append(component.name());
      separator = ", ";
    }
    return text.append(")").toString();
  }

  /** A parameter as written. */
  public record Parameter(String name, Type type, boolean detached) {

    /** Whether the gradient has a part for it. */
    public boolean isActive() {
      return !detached && type.isDifferentiable();
    }
  }

  /** Version of what generated code expects of other generated code, see docs/abi.md. */
  public static final int ABI = 1;

  /** Simple name of the companion: {@code LossesGrad}, {@code Outer_InnerGrad}. */
  public String companionName() {
    return companionName(classNames);
  }

  /** The same of a class whose names are given from the top-level class inwards. */
  public static String companionName(List<String> classNames) {
    return String.join("_", classNames) + "Grad";
  }
}
