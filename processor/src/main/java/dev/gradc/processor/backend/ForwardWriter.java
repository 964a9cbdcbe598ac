package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Member.Pushforward;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.ForwardProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes {@code jvp}, the method that callers use for it, and the class Tangent. */
final class ForwardWriter {

  private static final String JVP = "jvp";

  private final Api api;
  private final TangentWriter tangent;

  ForwardWriter(Api api) {
    this.api = api;
    this.tangent = new TangentWriter(api);
  }

  void add(ForwardProgram program, TypeSpec.Builder into) {
    into.addMethod(jvp());
    into.addMethod(jvpInto());
    addPushforward(program, into);
    into.addType(tangent.write());
  }

  /** For generated code alone. */
  void addHidden(ForwardProgram program, TypeSpec.Builder into) {
    addPushforward(program, into);
    into.addType(tangent.writeCarrier());
  }

  /** The same methods with bodies that throw. */
  void addThrowing(TypeSpec.Builder into) {
    Names names = new Names();
    into.addMethod(
        api.evaluation(JVP, Modifier.STATIC)
            .returns(api.tangent())
            .addParameters(names.parameters())
            .addCode(Throwing.body(api))
            .build());
    into.addMethod(
        api.evaluation(JVP, Modifier.STATIC)
            .returns(api.tangent())
            .addParameters(names.parameters())
            .addParameter(api.tangent(), names.into)
            .addCode(Throwing.body(api))
            .build());
    JavaNames locals = new JavaNames();
    List<String> parts = api.parts().stream().map(part -> locals.unused(part.name())).toList();
    List<String> tangents =
        api.active().stream().map(part -> locals.unused(tangentName(part.name()))).toList();
    into.addMethod(
        header(parts, tangents, locals.unused("into")).addCode(Throwing.body(api)).build());
    into.addType(tangent.write());
  }

  /** The names of what a user passes. */
  private final class Names {
    private final JavaNames locals = new JavaNames();
    private final List<String> primals = new ArrayList<>();
    private final List<String> tangents = new ArrayList<>();
    private final String into;

    Names() {
      // The user's own names first.
      api.signature().parameters().forEach(it -> primals.add(locals.unused(it.name())));
      for (Signature.Parameter parameter : active()) {
        tangents.add(locals.unused(tangentName(parameter.name())));
      }
      into = locals.unused("into");
    }

    List<ParameterSpec> parameters() {
      List<ParameterSpec> parameters = new ArrayList<>(api.parameters(primals));
      List<Signature.Parameter> active = active();
      for (int i = 0; i < active.size(); i++) {
        parameters.add(
            ParameterSpec.builder(Types.of(active.get(i).type()), tangents.get(i)).build());
      }
      return parameters;
    }

    String primalOf(Signature.Parameter parameter) {
      return primals.get(api.signature().parameters().indexOf(parameter));
    }

    String tangentOf(Signature.Parameter parameter) {
      return tangents.get(active().indexOf(parameter));
    }
  }

  private List<Signature.Parameter> active() {
    return api.signature().parameters().stream().filter(Signature.Parameter::isActive).toList();
  }

  private static String tangentName(String primal) {
    return Leaf.variable("d", primal);
  }

  /** {@code jvp(primals…, tangents…)}. */
  private MethodSpec jvp() {
    Names names = new Names();
    List<String> arguments = new ArrayList<>(names.primals);
    arguments.addAll(names.tangents);
    return api.evaluation(JVP, Modifier.STATIC)
        .returns(api.tangent())
        .addParameters(names.parameters())
        .addJavadoc(
            "The value of {@code $L} and its derivative in one direction, which the tangents of"
                + " the active\nparameters are.\n",
            api.source())
        .addStatement("return $L($L, new $T())", JVP, Api.join(arguments), api.tangent())
        .build();
  }

  /** {@code jvp(primals…, tangents…, into)}: checks, and the pushforward. */
  private MethodSpec jvpInto() {
    Names names = new Names();
    MethodSpec.Builder method =
        api.evaluation(JVP, Modifier.STATIC)
            .returns(api.tangent())
            .addParameters(names.parameters())
            .addParameter(api.tangent(), names.into)
            .addJavadoc(
                "The same into a tangent that the caller keeps, which is given back. Allocates"
                    + " nothing but what the\nmethod itself allocates, and tangents of its"
                    + " arrays.\n");
    names.parameters().stream()
        .filter(it -> names.tangents.contains(it.name()))
        .forEach(it -> method.addCode(Given.require(it.type(), it.name())));
    method.addCode(Given.require(api.tangent(), names.into));
    List<CodeBlock> primals = new ArrayList<>();
    for (Part part : api.parts()) {
      primals.add(unpacked(part, names.primalOf(part.parameter()), part.name(), names, method));
    }
    List<CodeBlock> arguments = new ArrayList<>(primals);
    for (Part part : api.active()) {
      String given = names.tangentOf(part.parameter());
      CodeBlock value = unpacked(part, given, part.leaf().variable(given), names, method);
      CodeBlock primal = primals.get(api.parts().indexOf(part));
      boolean canBeLeftOut =
          Shapes.isTensorArray(part.type()) || (Shapes.isTensor(part.type()) && !part.isWhole());
      arguments.add(canBeLeftOut ? Shapes.orZeros(part.type(), value, primal) : value);
      if (Shapes.areIn(part.type())) {
        method.addCode(Given.require(part.leaf(), value, "the tangent of '" + part.text() + "'"));
        method.addCode(
            Shapes.require(
                part.type(),
                value,
                Shapes.of(part.type(), primal),
                "the tangent of '" + part.text() + "'",
                "'" + part.text() + "' itself",
                names.locals::unused));
      }
    }
    arguments.add(CodeBlock.of("$L", names.into));
    return method
        .addCode(requireCases(primals, names))
        .addStatement("return $L($L)", Pushforward.NAME, CodeBlock.join(arguments, ", "))
        .build();
  }

  /** A tangent is of the case that its primal is. */
  private CodeBlock requireCases(List<CodeBlock> primals, Names names) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (int i = 0; i < primals.size(); i++) {
      Part part = api.parts().get(i);
      List<String> path = part.leaf().path();
      if (!part.parameter().isActive()
          || path.isEmpty()
          || !path.get(path.size() - 1).equals(RecordType.CASE)) {
        continue;
      }
      CodeBlock given = part.read(names.tangentOf(part.parameter()));
      if (!(part.type() instanceof ArrayType array)) {
        code.beginControlFlow("if ($L != $L)", given, primals.get(i));
      } else {
        String equals = array.rank() == 1 ? "equals" : "deepEquals";
        code.beginControlFlow("if (!$T.$L($L, $L))", Arrays.class, equals, given, primals.get(i));
      }
      code.addStatement(
              "throw new $T($S)",
              IllegalArgumentException.class,
              "the tangent of '" + part.parameter().name() + "' is of another case than it is")
          .endControlFlow();
    }
    return code.build();
  }

  /** A part of a parameter: itself, or a local that it is read into. */
  private static CodeBlock unpacked(
      Part part, String whole, String name, Names names, MethodSpec.Builder method) {
    CodeBlock value = part.read(whole);
    if (part.isWhole()) {
      return value;
    }
    String local = names.locals.unused(name);
    method.addStatement("$T $L = $L", Types.of(part.type()), local, value);
    return CodeBlock.of("$L", local);
  }

  /** {@code pushforward(parts…, tangents…, into)}, which generated code of other methods calls. */
  private void addPushforward(ForwardProgram program, TypeSpec.Builder type) {
    Function function = program.function();
    JavaNames names = new JavaNames(api, function);
    List<Variable> parameters =
        function.parameters().stream().map(Function.Parameter::variable).toList();
    List<String> all = parameters.stream().map(names::of).toList();
    int count = api.parts().size();
    String into = names.unused("into");
    Block statements = withoutOwnTangents(function.body(), names, into);
    Set<Variable> none = Set.of();
    UseCounts uses = new UseCounts(statements).withResults(function.results());
    MethodParts parts =
        MethodParts.of(
            new MethodParts.Whole(api.nested(), Pushforward.NAME, true, api.thrown(), List.of()),
            names,
            List.of(statements),
            none,
            function.results());
    Body body = new Body(names, uses, none, none, "", api).cutInto(parts);
    BlockWriter block = new BlockWriter(body, new Expressions(body.names()), statements, 0);
    List<Variable> written = program.written().stream().sorted().map(parameters::get).toList();
    MethodSpec.Builder method =
        header(all.subList(0, count), all.subList(count, all.size()), into)
            .addCode(AliasCheck.of(parameters, written, subjects(), names))
            .addCode(parts.open(names))
            .addCode(block.write());
    List<CodeBlock> results =
        function.results().stream().map(result -> block.expressions().of(result).code()).toList();
    type.addMethod(
        method.addCode(tangent.assign(into, results)).addStatement("return $L", into).build());
    parts.addTo(type);
  }

  /**
   * The body with calls of itself that fill the tangent which this call is given: they have all
   * been read when it is filled at last.
   */
  private Block withoutOwnTangents(Block block, JavaNames names, String into) {
    String own =
        api.signature().packageName() + "/" + String.join(".", api.tangent().simpleNames());
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke
          && invoke.member().kind() == Member.Kind.CONSTRUCTOR
          && invoke.member().owner().equals(own)) {
        names.alias(invoke.targets().get(0), into);
      } else {
        statements.add(
            statement.withBlocks(
                statement.blocks().stream()
                    .map(inner -> withoutOwnTangents(inner, names, into))
                    .toList()));
      }
    }
    return new Block(statements);
  }

  private List<String> subjects() {
    return Stream.concat(
            api.parts().stream().map(part -> "'" + part.text() + "'"),
            api.active().stream().map(part -> "the tangent of '" + part.text() + "'"))
        .toList();
  }

  private MethodSpec.Builder header(List<String> parts, List<String> tangents, String into) {
    MethodSpec.Builder method =
        api.evaluation(Pushforward.NAME, Modifier.STATIC)
            .returns(api.tangent())
            .addParameters(api.leaves(parts));
    for (int i = 0; i < tangents.size(); i++) {
      method.addParameter(Types.of(api.active().get(i).type()), tangents.get(i));
    }
    return method
        .addParameter(api.tangent(), into)
        .addJavadoc(
            "For generated code: what {@code $L} computes and the derivative of it in one"
                + " direction.\nTangents of arrays are taken to be of their shapes.$L\n",
            api.source(),
            api.hasRecords() ? " Records are taken apart." : "");
  }
}
