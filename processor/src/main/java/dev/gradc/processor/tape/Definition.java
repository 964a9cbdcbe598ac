package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.List;
import java.util.Optional;

/**
 * Where the forward region defines a single variable.
 *
 * @param order position among all definitions of the region
 * @param loops labels of the loops around it, from the outermost
 * @param isInBranch whether a run of the innermost of these loops, or of the region, may not come
 *     here
 * @param isOutermost whether it stands directly in the region's own block, so that it is still in
 *     scope in the backward region
 * @param outermostStatement position of the outermost block's statement that contains it
 */
record Definition(
    Variable variable,
    Statement statement,
    int order,
    List<String> loops,
    boolean isInBranch,
    boolean isOutermost,
    int outermostStatement) {

  Definition {
    loops = List.copyOf(loops);
  }

  /** What may be done again; empty for what a member gave. */
  Optional<Operation> operation() {
    return statement instanceof Statement.Assign assign
        ? Optional.of(assign.operation())
        : Optional.empty();
  }
}
