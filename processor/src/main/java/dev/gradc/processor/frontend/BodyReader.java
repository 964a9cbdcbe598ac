package dev.gradc.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
   * @param rules those of the user's own
   */
  public BodyReader(
      CompilerAccess compiler,
      SourceSet sources,
      List<StubSource> stubs,
      Predicate<Operator> isDifferentiable,
      DerivativeRules rules) {
    this.nested = new NestedCompilation(compiler, sources, stubs);
    this.trees = nested.trees();
    CompanionReader companions =
        new CompanionReader(nested.elements(), element -> trees.getPath(element) != null, rules);
    RecordMembers records = new RecordMembers(trees, nested.elements(), nested::classFile);
    this.lowering = new MethodLowering(trees, records, isDifferentiable, companions);
  }

  /** The method with all that it reaches; it must have a signature. */
  public Reading read(AnnotatedMethod annotated) {
    TreePath start = path(annotated);
    ExecutableElement method = (ExecutableElement) trees.getElement(start);
    Optional<Reached> local = reach(List.of(method));
    if (local.isEmpty()) {
      return Reading.UNRESOLVED;
    }
    boolean isEndless =
        local.get().methods().values().stream().anyMatch(MethodLowering.Lowered::isEndless);
    if (isEndless && isRejected(annotated)) {
      return Reading.UNRESOLVED;
    }
    Map<String, Method> outside = new LinkedHashMap<>();
    Optional<Reached> further = reachOutside(local.get(), new LinkedHashMap<>());
    if (further.isEmpty()) {
      return Reading.UNRESOLVED;
    }
    further.get().methods().forEach((key, lowered) -> outside.put(key, lowered.method()));
    Map<String, Member> members = new LinkedHashMap<>(further.get().members());
    members.putAll(local.get().members());
    Map<Origin, String> detaches =
        new LinkedHashMap<>(ConstantDetaches.ofRecords(start.getParentPath(), trees));
    local.get().methods().values().forEach(it -> detaches.putAll(it.constantDetaches()));
    return reading(
        annotated, MethodKeys.of(method), local.get().methods(), outside, members, detaches);
  }

  /**
   * What is reached by calls of methods that are compiled in.
   *
   * @param members the other methods that are called, by key
   * @param outside these methods themselves
   */
  private record Reached(
      Map<String, MethodLowering.Lowered> methods,
      Map<String, Member> members,
      List<ExecutableElement> outside) {}

  /** From some methods on; nothing if javac finds an error on the way. */
  private Optional<Reached> reach(List<ExecutableElement> start) {
    Reached reached = new Reached(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
    Deque<ExecutableElement> open = new ArrayDeque<>(start);
    while (!open.isEmpty()) {
      ExecutableElement next = open.remove();
      if (reached.methods().containsKey(MethodKeys.of(next))) {
        continue;
      }
      Optional<MethodLowering.Lowered> lowered = lower(next);
      if (lowered.isEmpty()) {
        return Optional.empty();
      }
      reached.methods().put(MethodKeys.of(next), lowered.get());
      reached.members().putAll(lowered.get().calls().uses());
      for (Calls.Call call : lowered.get().calls().calls()) {
        if (call.member().isEmpty()) {
          open.add(call.method());
        } else if (reached.members().put(MethodKeys.of(call.method()), call.member().get())
            == null) {
          reached.outside().add(call.method());
        }
      }
    }
    return Optional.of(reached);
  }

  /**
   * The methods of other classes that are compiled now, whose bodies tell what they do with arrays.
   * What is wrong in them is said where they stand.
   */
  private Optional<Reached> reachOutside(Reached local, Map<String, Member> seen) {
    Reached all = new Reached(new LinkedHashMap<>(), seen, new ArrayList<>());
    Deque<ExecutableElement> open = new ArrayDeque<>(local.outside());
    while (!open.isEmpty()) {
      ExecutableElement next = open.remove();
      if (trees.getPath(next) == null || all.methods().containsKey(MethodKeys.of(next))) {
        continue;
      }
      Optional<Reached> reached = reach(List.of(next));
      if (reached.isEmpty()) {
        return Optional.empty();
      }
      all.methods().putAll(reached.get().methods());
      all.members().putAll(reached.get().members());
      open.addAll(reached.get().outside());
    }
    return Optional.of(all);
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
      AnnotatedMethod annotated,
      String key,
      Map<String, MethodLowering.Lowered> reached,
      Map<String, Method> outside,
      Map<String, Member> members,
      Map<Origin, String> constantDetaches) {
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
                annotated.signature().orElseThrow(),
                methods.get(key),
                methods,
                outside,
                members,
                constantDetaches)),
        List.of(),
        false);
  }

  @Override
  public void close() {
    nested.close();
  }
}
