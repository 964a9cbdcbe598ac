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
import dev.gradc.processor.source.DerivativeMember;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.source.Signature;
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
import javax.lang.model.util.Elements;

/** Reads the bodies of annotated methods, and of what they call, in a nested javac. */
public final class BodyReader implements AutoCloseable {

  private final NestedCompilation nested;
  private final Trees trees;
  private final Elements elements;
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
    this.elements = nested.elements();
    CompanionReader companions =
        new CompanionReader(nested.elements(), element -> trees.getPath(element) != null, rules);
    RecordMembers records = new RecordMembers(trees, nested.elements(), nested::classFile);
    this.lowering = new MethodLowering(trees, records, isDifferentiable, companions);
  }

  /** Which generated classes are differentiated through in an annotated method, given its own. */
  public interface Openings {
    Set<String> of(String companion);
  }

  /**
   * The method with all that it reaches; it must have a signature.
   *
   * @param opened generated classes whose calls are differentiated through in it
   * @param others the same for other annotated methods
   */
  public Reading read(AnnotatedMethod annotated, Set<String> opened, Openings others) {
    TreePath start = path(annotated);
    return read(Optional.of(annotated), annotated.signature().orElseThrow(), start, opened, others);
  }

  /**
   * The method that a class is generated for.
   *
   * @param companion that class, of a method that is compiled from source
   */
  public Reading read(String companion, Set<String> opened, Openings others) {
    CompanionSources sources = new CompanionSources(elements);
    ExecutableElement method = sources.find(companion).orElseThrow();
    Optional<Signature> signature = sources.signature(method);
    return signature.isEmpty()
        ? new Reading(Optional.empty(), List.of(), false)
        : read(Optional.empty(), signature.get(), trees.getPath(method), opened, others);
  }

  /** Whether a class is one that is generated for an annotated method. */
  public boolean isCompanion(String companion) {
    return new CompanionSources(elements).find(companion).isPresent();
  }

  /** Whether the method that a class is generated for is compiled from source. */
  public boolean hasSource(String companion) {
    return new CompanionSources(elements)
        .find(companion)
        .filter(method -> trees.getPath(method) != null)
        .isPresent();
  }

  private Reading read(
      Optional<AnnotatedMethod> annotated,
      Signature signature,
      TreePath start,
      Set<String> opened,
      Openings others) {
    ExecutableElement method = (ExecutableElement) trees.getElement(start);
    Optional<Reached> local = reach(List.of(method), opened);
    if (local.isEmpty()) {
      return Reading.UNRESOLVED;
    }
    boolean isEndless =
        local.get().methods().values().stream().anyMatch(MethodLowering.Lowered::isEndless);
    if (isEndless && annotated.isPresent() && isRejected(annotated.get())) {
      return Reading.UNRESOLVED;
    }
    Map<String, Method> outside = new LinkedHashMap<>();
    Optional<Reached> further = reachOutside(local.get(), new LinkedHashMap<>(), others);
    if (further.isEmpty()) {
      return Reading.UNRESOLVED;
    }
    further.get().methods().forEach((key, lowered) -> outside.put(key, lowered.method()));
    Map<String, Member> members = new LinkedHashMap<>(further.get().members());
    members.putAll(local.get().members());
    Map<Origin, String> detaches =
        new LinkedHashMap<>(ConstantDetaches.ofRecords(start.getParentPath(), trees));
    local.get().methods().values().forEach(it -> detaches.putAll(it.constantDetaches()));
    Set<String> hidden = new LinkedHashSet<>(local.get().hidden());
    hidden.addAll(further.get().hidden());
    Map<String, DerivativeMember> derivatives = new LinkedHashMap<>(further.get().derivatives());
    derivatives.putAll(local.get().derivatives());
    Set<Problem> problems = new LinkedHashSet<>();
    Map<String, Method> methods = new LinkedHashMap<>();
    local
        .get()
        .methods()
        .forEach(
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
                signature,
                methods.get(MethodKeys.of(method)),
                methods,
                outside,
                members,
                detaches,
                derivatives,
                hidden,
                Map.of())),
        List.of(),
        false);
  }

  /**
   * What is reached by calls of methods that are compiled in.
   *
   * @param members the other methods that are called, by key
   * @param outside these methods themselves
   * @param derivatives members of generated classes that are differentiated through
   * @param hidden what code of another package could not use
   */
  private record Reached(
      Map<String, MethodLowering.Lowered> methods,
      Map<String, Member> members,
      List<ExecutableElement> outside,
      Map<String, DerivativeMember> derivatives,
      Set<String> hidden) {

    Reached(Map<String, Member> members) {
      this(
          new LinkedHashMap<>(),
          members,
          new ArrayList<>(),
          new LinkedHashMap<>(),
          new LinkedHashSet<>());
    }
  }

  /** From some methods on; nothing if javac finds an error on the way. */
  private Optional<Reached> reach(List<ExecutableElement> start, Set<String> opened) {
    Reached reached = new Reached(new LinkedHashMap<>());
    Deque<ExecutableElement> open = new ArrayDeque<>(start);
    while (!open.isEmpty()) {
      ExecutableElement next = open.remove();
      if (reached.methods().containsKey(MethodKeys.of(next))) {
        continue;
      }
      Optional<MethodLowering.Lowered> lowered = lower(next, opened);
      if (lowered.isEmpty()) {
        return Optional.empty();
      }
      reached.methods().put(MethodKeys.of(next), lowered.get());
      reached.members().putAll(lowered.get().calls().uses());
      reached.derivatives().putAll(lowered.get().calls().derivatives());
      reached.hidden().addAll(lowered.get().calls().hidden());
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
  private Optional<Reached> reachOutside(Reached local, Map<String, Member> seen, Openings others) {
    Reached all = new Reached(seen);
    Deque<ExecutableElement> open = new ArrayDeque<>(local.outside());
    while (!open.isEmpty()) {
      ExecutableElement next = open.remove();
      if (trees.getPath(next) == null || all.methods().containsKey(MethodKeys.of(next))) {
        continue;
      }
      Set<String> opened = others.of(CompanionSources.companionOf(next));
      Optional<Reached> reached = reach(List.of(next), opened);
      if (reached.isEmpty()) {
        return Optional.empty();
      }
      all.methods().putAll(reached.get().methods());
      all.members().putAll(reached.get().members());
      all.derivatives().putAll(reached.get().derivatives());
      all.hidden().addAll(reached.get().hidden());
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
  private Optional<MethodLowering.Lowered> lower(ExecutableElement method, Set<String> opened) {
    TreePath path = trees.getPath(method);
    TreePath body = new TreePath(path, ((MethodTree) path.getLeaf()).getBody());
    // A block has no element: to find that out, javac attributes the class around it.
    trees.getElement(body);
    if (hasError(path)) {
      return Optional.empty();
    }
    MethodLowering.Lowered lowered = lowering.lower(path, method, opened);
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

  @Override
  public void close() {
    nested.close();
  }
}
