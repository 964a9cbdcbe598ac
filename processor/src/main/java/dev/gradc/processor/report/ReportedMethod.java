package dev.gradc.processor.report;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slices;

/**
 * A method with all that the stages have found out about it.
 *
 * @param inlined the method as it is written, with what it calls; it has the user's names
 * @param primal the same, simplified: what was differentiated
 * @param activity of primal
 * @param arrays of primal
 * @param program its tape
 * @param slices of its outputs
 * @param partials which derivatives there are
 */
public record ReportedMethod(
    Signature signature,
    Function inlined,
    Function primal,
    Activity activity,
    ArrayOrigins arrays,
    ReverseProgram program,
    Slices slices,
    Partials partials) {

  /** Whether an operator has a derivative with respect to an argument. */
  public interface Partials {

    /** False where it is structurally zero. */
    boolean flows(Operator operator, int position);
  }

  /** {@code LossesGrad.Focal}, after the package with a dot. */
  public String qualifiedName() {
    String name = signature.companionName() + "." + signature.nestedName();
    return signature.packageName().isEmpty() ? name : signature.packageName() + "." + name;
  }

  /** {@code Losses.focal}, as messages name it. */
  public String methodName() {
    return String.join(".", signature.classNames()) + "." + signature.methodName();
  }
}
