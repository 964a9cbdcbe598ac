package dev.gradc.processor.source;

import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Type;
import java.util.Collections;
import java.util.List;
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
    Declaration declaration,
    Origin origin) {

  public Signature {
    classNames = List.copyOf(classNames);
    parameters = List.copyOf(parameters);
  }

  /**
   * What generated methods have to say too, so that javac takes them.
   *
   * @param thrown checked exceptions
   * @param suppressed names of warnings that the source stands by
   */
  public record Declaration(List<Type> thrown, Set<String> suppressed) {
    public Declaration {
      thrown = List.copyOf(thrown);
      suppressed = Collections.unmodifiableSet(new TreeSet<>(suppressed));
    }
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
