package dev.gradc.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.ExecutableElement;

/** Reads the bodies of annotated methods, and of what they call, in a nested javac. */
public final class BodyReader implements AutoCloseable {

  private final NestedCompilation nested;
  private final Trees trees;
  private final MethodLowering lowering;

  /**
   * @param stubs the companions that bodies may call
   * @param isDifferentiable which functions of Math have a rule
   */
  public BodyReader(
      CompilerAccess compiler,
      SourceSet sources,
      List<StubSource> stubs,
      Predicate<Operator> isDifferentiable) {
    this.nested = new NestedCompilation(compiler, sources, stubs);
    this.trees = nested.trees();
    this.lowering =
        new MethodLowering(
            trees,
            new RecordMembers(trees, nested.elements(), nested::classFile),
            isDifferentiable);
  }

  /** The method with all that it reaches; it must have a signature. */
  public Reading read(AnnotatedMethod annotated) {
    TreePath start = path(annotated);
    ExecutableElement method = (ExecutableElement) trees.getElement(start);
    Map<String, MethodLowering.Lowered> reached = new LinkedHashMap<>();
    Deque<ExecutableElement> open = new ArrayDeque<>(List.of(method));
    while (!open.isEmpty()) {
      ExecutableElement next = open.remove();
      if (reached.containsKey(MethodKeys.of(next))) {
        continue;
      }
      Optional<MethodLowering.Lowered> lowered = lower(next);
      if (lowered.isEmpty()) {
        return Reading.UNRESOLVED;
      }
      reached.put(MethodKeys.of(next), lowered.get());
      lowered.get().calls().forEach(call -> open.add(call.method()));
    }
    boolean isEndless = reached.values().stream().anyMatch(MethodLowering.Lowered::isEndless);
    return isEndless && isRejected(annotated)
        ? Reading.UNRESOLVED
        : reading(annotated, MethodKeys.of(method), reached);
  }

  /**
   * Whether javac itself rejects the file of a method, be it for its flow of control: what the
   * method calls stands in it too.
   */
  public boolean isRejected(AnnotatedMethod annotated) {
    nested.analyze();
    return nested.hasErrorIn(nested.unit(annotated.sourceFile()), 0, Long.MAX_VALUE);
  }

  /** Whether classes that the user's javac knows were not found, so that errors may be ours. */
  public boolean lacksTypes() {
    return nested.lacksTypes();
  }

  private TreePath path(AnnotatedMethod annotated) {
    CompilationUnitTree unit = nested.unit(annotated.sourceFile());
    SourcePositions positions = trees.getSourcePositions();
    TreePath[] found = new TreePath[1];
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree node, Void nothing) {
        if (positions.getStartPosition(unit, node) == annotated.origin().start()
            && positions.getEndPosition(unit, node) == annotated.origin().end()) {
          found[0] = getCurrentPath();
        }
        return super.visitMethod(node, null);
      }
    }.scan(unit, null);
    return found[0];
  }

  /** A method of the same top-level class; nothing if javac finds an error in it. */
  private Optional<MethodLowering.Lowered> lower(ExecutableElement method) {
    TreePath path = trees.getPath(method);
    TreePath body = new TreePath(path, ((MethodTree) path.getLeaf()).getBody());
    // A block has no element: to find that out, javac attributes the class around it.
    trees.getElement(body);
    if (hasError(path)) {
      return Optional.empty();
    }
    MethodLowering.Lowered lowered = lowering.lower(path, method);
    boolean isUnresolved = lowered.isUnresolved() && lowered.problems().isEmpty();
    return isUnresolved || hasError(path) ? Optional.empty() : Optional.of(lowered);
  }

  private boolean hasError(TreePath path) {
    CompilationUnitTree unit = path.getCompilationUnit();
    SourcePositions positions = trees.getSourcePositions();
    return nested.hasErrorIn(
        unit,
        positions.getStartPosition(unit, path.getLeaf()),
        positions.getEndPosition(unit, path.getLeaf()));
  }

  private static Reading reading(
      AnnotatedMethod annotated, String key, Map<String, MethodLowering.Lowered> reached) {
    Set<Problem> problems = new LinkedHashSet<>();
    Map<String, Method> methods = new LinkedHashMap<>();
    reached.forEach(
        (name, lowered) -> {
          problems.addAll(lowered.problems());
          methods.put(name, lowered.method());
        });
    if (!problems.isEmpty()) {
      return new Reading(Optional.empty(), List.copyOf(problems), false);
    }
    return new Reading(
        Optional.of(
            new DifferentiableMethod(
                annotated.signature().orElseThrow(), methods.get(key), methods)),
        List.of(),
        false);
  }

  @Override
  public void close() {
    nested.close();
  }
}
