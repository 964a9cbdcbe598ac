package dev.gradc.processor;

import dev.gradc.processor.backend.CompanionWriter;
import dev.gradc.processor.backend.HiddenClassException;
import dev.gradc.processor.backend.ParameterLimitException;
import dev.gradc.processor.backend.StorageLimitException;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.frontend.AnnotatedMethod;
import dev.gradc.processor.frontend.ProblemPrinter;
import dev.gradc.processor.frontend.SourceSet;
import dev.gradc.processor.source.Signature;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Tells what went wrong with a class, and writes its companion. */
final class CompanionFiles {

  private static final Pattern CLASS = Pattern.compile("(?<![\\w$.])[A-Z]\\w*");

  private final ProcessingEnvironment environment;
  private final SourceSet sources;
  private final ProblemPrinter printer;
  private final Options options;
  private final MethodReports reports;
  private final Set<String> written = new LinkedHashSet<>();

  CompanionFiles(
      ProcessingEnvironment environment,
      SourceSet sources,
      ProblemPrinter printer,
      Options options) {
    this.environment = environment;
    this.sources = sources;
    this.printer = printer;
    this.options = options;
    this.reports = new MethodReports(options.report());
  }

  /** Names of all companions so far. */
  Set<String> written() {
    return written;
  }

  static String qualifiedName(Signature signature) {
    return signature.packageName().isEmpty()
        ? signature.companionName()
        : signature.packageName() + "." + signature.companionName();
  }

  /** Writes the companion of a class; a method that failed gets its API, which throws. */
  void write(TypeElement type, List<CompiledMethod> compiled) {
    Set<Problem> problems = new LinkedHashSet<>();
    List<CompanionWriter.Member> members = new ArrayList<>();
    for (CompiledMethod method : compiled) {
      problems.addAll(method.problems());
      problems.addAll(reports.write(method));
      method.method().signature().ifPresent(signature -> members.add(member(signature, method)));
    }
    if (!members.isEmpty() && isWanted(compiled, members.get(0).signature())) {
      try {
        problems.addAll(writeMembers(type, compiled, members));
      } catch (RuntimeException | StackOverflowError | AssertionError failure) {
        problems.add(MethodCompiler.internalError(compiled.get(0).method(), failure));
      }
    }
    problems.forEach(problem -> printer.print(problem, type));
  }

  /**
   * Whether anybody would miss the companion. If no body in it could be resolved, javac is about to
   * say why; should nobody mention the companion, that is all there is to say.
   */
  private boolean isWanted(List<CompiledMethod> compiled, Signature signature) {
    return !compiled.stream().allMatch(CompiledMethod::isUnresolved)
        || compiled.stream().anyMatch(method -> !method.problems().isEmpty())
        || sources.mentions(signature.companionName());
  }

  private static CompanionWriter.Member member(Signature signature, CompiledMethod method) {
    return new CompanionWriter.Member(signature, method.derivative(), method.assumptions());
  }

  private List<Problem> writeMembers(
      TypeElement type, List<CompiledMethod> compiled, List<CompanionWriter.Member> members) {
    Signature signature = members.get(0).signature();
    String name = qualifiedName(signature);
    String className = String.join(".", signature.classNames());
    Problem clash =
        Problem.of(DiagnosticCode.COMPANION_EXISTS, signature.origin(), name, className);
    if (sources.declares(name) || !written.add(name)) {
      return List.of(clash);
    }
    boolean isGeneratedAvailable = isGeneratedAvailable(type);
    List<Problem> problems = new ArrayList<>();
    CompanionWriter writer = new CompanionWriter(options, isGeneratedAvailable, false);
    Optional<String> text = DeepStack.call(() -> text(compiled, members, writer, problems));
    if (text.isPresent() && isJavaLangShadowed(text.get(), type)) {
      CompanionWriter inFull = new CompanionWriter(options, isGeneratedAvailable, true);
      text = DeepStack.call(() -> text(compiled, members, inFull, new ArrayList<>()));
    }
    if (text.isPresent()) {
      try {
        write(type, name, sources.encodable(text.get()));
      } catch (FilerException otherProcessor) {
        problems.add(clash);
      } catch (IOException | RuntimeException failure) {
        String file = "the class '" + name + "'";
        problems.add(UnwrittenFile.problem(file, signature.origin(), failure));
      }
    }
    return problems;
  }

  /** Nothing if there is no method whose API Java allows. */
  private static Optional<String> text(
      List<CompiledMethod> compiled,
      List<CompanionWriter.Member> members,
      CompanionWriter writer,
      List<Problem> problems) {
    try {
      return Optional.of(writer.write(members));
    } catch (HiddenClassException hidden) {
      return textWithout(hidden, compiled, writer, problems);
    } catch (RuntimeException | StackOverflowError | AssertionError failure) {
      return textOfOthers(compiled, writer, problems);
    }
  }

  /** Leaves out the methods whose generated classes hide others. */
  private static Optional<String> textWithout(
      HiddenClassException hidden,
      List<CompiledMethod> compiled,
      CompanionWriter writer,
      List<Problem> problems) {
    List<CompiledMethod> others = new ArrayList<>();
    List<CompanionWriter.Member> members = new ArrayList<>();
    for (CompiledMethod method : compiled) {
      Optional<Signature> signature = method.method().signature();
      Optional<String> own = signature.map(Signature::nestedName).filter(hidden.names()::contains);
      own.ifPresent(name -> problems.add(hiding(method.method(), name)));
      if (own.isEmpty()) {
        others.add(method);
        signature.ifPresent(it -> members.add(member(it, method)));
      }
    }
    if (others.size() == compiled.size()) {
      return textOfOthers(compiled, writer, problems);
    }
    return members.isEmpty() ? Optional.empty() : text(others, members, writer, problems);
  }

  private static Problem hiding(AnnotatedMethod method, String name) {
    return Problem.of(
        DiagnosticCode.RESERVED_NAME,
        method.origin(),
        method.name(),
        name,
        Signature.FOR_UNNAMED_CLASS);
  }

  private static Optional<String> textOfOthers(
      List<CompiledMethod> compiled, CompanionWriter writer, List<Problem> problems) {
    List<CompanionWriter.Member> others = membersThatCanBeWritten(compiled, writer, problems);
    return others.isEmpty() ? Optional.empty() : Optional.of(writer.write(others));
  }

  /** Finds the methods that cannot be written, and lets the others live. */
  private static List<CompanionWriter.Member> membersThatCanBeWritten(
      List<CompiledMethod> compiled, CompanionWriter writer, List<Problem> problems) {
    List<CompanionWriter.Member> members = new ArrayList<>();
    for (CompiledMethod method : compiled) {
      if (method.method().signature().isPresent()) {
        Signature signature = method.method().signature().get();
        CompanionWriter.Member member = member(signature, method);
        Optional<Problem> failure = failure(method.method(), member, writer);
        failure.ifPresent(problems::add);
        if (failure.isEmpty()) {
          members.add(member);
        } else if (failure.get().code() != DiagnosticCode.PARAMETER_LIMIT) {
          members.add(CompanionWriter.Member.throwing(signature));
        }
      }
    }
    return members;
  }

  private static Optional<Problem> failure(
      AnnotatedMethod method, CompanionWriter.Member member, CompanionWriter writer) {
    try {
      writer.write(List.of(member));
      return Optional.empty();
    } catch (ParameterLimitException tooMany) {
      return Optional.of(
          Problem.of(
              DiagnosticCode.PARAMETER_LIMIT,
              method.origin(),
              method.name(),
              tooMany.method(),
              Integer.toString(tooMany.places()),
              Integer.toString(tooMany.limit())));
    } catch (StorageLimitException tooMany) {
      return Optional.of(
          Problem.of(
              DiagnosticCode.STORAGE_LIMIT,
              method.origin(),
              method.name(),
              Long.toString(tooMany.count()),
              tooMany.kind(),
              Integer.toString(tooMany.limit())));
    } catch (HiddenClassException hidden) {
      return Optional.of(hiding(method, hidden.name()));
    } catch (RuntimeException | StackOverflowError | AssertionError failure) {
      return Optional.of(MethodCompiler.internalError(method, failure));
    }
  }

  private void write(TypeElement type, String name, String text) throws IOException {
    Element top = type;
    while (top.getEnclosingElement() instanceof TypeElement outer) {
      top = outer;
    }
    try (Writer writer = environment.getFiler().createSourceFile(name, top).openWriter()) {
      writer.write(text);
    }
  }

  /** Whether a class of the user's stands before one of Java's that generated code names. */
  private boolean isJavaLangShadowed(String text, TypeElement type) {
    Elements elements = environment.getElementUtils();
    String name = elements.getPackageOf(type).getQualifiedName().toString();
    String prefix = name.isEmpty() ? "" : name + ".";
    return CLASS
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .distinct()
        .filter(simple -> elements.getTypeElement("java.lang." + simple) != null)
        .anyMatch(simple -> elements.getTypeElement(prefix + simple) != null);
  }

  private boolean isGeneratedAvailable(TypeElement type) {
    Elements elements = environment.getElementUtils();
    String name = "javax.annotation.processing.Generated";
    ModuleElement module = elements.getModuleOf(type);
    // There are none with --release 8.
    return module == null
        ? elements.getTypeElement(name) != null
        : elements.getTypeElement(module, name) != null;
  }
}
