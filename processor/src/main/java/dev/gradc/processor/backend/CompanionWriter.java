package dev.gradc.processor.backend;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.Options;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Assumptions;
import dev.gradc.processor.source.Mode;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Derivative;
import dev.gradc.processor.tape.ForwardProgram;
import dev.gradc.processor.tape.KeptPart;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * Writes the companion of a class: one nested class for each differentiable method, in it {@code
 * gradient}, {@code addGradient}, {@code forward}, {@code Tape} and {@code Gradient}.
 *
 * <p>The text depends on its input alone: no time, no order of a hash table.
 */
public final class CompanionWriter {

  private static final ClassName GENERATED =
      ClassName.get("javax.annotation.processing", "Generated");

  private final Options options;
  private final boolean isGeneratedAvailable;
  private final boolean isJavaLangShadowed;

  /**
   * @param options for the whole compilation
   * @param isGeneratedAvailable whether the user's module sees {@code
   *     javax.annotation.processing.Generated}
   * @param isJavaLangShadowed whether the package has a class called like one of {@code java.lang}
   */
  public CompanionWriter(
      Options options, boolean isGeneratedAvailable, boolean isJavaLangShadowed) {
    this.options = options;
    this.isGeneratedAvailable = isGeneratedAvailable;
    this.isJavaLangShadowed = isJavaLangShadowed;
  }

  /**
   * A differentiable method of the class.
   *
   * @param derivative absent if it could not be compiled: the same API, with bodies that throw
   * @param assumptions what the derivative takes for granted of other classes
   */
  public record Member(
      Signature signature, Optional<Derivative> derivative, Assumptions assumptions) {

    /** One that could not be compiled, or is not yet. */
    public static Member throwing(Signature signature) {
      return new Member(signature, Optional.empty(), Assumptions.NONE);
    }
  }

  /**
   * The source of the companion; all members are of one class.
   *
   * @throws ParameterLimitException if a generated method would take more than Java allows
   * @throws StorageLimitException if a generated class would keep more than it has room for
   * @throws HiddenClassException if code without a package would mention a class that it hides
   */
  public String write(List<Member> members) {
    Signature first = members.get(0).signature();
    TypeSpec.Builder type =
        TypeSpec.classBuilder(first.companionName())
            .addModifiers(Modifier.FINAL)
            .addJavadoc(
                "Derivatives of the differentiable methods of {@code $L}.\n",
                String.join(".", first.classNames()))
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    if (members.stream().anyMatch(member -> member.signature().isPublic())) {
      type.addModifiers(Modifier.PUBLIC);
    }
    if (isGeneratedAvailable) {
      type.addAnnotation(
          AnnotationSpec.builder(GENERATED)
              .addMember("value", "$S", "dev.gradc.processor.DifferentiableProcessor")
              .build());
    }
    if (members.stream().flatMap(it -> it.derivative().stream()).anyMatch(Assertions::areIn)) {
      type.addField(Assertions.field(first));
    }
    Set<String> names =
        members.stream().map(it -> it.signature().nestedName()).collect(Collectors.toSet());
    members.forEach(member -> type.addType(nested(member, names)));
    String text =
        JavaFile.builder(UnnamedPackage.named(first.packageName()), type.build())
            .skipJavaLangImports(!isJavaLangShadowed)
            .build()
            .toString();
    return first.packageName().isEmpty() ? UnnamedPackage.removedFrom(text) : text;
  }

  /**
   * @param names of all classes beside it
   */
  private TypeSpec nested(Member member, Set<String> names) {
    Api api = new Api(member.signature(), options);
    TypeSpec.Builder type =
        TypeSpec.classBuilder(member.signature().nestedName())
            .addModifiers(api.modifiers(Modifier.STATIC, Modifier.FINAL))
            .addAnnotations(suppressed(member))
            .addJavadoc("Derivative of {@code $L}.\n", api.source())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    RecordConversions.add(member.signature(), type);
    if (member.derivative().isPresent()) {
      Derivative derivative = member.derivative().get();
      Set<String> hiding = new TreeSet<>(names);
      derivative.recursive().forEach(it -> hiding.add(it.name()));
      AssumptionChecks checks = new AssumptionChecks(member.assumptions(), hiding);
      compiled(api, derivative, member.assumptions(), checks, type);
    } else {
      throwing(api, type);
    }
    TypeSpec nested = type.build();
    if (member.derivative().isPresent()) {
      ParameterLimit.check(nested);
    }
    return nested;
  }

  /** What the source stands by, its derivative does too. */
  private static List<AnnotationSpec> suppressed(Member member) {
    Set<String> suppressed = new TreeSet<>(member.signature().declaration().suppressed());
    if (member.derivative().filter(Casts::areIn).isPresent()) {
      suppressed.add("cast");
    }
    List<CodeBlock> names = suppressed.stream().map(it -> CodeBlock.of("$S", it)).toList();
    return names.isEmpty()
        ? List.of()
        : List.of(
            AnnotationSpec.builder(SuppressWarnings.class).addMember("value", list(names)).build());
  }

  private void compiled(
      Api api,
      Derivative derivative,
      Assumptions assumptions,
      AssumptionChecks checks,
      TypeSpec.Builder type) {
    StorageLimit.check(derivative.fused().storage());
    StorageLimit.check(derivative.taped().storage());
    StorageLimit.checkFields(derivative.taped().slots().stream().map(Slot::variable).toList());
    JavaNames fusedNames = new JavaNames(api, derivative.fused());
    GradientFields fields =
        new GradientFields(
            api,
            derivative.fused().storage(),
            canBeInterrupted(derivative.fused()),
            options.looksForAnomalies(),
            fusedNames);
    type.addAnnotation(companion(api, derivative, assumptions, fields));
    checks.add(api.signature().nestedName(), type);
    List<Part> lazy = new ArrayList<>(unreached(api, derivative.taped()));
    // Where rows are put elsewhere the shape is no longer there when the part is asked for.
    derivative.effects().moved().forEach(position -> lazy.remove(api.parts().get(position)));
    // Nor where the array that would tell it is written again for the next evaluation.
    lazy.removeIf(part -> part.isGathered() && !Shapes.isLength(part.type()));
    FusedWriter fused = new FusedWriter(api, fields, Set.copyOf(lazy));
    type.addMethod(fused.gradient());
    type.addMethod(fused.addGradient());
    List<FieldSpec> keptFields = fused.addPullback(derivative.fused(), fusedNames, type);
    boolean isForOthers = api.hasRecords() || options.looksForAnomalies();
    derivative.primal().ifPresent(it -> new PrimalWriter(api, isForOthers).add(it, type));
    derivative.forward().ifPresent(it -> forward(api, it, type));
    derivative.inPlace().ifPresent(it -> type.addType(inPlace(api, it, checks)));
    derivative.recursive().forEach(it -> type.addType(recursive(api, it, checks)));
    type.addMethod(forward(api));
    TapeModel tape = tape(api, derivative.taped(), fields, lazy);
    MatrixWriter matrices = new MatrixWriter(api, fields, Set.copyOf(lazy), derivative.matrices());
    TypeSpec.Builder tapeType = new TapeWriter(tape, matrices.sweepsTape()).write().toBuilder();
    checks.add("Tape", tapeType);
    type.addType(tapeType.build());
    TypeSpec.Builder gradient =
        new GradientWriter(api, fields)
            .write(derivative.fused().storage(), lazy, fusedNames).toBuilder()
                .addFields(keptFields);
    matrices.add(derivative.taped(), type, gradient);
    type.addType(gradient.build());
    if (!derivative.loops().isEmpty()) {
      type.addType(new LoopsWriter(api.signature()).write(derivative.loops()));
    }
    api.vectors().write().ifPresent(type::addType);
  }

  private TapeModel tape(Api api, ReverseProgram taped, GradientFields fields, List<Part> lazy) {
    JavaNames own = new JavaNames(api, taped);
    TapeFields tapeFields = TapeFields.of(api, taped, own);
    SlotArray slots = SlotArray.of(taped, own);
    JavaNames names = own.with(slots.elements());
    return new TapeModel(
        api, taped, names, slots, tapeFields, fields, Set.copyOf(lazy), options.guard());
  }

  /** Other modes may need it of a method that calls itself. */
  private static void forward(Api api, ForwardProgram program, TypeSpec.Builder type) {
    ForwardWriter writer = new ForwardWriter(api);
    if (api.signature().asksFor(Mode.FORWARD)) {
      writer.add(program, type);
    } else {
      writer.addHidden(program, type);
    }
  }

  /** The pullback for callers that see what the method has written. */
  private static TypeSpec inPlace(Api method, ReverseProgram pullback, AssumptionChecks checks) {
    Api api = method.inPlace();
    TypeSpec.Builder type =
        hidden(
            api,
            "For generated code: the derivative of {@code $L}, of which callers see what it has"
                + " written.\n");
    addPullback(api, pullback, Optional.empty(), type);
    checks.add(Signature.IN_PLACE, type);
    return type.build();
  }

  /** A recursive function of the method, with what its callers need. */
  private static TypeSpec recursive(
      Api caller, Derivative.Recursive function, AssumptionChecks checks) {
    Api api = caller.recursive(function);
    TypeSpec.Builder type = hidden(api, "Derivative of {@code $L}, " + function.about() + ".\n");
    function.primal().ifPresent(primal -> new PrimalWriter(api).add(primal, type));
    function.forward().ifPresent(it -> new ForwardWriter(api).addHidden(it, type));
    function.pullback().ifPresent(it -> addPullback(api, it, function.evaluation(), type));
    if (function.isOnKeptMemory()) {
      type.addAnnotation(onKeptMemory(function.evaluation().orElseThrow().part()));
      // Callers in other compilations use it first.
      checks.add(api.signature().nestedName(), type);
    }
    return type.build();
  }

  /** What callers in other compilations have to know that keep its memory. */
  private static AnnotationSpec onKeptMemory(KeptPart part) {
    List<Optional<String>> accessors = part.evaluation().pullback().orElseThrow().accessors();
    AnnotationSpec.Builder annotation =
        AnnotationSpec.builder(Types.ON_KEPT_MEMORY)
            .addMember("parts", texts(accessors.stream().map(it -> it.orElse("")).toList()));
    if (!part.given().isEmpty()) {
      annotation.addMember("given", texts(part.given()));
    }
    if (part.holdsArguments()) {
      annotation.addMember("holdsArguments", "true");
    }
    if (part.holdsSums()) {
      annotation.addMember("holdsSums", "true");
    }
    if (part.givesArguments()) {
      annotation.addMember("givesArguments", "true");
    }
    return annotation.build();
  }

  private static TypeSpec.Builder hidden(Api api, String javadoc) {
    return TypeSpec.classBuilder(api.signature().nestedName())
        .addModifiers(api.hiddenModifiers(Modifier.STATIC, Modifier.FINAL))
        .addJavadoc(javadoc, api.source())
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
  }

  private static boolean canBeInterrupted(ReverseProgram fused) {
    return TapeModel.callsOthers(fused.backward()) || TapeModel.goesBackEarly(fused);
  }

  private static void addPullback(
      Api api,
      ReverseProgram pullback,
      Optional<Derivative.Evaluation> evaluation,
      TypeSpec.Builder type) {
    List<Variable> storage = new ArrayList<>(pullback.storage());
    evaluation.ifPresent(
        it ->
            it.program().storage().stream()
                .filter(one -> !pullback.storage().contains(one))
                .forEach(storage::add));
    StorageLimit.check(storage);
    // Generated code alone hands these in.
    boolean isLookedAt = false;
    JavaNames names = new JavaNames(api, pullback);
    GradientFields fields =
        new GradientFields(api, storage, canBeInterrupted(pullback), isLookedAt, names);
    evaluation.ifPresent(any -> fields.lendCotangents());
    FusedWriter writer = new FusedWriter(api, fields, Set.of());
    List<FieldSpec> kept = new ArrayList<>(writer.addPullback(pullback, names, type));
    TypeSpec.Builder gradient =
        new GradientWriter(api, fields)
            .writeCarrier(storage, unreached(api, pullback), names).toBuilder();
    evaluation.ifPresent(
        it -> kept.addAll(new EvaluationWriter(api, fields, it).add(names, type, gradient)));
    type.addType(gradient.addFields(kept).build());
  }

  /** What callers in other compilations have to know. */
  private static AnnotationSpec companion(
      Api api, Derivative derivative, Assumptions assumptions, GradientFields fields) {
    AnnotationSpec.Builder annotation =
        AnnotationSpec.builder(Types.COMPANION).addMember("abi", "$L", Signature.ABI);
    List<CodeBlock> parts = new ArrayList<>();
    for (Part part : api.parts()) {
      parts.add(CodeBlock.of("$S", part.isActive() ? fields.accessorOf(part) : ""));
    }
    annotation.addMember("parts", list(parts));
    if (api.hasRecords()) {
      List<String> components = Signature.componentsOf(api.signature().parameters());
      annotation.addMember("components", texts(components));
    }
    if (api.hasRecordResult()) {
      annotation.addMember("results", texts(Signature.componentsOf(api.signature().result())));
    }
    addPositions("written", derivative.effects().written(), annotation);
    addPositions("moved", derivative.effects().moved(), annotation);
    addPositions("shared", derivative.effects().shared(), annotation);
    addPositions("joined", derivative.effects().joined(), annotation);
    addPositions("repeated", derivative.effects().repeated(), annotation);
    if (!derivative.effects().statics().isEmpty()) {
      annotation.addMember(
          "statics", texts(derivative.effects().statics().stream().sorted().toList()));
    }
    if (!derivative.effects().isRepeatable()) {
      annotation.addMember("repeatable", "false");
    }
    annotation.addMember("body", "$S", assumptions.body());
    if (!assumptions.relies().isEmpty()) {
      annotation.addMember("relies", "$S", assumptions.relies());
    }
    return annotation.build();
  }

  private static void addPositions(
      String name, Set<Integer> positions, AnnotationSpec.Builder annotation) {
    if (!positions.isEmpty()) {
      annotation.addMember(
          name, list(positions.stream().sorted().map(it -> CodeBlock.of("$L", it)).toList()));
    }
  }

  private static CodeBlock texts(List<String> texts) {
    return list(texts.stream().map(it -> CodeBlock.of("$S", it)).toList());
  }

  private static CodeBlock list(List<CodeBlock> values) {
    return values.size() == 1 ? values.get(0) : CodeBlock.of("{$L}", CodeBlock.join(values, ", "));
  }

  /** The parts of the gradient that not every output depends on. */
  private static List<Part> unreached(Api api, ReverseProgram program) {
    List<Part> unreached = new ArrayList<>();
    for (int i = 0; i < program.adjoints().size(); i++) {
      Optional<Variable> adjoint = program.adjoints().get(i);
      boolean isReached =
          adjoint.isPresent()
              && program.outputs().stream()
                  .allMatch(region -> FreeVariables.of(region).contains(adjoint.get()));
      if (!isReached) {
        unreached.add(api.parts().get(i));
      }
    }
    return unreached;
  }

  private void throwing(Api api, TypeSpec.Builder type) {
    List<Variable> noStorage = List.of();
    GradientFields fields = new GradientFields(api, noStorage, false, false, new JavaNames());
    new FusedWriter(api, fields, Set.of()).throwing().forEach(type::addMethod);
    if (api.hasRecords()) {
      new PrimalWriter(api).addThrowing(type);
    }
    if (api.signature().asksFor(Mode.FORWARD)) {
      new ForwardWriter(api).addThrowing(type);
    }
    MatrixWriter.addThrowing(api, fields, type);
    type.addMethod(forward(api));
    type.addType(TapeWriter.throwing(api));
    type.addType(new GradientWriter(api, fields).write(noStorage, List.of(), new JavaNames()));
  }

  private static MethodSpec forward(Api api) {
    List<String> names =
        api.signature().parameters().stream().map(Signature.Parameter::name).toList();
    return api.evaluation("forward", Modifier.STATIC)
        .returns(api.tape())
        .addParameters(api.parameters(names))
        .addJavadoc("Evaluates {@code $L} and records it on a new tape.\n", api.source())
        .addStatement("return new Tape().forward($L)", Api.join(names))
        .build();
  }
}
