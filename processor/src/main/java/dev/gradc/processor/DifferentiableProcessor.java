package dev.gradc.processor;

import com.google.auto.service.AutoService;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.frontend.CompilerAccess;
import dev.gradc.processor.ir.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * The annotation processor: compiles the derivatives of {@code @Differentiable} methods.
 *
 * <p>It claims no annotation, so other processors see them too.
 */
@AutoService(Processor.class)
public final class DifferentiableProcessor extends AbstractProcessor {

  private final Pipeline.Observer observer;
  private CompanionRounds rounds;
  private boolean isRefused;

  /** For javac. */
  public DifferentiableProcessor() {
    this(Pipeline.Observer.NONE);
  }

  /**
   * @param observer sees what every stage makes
   */
  DifferentiableProcessor(Pipeline.Observer observer) {
    this.observer = observer;
  }

  /** All: a class without annotations of ours may be one that generated code of others is of. */
  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("*");
  }

  @Override
  public Set<String> getSupportedOptions() {
    return OptionsReader.NAMES;
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    OptionsReader options = new OptionsReader(environment.getOptions());
    options.problems().forEach(problem -> print(problem.message()));
    rounds =
        CompilerAccess.of(environment)
            .map(
                compiler -> new CompanionRounds(compiler, environment, options.options(), observer))
            .orElse(null);
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    List<TypeElement> ours = new ArrayList<>(annotations);
    ours.removeIf(it -> !it.getQualifiedName().toString().startsWith("dev.gradc."));
    if (rounds != null) {
      rounds.run(round, !ours.isEmpty());
    } else if (!isRefused && !ours.isEmpty()) {
      isRefused = true;
      refuseCompiler(ours, round);
    }
    return false;
  }

  /** One error, at the first method that wanted a derivative. */
  private void refuseCompiler(List<TypeElement> annotations, RoundEnvironment round) {
    String compiler = processingEnv.getClass().getName();
    String message = Problem.of(DiagnosticCode.OTHER_COMPILER, Origin.NONE, compiler).message();
    for (TypeElement annotation : annotations) {
      for (Element element : round.getElementsAnnotatedWith(annotation)) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, element);
        return;
      }
    }
  }

  private void print(String message) {
    processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message);
  }
}
