package dev.gradc.processor.backend;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.Options;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Derivative;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

  private final Options.Guard guard;
  private final boolean isGeneratedAvailable;
  private final boolean isJavaLangShadowed;

  /**
   * @param isGeneratedAvailable whether the user's module sees {@code
   *     javax.annotation.processing.Generated}
   * @param isJavaLangShadowed whether the package has a class called like one of {@code java.lang}
   */
  public CompanionWriter(
      Options.Guard guard, boolean isGeneratedAvailable, boolean isJavaLangShadowed) {
    this.guard = guard;
    this.isGeneratedAvailable = isGeneratedAvailable;
    this.isJavaLangShadowed = isJavaLangShadowed;
  }

  /**
   * A differentiable method of the class.
   *
   * @param derivative absent if it could not be compiled: the same API, with bodies that throw
   */
  public record Member(Signature signature, Optional<Derivative> derivative) {}

  /** The source of the companion; all members are of one class. */
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
    members.forEach(member -> type.addType(nested(member)));
    return JavaFile.builder(first.packageName(), type.build())
        .skipJavaLangImports(!isJavaLangShadowed)
        .build()
        .toString();
  }

  private TypeSpec nested(Member member) {
    Api api = new Api(member.signature());
    TypeSpec.Builder type =
        TypeSpec.classBuilder(member.signature().nestedName())
            .addModifiers(api.modifiers(Modifier.STATIC, Modifier.FINAL))
            .addAnnotations(suppressed(member))
            .addJavadoc("Derivative of {@code $L}.\n", api.source())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    RecordConversions.add(member.signature(), type);
    if (member.derivative().isPresent()) {
      compiled(api, member.derivative().get(), type);
    } else {
      throwing(api, type);
    }
    return type.build();
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

  private void compiled(Api api, Derivative derivative, TypeSpec.Builder type) {
    JavaNames fusedNames = new JavaNames(api, derivative.fused());
    GradientFields fields = new GradientFields(api, derivative.fused().storage(), fusedNames);
    type.addAnnotation(companion(api, derivative, fields));
    FusedWriter fused = new FusedWriter(api, fields);
    type.addMethod(fused.gradient());
    type.addMethod(fused.addGradient());
    type.addMethod(fused.pullback(derivative.fused(), fusedNames));
    derivative.primal().ifPresent(primal -> type.addMethod(new PrimalWriter(api).write(primal)));
    derivative.recursive().forEach(it -> type.addType(recursive(api, it)));
    type.addMethod(forward(api));
    type.addType(
        new TapeWriter(api, fields, guard)
            .write(derivative.taped(), new JavaNames(api, derivative.taped())));
    type.addType(
        new GradientWriter(api, fields)
            .write(derivative.fused().storage(), unreached(api, derivative.taped()), fusedNames));
  }

  /** A recursive function of the method, with what its callers need. */
  private static TypeSpec recursive(Api caller, Derivative.Recursive function) {
    Api api = caller.recursive(function);
    JavaNames names = new JavaNames(api, function.pullback());
    GradientFields fields = new GradientFields(api, function.pullback().storage(), names);
    TypeSpec.Builder type =
        TypeSpec.classBuilder(function.name())
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("Derivative of {@code $L}, which calls itself.\n", api.source())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    function.primal().ifPresent(primal -> type.addMethod(new PrimalWriter(api).write(primal)));
    type.addMethod(new FusedWriter(api, fields).pullback(function.pullback(), names));
    type.addType(
        new GradientWriter(api, fields)
            .writeCarrier(
                function.pullback().storage(), unreached(api, function.pullback()), names));
    return type.build();
  }

  /** What callers in other compilations have to know. */
  private static AnnotationSpec companion(Api api, Derivative derivative, GradientFields fields) {
    AnnotationSpec.Builder annotation =
        AnnotationSpec.builder(Types.COMPANION).addMember("abi", "$L", Signature.ABI);
    List<CodeBlock> parts = new ArrayList<>();
    List<CodeBlock> written = new ArrayList<>();
    for (int i = 0; i < api.parts().size(); i++) {
      Part part = api.parts().get(i);
      parts.add(CodeBlock.of("$S", part.isActive() ? fields.accessorOf(part) : ""));
      if (derivative.fused().written().contains(derivative.fused().parameters().get(i))) {
        written.add(CodeBlock.of("$L", i));
      }
    }
    annotation.addMember("parts", list(parts));
    if (!written.isEmpty()) {
      annotation.addMember("written", list(written));
    }
    List<CodeBlock> shared =
        derivative.shared().stream().sorted().map(it -> CodeBlock.of("$L", it)).toList();
    if (!shared.isEmpty()) {
      annotation.addMember("shared", list(shared));
    }
    if (!derivative.isRepeatable()) {
      annotation.addMember("repeatable", "false");
    }
    return annotation.build();
  }

  private static CodeBlock list(List<CodeBlock> values) {
    return values.size() == 1 ? values.get(0) : CodeBlock.of("{$L}", CodeBlock.join(values, ", "));
  }

  private static List<Part> unreached(Api api, ReverseProgram program) {
    List<Part> unreached = new ArrayList<>();
    for (int i = 0; i < program.adjoints().size(); i++) {
      if (program.adjoints().get(i).isEmpty()) {
        unreached.add(api.parts().get(i));
      }
    }
    return unreached;
  }

  private void throwing(Api api, TypeSpec.Builder type) {
    List<Variable> noStorage = List.of();
    GradientFields fields = new GradientFields(api, noStorage, new JavaNames());
    new FusedWriter(api, fields).throwing().forEach(type::addMethod);
    type.addMethod(forward(api));
    type.addType(new TapeWriter(api, fields, guard).throwing());
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
