package dev.gradc.processor;

import dev.gradc.processor.backend.CompanionWriter;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.frontend.AnnotatedMethod;
import dev.gradc.processor.frontend.BodyReader;
import dev.gradc.processor.frontend.CompilerAccess;
import dev.gradc.processor.frontend.DerivativeRule;
import dev.gradc.processor.frontend.DerivativeRules;
import dev.gradc.processor.frontend.ImplicitSources;
import dev.gradc.processor.frontend.ModuleImports;
import dev.gradc.processor.frontend.ProblemPrinter;
import dev.gradc.processor.frontend.RuleReader;
import dev.gradc.processor.frontend.SignatureReader;
import dev.gradc.processor.frontend.SourceSet;
import dev.gradc.processor.frontend.StubSource;
import dev.gradc.processor.frontend.TapeUseReader;
import dev.gradc.processor.frontend.UnnamedClasses;
import dev.gradc.processor.frontend.UntoldMethods;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.source.Signature;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * The rounds of one compilation: a class waits until all its annotated methods are resolved, if
 * what their bodies mention may be generated in a later round.
 */
final class CompanionRounds {

  private final CompilerAccess compiler;
  private final Elements elements;
  private final SourceSet sources;
  private final MethodCompiler methods;
  private final CompanionFiles files;
  private final Options options;
  private final Set<String> pending = new LinkedHashSet<>();
  private final DerivativeRules rules;
  private final UseFindings uses;
  private final StaleClasses stale;
  private final UntoldMethods untold;
  private final LateClasses late = new LateClasses();
  private boolean isAnnotated;
  private final Set<Problem> told = new LinkedHashSet<>();

  CompanionRounds(
      CompilerAccess compiler,
      ProcessingEnvironment environment,
      Options options,
      Pipeline.Observer observer) {
    this.compiler = compiler;
    this.elements = environment.getElementUtils();
    this.sources = new SourceSet(compiler);
    this.rules = new DerivativeRules(compiler);
    this.methods = new MethodCompiler(new Pipeline(options, observer), options);
    this.files = new CompanionFiles(environment, sources, new ProblemPrinter(compiler), options);
    this.options = options;
    this.uses = new UseFindings(options);
    this.stale = new StaleClasses(compiler, environment);
    this.untold = new UntoldMethods(compiler);
  }

  /** Names of classes whose rules are for what is not there yet, and rules that were read. */
  private final Set<String> waitingRules = new LinkedHashSet<>();

  private final Set<String> readRules = new HashSet<>();

  /** A class that waits, as it looks in this round. */
  private record Waiting(String name, TypeElement type, List<AnnotatedMethod> methods) {

    long unresolvedHeads() {
      return methods.stream().filter(AnnotatedMethod::isUnresolved).count();
    }

    List<Signature> signatures() {
      return methods.stream().flatMap(method -> method.signature().stream()).toList();
    }
  }

  /**
   * A round.
   *
   * @param isAnnotated whether there are annotations of ours in it: as long as there are none,
   *     there is nothing to compile
   */
  void run(RoundEnvironment round, boolean isAnnotated) {
    this.isAnnotated |= isAnnotated;
    stale.add(round.getRootElements());
    findLate(round);
    if (this.isAnnotated) {
      sources.add(round.getRootElements());
      addAnnotated(round);
      boolean isRead = readRules(round);
      // What is compiled without a rule stays without it.
      if (isRead || round.processingOver()) {
        compile(round);
      }
    }
    if (round.processingOver()) {
      findImplicit();
      findUses();
      if (!round.errorRaised()) {
        findStale();
      }
    }
  }

  private void findLate(RoundEnvironment round) {
    ProblemPrinter printer = new ProblemPrinter(compiler);
    late.find(round.getRootElements(), files.written())
        .forEach(found -> printer.print(found.problem(), found.place()));
  }

  /** Whether there is anything that no processor runs for; it is said once. */
  private boolean findImplicit() {
    ProblemPrinter printer = new ProblemPrinter(compiler);
    Map<ExecutableElement, Problem> found = new ImplicitSources(compiler, sources).problems();
    found.forEach(
        (method, problem) -> {
          if (told.add(problem)) {
            printer.print(problem, method);
          }
        });
    return !found.isEmpty();
  }

  /** By now all that is compiled is known. */
  private void findStale() {
    ProblemPrinter printer = new ProblemPrinter(compiler);
    try {
      Optional<Supplier<OpenedBodies>> reader =
          isAnnotated ? Optional.of(() -> methods.opened(reader(List.of()))) : Optional.empty();
      stale.addImplicit(sources.implicit());
      List<StaleClasses.Found> found = stale.find(reader);
      found.forEach(it -> printer.print(it.problem(), it.place()));
      if (found.isEmpty()) {
        stale.remember().forEach(printer::print);
      }
    } catch (RuntimeException | StackOverflowError | AssertionError failure) {
      printer.print(StaleClasses.internalError(failure));
    }
  }

  /** By now all companions are among the sources. */
  private void findUses() {
    if (!uses.isWanted()) {
      return;
    }
    ProblemPrinter printer = new ProblemPrinter(compiler);
    try {
      DeepStack.call(() -> uses.find(new TapeUseReader(compiler, sources)))
          .forEach(found -> printer.print(found.problem(), sources, found.file()));
    } catch (RuntimeException | StackOverflowError | AssertionError failure) {
      printer.print(UseFindings.internalError(failure));
    }
  }

  private void compile(RoundEnvironment round) {
    List<Waiting> found = waiting();
    if (found.isEmpty()) {
      return;
    }
    List<Waiting> classes = withHeads(found);
    try (BodyReader bodies = reader(classes)) {
      OpenedBodies opened = methods.opened(bodies);
      for (Waiting waiting : classes) {
        if (waiting.methods().stream().anyMatch(it -> bodies.otherClasses(it).isPresent())) {
          refuse(waiting, it -> bodies.otherClasses(it).orElseThrow());
        } else {
          compile(waiting, opened, round.processingOver());
        }
      }
    } catch (RuntimeException | StackOverflowError | AssertionError failure) {
      classes.forEach(waiting -> giveUp(waiting, failure));
    }
  }

  private BodyReader reader(List<Waiting> classes) {
    List<StubSource> stubs = stubs(classes);
    // What javac has parsed with a stack of its own is parsed once more.
    return DeepStack.call(
        () -> new BodyReader(compiler, sources, stubs, MethodCompiler.DIFFERENTIABLE, rules));
  }

  /**
   * Heads may mention companions of this very run, which nobody generates before they are read.
   * Each time some more are read there are more companions that others may mention.
   */
  private List<Waiting> withHeads(List<Waiting> classes) {
    List<Waiting> read = classes;
    long before;
    long unresolved = read.stream().mapToLong(Waiting::unresolvedHeads).sum();
    do {
      before = unresolved;
      if (unresolved > 0) {
        read = withHeadsOnce(read);
        unresolved = read.stream().mapToLong(Waiting::unresolvedHeads).sum();
      }
    } while (unresolved < before);
    return read;
  }

  private List<Waiting> withHeadsOnce(List<Waiting> classes) {
    try (BodyReader bodies = reader(classes)) {
      return DeepStack.call(
          () ->
              classes.stream()
                  .map(it -> new Waiting(it.name(), it.type(), bodies.withHeads(it.methods())))
                  .toList());
    } catch (RuntimeException | StackOverflowError | AssertionError failure) {
      // They stay as they are; what is wrong is said of the bodies.
      return classes;
    }
  }

  /** The last resort, where not even the bodies could be looked at. */
  private void giveUp(Waiting waiting, Throwable failure) {
    refuse(waiting, it -> MethodCompiler.internalError(it, failure));
  }

  private void refuse(Waiting waiting, Function<AnnotatedMethod, Problem> problem) {
    if (pending.remove(waiting.name())) {
      List<CompiledMethod> refused = new ArrayList<>();
      for (AnnotatedMethod method : waiting.methods()) {
        refused.add(CompiledMethod.refused(method, List.of(problem.apply(method))));
      }
      files.write(waiting.type(), refused);
    }
  }

  private void addAnnotated(RoundEnvironment round) {
    UnnamedClasses unnamed = new UnnamedClasses(compiler, sources);
    for (ExecutableElement method : annotated(round, "dev.gradc.Differentiable")) {
      Optional<Problem> problem = unnamed.problem(method);
      if (problem.isPresent()) {
        new ProblemPrinter(compiler).print(problem.get(), method);
      } else {
        TypeElement type = (TypeElement) method.getEnclosingElement();
        pending.add(type.getQualifiedName().toString());
      }
    }
  }

  /** Whether none is left that waits for a class. */
  private boolean readRules(RoundEnvironment round) {
    ProblemPrinter printer = new ProblemPrinter(compiler);
    Map<ExecutableElement, DerivativeRule> forward = new LinkedHashMap<>();
    Set<ExecutableElement> methods = waitingRules();
    methods.addAll(annotated(round, "dev.gradc.DerivativeOf"));
    for (ExecutableElement method : methods) {
      if (RuleReader.isUnresolved(method)) {
        // In the end javac says so.
        TypeElement type = (TypeElement) method.getEnclosingElement();
        waitingRules.add(type.getQualifiedName().toString());
        continue;
      }
      String module = String.valueOf(elements.getModuleOf(method));
      if (!readRules.add(module + "/" + method.getEnclosingElement() + "." + method)) {
        continue;
      }
      RuleReader.Read read = new RuleReader(compiler).read(method);
      read.problems().forEach(problem -> printer.print(problem, method));
      read.rule()
          .ifPresent(
              rule -> {
                stale.add(rule, method);
                stale
                    .compiledWithout(rule)
                    .ifPresent(user -> printer.print(late(rule, user), method));
                if (rule.isForward()) {
                  forward.put(method, rule);
                }
                add(rule, method.getEnclosingElement())
                    .ifPresent(problem -> printer.print(problem, method));
              });
    }
    findLonely(forward, printer);
    return waitingRules.isEmpty();
  }

  private static Problem late(DerivativeRule rule, String user) {
    return Problem.of(DiagnosticCode.LATE_RULE, rule.origin(), rule.text(), user);
  }

  /** Those of classes with some that could not be read; they are looked up anew. */
  private Set<ExecutableElement> waitingRules() {
    Set<ExecutableElement> methods = new LinkedHashSet<>();
    for (String name : waitingRules) {
      // The class of a file without one has no name to be found by.
      Optional.ofNullable(elements.getTypeElement(name)).stream()
          .flatMap(it -> ElementFilter.methodsIn(it.getEnclosedElements()).stream())
          .filter(RuleReader::isRule)
          .forEach(methods::add);
    }
    waitingRules.clear();
    return methods;
  }

  private Optional<Problem> add(DerivativeRule rule, Element type) {
    try {
      return rules
          .add(rule, type)
          .map(
              other ->
                  Problem.of(
                      DiagnosticCode.DUPLICATE_RULE, rule.origin(), rule.text(), other.text()));
    } catch (UncheckedIOException failure) {
      String file = "the file that tells others of the rule '" + rule.text() + "'";
      return Optional.of(UnwrittenFile.problem(file, rule.origin(), failure.getCause()));
    }
  }

  /** A rule for forward mode alone does not make a method differentiable. */
  private void findLonely(Map<ExecutableElement, DerivativeRule> forward, ProblemPrinter printer) {
    forward.forEach(
        (method, rule) -> {
          if (rules.find(rule.reverse()).isEmpty()) {
            printer.print(
                Problem.of(DiagnosticCode.LONELY_RULE, rule.origin(), rule.text(), rule.reverse()),
                method);
          }
        });
  }

  private Set<ExecutableElement> annotated(RoundEnvironment round, String annotation) {
    TypeElement type = elements.getTypeElement(annotation);
    return type == null
        ? Set.of()
        : ElementFilter.methodsIn(new LinkedHashSet<>(round.getElementsAnnotatedWith(type)));
  }

  /** Elements are looked up anew: those of an earlier round may be stale. */
  private List<Waiting> waiting() {
    List<Waiting> classes = new ArrayList<>();
    SignatureReader signatures = new SignatureReader(compiler);
    for (String name : pending) {
      TypeElement type = elements.getTypeElement(name);
      classes.add(new Waiting(name, type, signatures.read(type)));
    }
    return classes;
  }

  private List<StubSource> stubs(List<Waiting> classes) {
    List<StubSource> stubs = new ArrayList<>();
    for (Waiting waiting : classes) {
      List<CompanionWriter.Member> members = new ArrayList<>();
      waiting
          .signatures()
          .forEach(signature -> members.add(CompanionWriter.Member.throwing(signature)));
      if (!members.isEmpty()) {
        String name = CompanionFiles.qualifiedName(members.get(0).signature());
        stubs.add(new StubSource(name, new CompanionWriter(options, false, false).write(members)));
      }
    }
    if (sources.mentions("Tensor")) {
      stubs.addAll(rules.sources("dev.gradc.tensor.rules"));
      rules.sources(LibraryBodies.PACKAGE).stream()
          .filter(stub -> sources.mentions(stub.simpleName()))
          .forEach(stubs::add);
    }
    return stubs;
  }

  private void compile(Waiting waiting, OpenedBodies bodies, boolean isLast) {
    List<CompiledMethod> compiled = new ArrayList<>();
    for (AnnotatedMethod method : waiting.methods()) {
      compiled.add(methods.compile(method, bodies));
    }
    if (isLast
        && compiled.stream().anyMatch(CompiledMethod::isUnresolved)
        && !bodies.bodies().hasErrors()) {
      compiled.replaceAll(CompiledMethod::withReason);
    }
    boolean isUnresolved = compiled.stream().anyMatch(CompiledMethod::isUnresolved);
    BodyReader reader = bodies.bodies();
    if (isLast || !(reader.awaitsNewClasses() || (isUnresolved && reader.awaitsClasses()))) {
      pending.remove(waiting.name());
      if (findImplicit()) {
        // Generated code would mention what nobody generates.
        return;
      }
      late.add(waiting.type(), reader.classFiles());
      if (isLast && isUnresolved && isDeclaredWith(waiting)) {
        bodies.bodies().errorsInBodies().forEach(this::printOnce);
      }
      if (isUnresolved) {
        new ModuleImports(compiler, sources).problems().forEach(this::printOnce);
      }
      files.write(waiting.type(), compiled);
      compiled.stream()
          .filter(CompiledMethod::isUntold)
          .map(CompiledMethod::method)
          .forEach(it -> untold.add(it, unread(it, reader), sources));
      noteLeftClasses(waiting, compiled, reader);
      compiled.forEach(uses::add);
      stale.add(waiting.type(), compiled);
    }
  }

  private static Problem unread(AnnotatedMethod method, BodyReader reader) {
    return Problem.of(
        DiagnosticCode.UNREAD_BODY, method.origin(), method.name(), reader.firstError(method));
  }

  /** An error may be none of the sources that are compiled. */
  private void noteLeftClasses(Waiting waiting, List<CompiledMethod> compiled, BodyReader reader) {
    boolean isRefused =
        compiled.stream()
            .flatMap(it -> it.problems().stream())
            .anyMatch(it -> it.severity() == DiagnosticCode.Severity.ERROR);
    Set<String> left = isRefused ? reader.classesInOutput() : Set.of();
    if (!left.isEmpty()) {
      String names = "'" + String.join("', '", left) + "'";
      new ProblemPrinter(compiler)
          .print(
              Problem.of(DiagnosticCode.LEFT_CLASSES, Origin.NONE, waiting.name(), names),
              waiting.type());
    }
  }

  /** Whether javac does not get to bodies, as a head mentions what is there too late. */
  private boolean isDeclaredWith(Waiting waiting) {
    return waiting.signatures().stream()
        .map(Signature::companionName)
        .anyMatch(sources::isDeclaredWith);
  }

  private void printOnce(String file, Set<Problem> problems) {
    ProblemPrinter printer = new ProblemPrinter(compiler);
    problems.stream().filter(told::add).forEach(it -> printer.print(it, sources, file));
  }
}
