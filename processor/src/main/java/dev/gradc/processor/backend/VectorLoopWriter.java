package dev.gradc.processor.backend;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.analysis.VectorLoop;
import dev.gradc.processor.analysis.VectorLoop.Reduction;
import dev.gradc.processor.backend.VectorMethods.Species;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;

/**
 * Writes the methods of one loop over vectors: how far vectors go, and the loop itself. What they
 * leave, and what throws, is left to the plain loop.
 */
final class VectorLoopWriter {

  private final VectorMethods vectors;
  private final VectorLoop facts;
  private final JavaNames names = new JavaNames();
  private final Expressions scalars;
  private final LaneExpressions lanes;
  private final String from;
  private final String end;
  private final String index;
  private final VectorStatements statements;
  private final String file;

  /**
   * Of one loop.
   *
   * @param file where the method stands
   */
  VectorLoopWriter(VectorMethods vectors, VectorLoop facts, String file) {
    this.vectors = vectors;
    this.facts = facts;
    this.file = file;
    for (String type : List.of("DoubleVector", "FloatVector", "IntVector", "VectorMask")) {
      names.unused(type);
    }
    for (Species species : Species.values()) {
      names.unused(species.field());
    }
    names.unused("VectorOperators");
    this.index = named(facts.loop().index());
    this.from = names.unused("from");
    this.end = names.unused("end");
    facts.arrays().forEach(this::named);
    facts.given().forEach(this::named);
    facts.reductions().keySet().forEach(this::named);
    Set<Variable> differing = new HashSet<>(DefinedVariables.in(facts.body()));
    DefinedVariables.in(facts.body()).forEach(this::named);
    differing.removeAll(facts.uniform());
    this.scalars = new Expressions(names);
    this.lanes =
        new LaneExpressions(
            vectors,
            facts.lanes(),
            names,
            differing,
            new LaneExpressions.Place(index, from, facts.handed()));
    this.statements = new VectorStatements(vectors, facts, names, lanes, file);
  }

  private String named(Variable variable) {
    String name = names.unused(variable.name());
    names.alias(variable, name);
    return name;
  }

  private Species species() {
    return lanes.species(facts.lanes());
  }

  /**
   * Adds the methods.
   *
   * @param rest the one that says where the plain loop starts
   * @param loop the one to be called
   */
  void write(String rest, String loop) {
    MethodSpec whole = loop(loop, this::results);
    vectors.add(rest(rest));
    List<VectorLoop> parts = vectors.parts(facts);
    if (parts.size() == 1) {
      vectors.add(whole);
      return;
    }
    vectors.add(new VectorBlocks(vectors, facts, parts).write(loop));
    for (int i = 0; i < parts.size(); i++) {
      VectorLoopWriter part = new VectorLoopWriter(vectors, parts.get(i), file);
      vectors.add(part.loop(VectorBlocks.part(loop, i), it -> part.partResults(it, facts)));
    }
  }

  /** How far vectors go, upwards from the first index, or downwards from behind the last one. */
  private MethodSpec rest(String name) {
    boolean isUpwards = facts.loop().step() > 0;
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addModifiers(Modifier.STATIC)
            .returns(TypeName.INT)
            .addJavadoc("Where the plain loop begins; it throws, if that has to be.\n")
            .addParameter(TypeName.INT, from)
            .addParameter(TypeName.INT, end);
    parameters(method);
    if (!lanes.narrowed().isEmpty()) {
      CodeBlock.Builder uniform = CodeBlock.builder();
      uniform(facts.body(), uniform);
      method.addCode(uniform.build());
    }
    String none = isUpwards ? from : end;
    method.beginControlFlow("if ($L)", CodeBlock.join(obstacles(), " || "));
    method.addStatement("return $L", none).endControlFlow();
    String first = isUpwards ? from : names.unused("first");
    String last = isUpwards ? names.unused("last") : end;
    if (isUpwards) {
      method.addStatement("int $L = $L", last, end);
      for (Variable array : facts.arrays()) {
        method.addStatement("$L = $T.min($L, $L.length)", last, Math.class, last, names.of(array));
      }
    } else {
      method.addStatement("int $L = $T.max($L, 0)", first, Math.class, from);
    }
    String size = vectors.use(species()) + ".loopBound(" + last + " - " + first + ")";
    return method
        .addStatement(
            "return $L < $L ? $L : $L",
            first,
            last,
            isUpwards ? first + " + " + size : last + " - " + size,
            none)
        .build();
  }

  /** Where the plain loop throws, or computes what floats do not hold. */
  private List<CodeBlock> obstacles() {
    boolean isUpwards = facts.loop().step() > 0;
    List<CodeBlock> obstacles = new ArrayList<>();
    if (isUpwards) {
      obstacles.add(CodeBlock.of("$L < 0", from));
    }
    for (Variable array : facts.arrays()) {
      obstacles.add(CodeBlock.of("$L == null", names.of(array)));
      if (!isUpwards) {
        obstacles.add(CodeBlock.of("$L.length < $L", names.of(array), end));
      }
    }
    for (Variable number : lanes.narrowed()) {
      obstacles.add(CodeBlock.of("!$L($L)", vectors.useIsFloat(), names.of(number)));
    }
    return obstacles;
  }

  private void parameters(MethodSpec.Builder method) {
    facts.arrays().forEach(it -> method.addParameter(Types.of(it.type()), names.of(it)));
    facts.given().forEach(it -> method.addParameter(Types.of(it.type()), names.of(it)));
  }

  /**
   * The method with the loop.
   *
   * @param results adds what becomes of the reductions
   */
  private MethodSpec loop(String name, Consumer<MethodSpec.Builder> results) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addModifiers(Modifier.STATIC)
            .addParameter(TypeName.INT, from)
            .addParameter(TypeName.INT, end);
    parameters(method);
    CodeBlock body = statements.of(facts.body());
    CodeBlock.Builder uniform = CodeBlock.builder();
    uniform(facts.body(), uniform);
    method.addCode(uniform.build());
    CodeBlock starts = starts();
    method.addCode(lanes.before()).addCode(starts);
    method.beginControlFlow(
        "for (int $L = $L; $L < $L; $L += $L.length())",
        index,
        from,
        index,
        end,
        index,
        vectors.use(species()));
    method.addCode(body).endControlFlow();
    results.accept(method);
    return method.build();
  }

  /** What is the same in all iterations is computed once; nothing of it throws. */
  private void uniform(Block block, CodeBlock.Builder code) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign
          && facts.uniform().contains(assign.target())) {
        code.addStatement(
            "$T $L = $L",
            Types.of(assign.target().type()),
            names.of(assign.target()),
            scalars.of(assign.operation()).implicit().code());
      }
      statement.blocks().forEach(inner -> uniform(inner, code));
    }
  }

  private CodeBlock starts() {
    CodeBlock.Builder code = CodeBlock.builder();
    facts
        .reductions()
        .forEach(
            (variable, reduction) ->
                code.addStatement(
                    "$T $L = $L",
                    statements.accumulator(reduction).vector(),
                    names.of(variable),
                    statements.start(statements.accumulator(reduction), reduction)));
    return code.build();
  }

  /** Gives back what is to be added to the reductions. */
  private void results(MethodSpec.Builder method) {
    List<CodeBlock> values = facts.reductions().keySet().stream().map(this::reduced).toList();
    if (values.size() == 1) {
      method.returns(TypeName.DOUBLE).addStatement("return $L", values.get(0));
    } else if (values.size() > 1) {
      method
          .returns(ArrayTypeName.of(TypeName.DOUBLE))
          .addStatement("return new double[] {$L}", CodeBlock.join(values, ", "));
    }
  }

  /** Of a part, adds them itself where the loop has several. */
  private void partResults(MethodSpec.Builder method, VectorLoop whole) {
    if (whole.reductions().size() < 2) {
      results(method);
      return;
    }
    String values = names.unused(VectorBlocks.VALUES);
    List<Variable> all = List.copyOf(whole.reductions().keySet());
    method.addParameter(ArrayTypeName.of(TypeName.DOUBLE), values);
    facts
        .reductions()
        .forEach(
            (variable, reduction) ->
                method.addCode(
                    VectorBlocks.add(
                        CodeBlock.of("$L[$L]", values, all.indexOf(variable)),
                        reduction,
                        reduced(variable))));
  }

  /** What all lanes together make of a reduction. */
  private CodeBlock reduced(Variable variable) {
    Reduction reduction = facts.reductions().get(variable);
    return CodeBlock.of(
        "$L.reduceLanes($T.$L)",
        names.of(variable),
        VectorMethods.OPERATORS,
        reduction == Reduction.SUM ? "ADD" : reduction.name());
  }
}
