package dev.gradc.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.source.DerivativeMember;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Fingerprints;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.source.Reliance;
import dev.gradc.processor.source.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Reads the bodies of annotated methods, and of what they call, in a nested javac. */
public final class BodyReader implements AutoCloseable {

  private final CompilerAccess compiler;
  private final NestedCompilation nested;
  private final Trees trees;
  private final Elements elements;
  private final CompanionReader companions;
  private final ReachedBodies bodies;

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
    this.compiler = compiler;
    this.nested = new NestedCompilation(compiler, sources, stubs);
    this.trees = nested.trees();
    this.elements = nested.elements();
    this.companions =
        new CompanionReader(nested.elements(), element -> trees.getPath(element) != null, rules);
    RecordMembers records = new RecordMembers(trees, nested.elements(), nested::classFile);
    this.bodies =
        new ReachedBodies(nested, new MethodLowering(trees, records, isDifferentiable, companions));
  }

  /**
   * Methods of one class, with the heads of those read that mention generated classes: these are
   * not there in the user's javac, and here by their stubs.
   */
  public List<AnnotatedMethod> withHeads(List<AnnotatedMethod> methods) {
    SignatureReader signatures = new SignatureReader(trees, elements);
    List<AnnotatedMethod> read = new ArrayList<>();
    for (AnnotatedMethod method : methods) {
      AnnotatedMethod here = method;
      if (method.isUnresolved()) {
        ExecutableElement element = (ExecutableElement) trees.getElement(path(method));
        here = signatures.read(element, (TypeElement) element.getEnclosingElement());
      }
      read.add(here.isUnresolved() ? method : here.of(method.sourceFile()));
    }
    return SignatureReader.named(read);
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

  /**
   * The method, with known which of the classes that generated code may name are hidden from it.
   */
  public DifferentiableMethod withClosed(DifferentiableMethod method) {
    OtherModules modules = new OtherModules(compiler, method.signature());
    if (!modules.areAny()) {
      return method;
    }
    Set<String> classes = new LinkedHashSet<>(method.allFingerprints().others().keySet());
    classes.addAll(method.allClassesNamed());
    classes.removeIf(modules::isVisible);
    return method.withClosed(classes);
  }

  private Reading read(
      Optional<AnnotatedMethod> annotated,
      Signature signature,
      TreePath start,
      Set<String> opened,
      Openings others) {
    ExecutableElement method = (ExecutableElement) trees.getElement(start);
    Optional<ReachedBodies.Reached> local = bodies.reach(List.of(method), opened);
    if (local.isEmpty()) {
      return Reading.UNRESOLVED;
    }
    boolean isEndless =
        local.get().methods().values().stream().anyMatch(MethodLowering.Lowered::isEndless);
    if (isEndless && annotated.isPresent() && isRejected(annotated.get())) {
      return Reading.UNRESOLVED;
    }
    Map<String, Method> outside = new LinkedHashMap<>();
    Optional<ReachedBodies.Reached> further =
        bodies.reachOutside(local.get(), new LinkedHashMap<>(), others);
    if (further.isEmpty()) {
      return Reading.UNRESOLVED;
    }
    // Of a method whose derivatives are differentiated through nobody knows here in which mode.
    boolean areForwardWanted = annotated.isEmpty() || signature.sweepsForward();
    ReachedBodies.Reached rules =
        bodies.reachRules(local.get(), further.get(), areForwardWanted, others);
    rules.methods().forEach((key, lowered) -> outside.put(key, lowered.method()));
    further.get().methods().forEach((key, lowered) -> outside.put(key, lowered.method()));
    Map<String, Member> members = new LinkedHashMap<>(rules.members());
    members.putAll(further.get().members());
    members.putAll(local.get().members());
    Map<Origin, String> detaches =
        new LinkedHashMap<>(ConstantDetaches.ofRecords(start.getParentPath(), trees));
    local.get().methods().values().forEach(it -> detaches.putAll(it.constantDetaches()));
    Set<String> hidden = new LinkedHashSet<>(local.get().hidden());
    hidden.addAll(further.get().hidden());
    hidden.addAll(rules.hidden());
    Map<String, DerivativeMember> derivatives = new LinkedHashMap<>(rules.derivatives());
    derivatives.putAll(further.get().derivatives());
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
                fingerprints(local.get(), further.get(), rules),
                Map.of(),
                Set.of())),
        List.of(),
        false);
  }

  private static Fingerprints fingerprints(
      ReachedBodies.Reached local, ReachedBodies.Reached called, ReachedBodies.Reached rules) {
    Map<String, Fingerprints.Other> others = new LinkedHashMap<>(called.fingerprints());
    others.putAll(rules.fingerprints());
    Set<Reliance> further = new LinkedHashSet<>(called.reliances());
    further.addAll(rules.reliances());
    return new Fingerprints(local.fingerprint(), others, local.reliances(), further);
  }

  /**
   * The fingerprint that the body of a rule, or of a differentiable method, is noted by.
   *
   * @param owner the top-level class around it
   * @param key of the method
   * @return nothing if there is none that can be compiled in
   */
  public Optional<String> fingerprint(String owner, String key, Openings others) {
    return Optional.ofNullable(elements.getTypeElement(owner))
        .flatMap(type -> MethodKeys.find(type, key))
        .filter(method -> trees.getPath(method) != null)
        .flatMap(method -> bodies.reach(List.of(method), opened(method, others)))
        .filter(ReachedBodies.Reached::isSound)
        .map(it -> it.fingerprint().fingerprint());
  }

  /** Rules are read as if all derivatives in them were constants. */
  private static Set<String> opened(ExecutableElement method, Openings others) {
    return Annotations.find(method, Annotations.DERIVATIVE_OF).isPresent()
        ? Set.of()
        : others.of(CompanionSources.companionOf(method));
  }

  /**
   * Whether javac itself rejects the file of a method, be it for its flow of control: what the
   * method calls stands in it too.
   */
  public boolean isRejected(AnnotatedMethod annotated) {
    nested.analyze();
    return nested.hasErrorIn(nested.unit(annotated.sourceFile()));
  }

  /** What javac says first of the file of a method. */
  public String firstError(AnnotatedMethod annotated) {
    return nested.firstErrorIn(nested.unit(annotated.sourceFile())).orElse("it is of another file");
  }

  /** What is wrong with a method, and all others, where classes are not those of javac. */
  public Optional<Problem> otherClasses(AnnotatedMethod method) {
    Optional<Problem> sameName =
        nested.ofSeveralModules().entrySet().stream()
            .findFirst()
            .map(
                it ->
                    UnnamedClasses.sameName(
                        method.origin(), method.name(), it.getKey(), it.getValue()));
    return sameName.or(
        () ->
            nested
                .differing()
                .map(
                    it ->
                        Problem.of(
                            DiagnosticCode.UNREAD_BODY,
                            method.origin(),
                            method.name(),
                            "the class '" + it + "' is another one here")));
  }

  /** Whether javac has anything to say against the sources. */
  public boolean hasErrors() {
    return nested.hasErrors();
  }

  /** Whether classes that the user's javac knows were not found, so that errors may be ours. */
  public boolean lacksTypes() {
    return nested.lacksTypes();
  }

  /**
   * Whether a class that is not there yet, as another processor may generate it, could take an
   * error away.
   */
  public boolean awaitsClasses() {
    return lacksTypes() || nested.awaitsClasses();
  }

  /** Whether classes that another processor generates are those of an earlier compilation here. */
  public boolean awaitsNewClasses() {
    return nested.areSomeGenerated();
  }

  /** Classes that an earlier compilation of the same place has left, and that are used here. */
  public Set<String> classesInOutput() {
    return nested.typesInOutput(companions.withoutSource());
  }

  /** Classes that were found as class files. */
  public Set<String> classFiles() {
    return nested.typesOutside();
  }

  /** What javac says of bodies, by the address of the file. */
  public Map<String, Set<Problem>> errorsInBodies() {
    return nested.errorsInBodies();
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

  @Override
  public void close() {
    nested.close();
  }
}
