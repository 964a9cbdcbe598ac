package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.analysis.VectorLoop;
import dev.gradc.processor.analysis.VectorLoop.Reduction;
import dev.gradc.processor.analysis.VectorLoops;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what comes before a plain loop where vectors do most of it. */
final class VectorLoopCalls {

  private final BlockWriter block;
  private final Body body;
  private final VectorMethods vectors;

  VectorLoopCalls(BlockWriter block) {
    this.block = block;
    this.body = block.body();
    this.vectors = body.vectors();
  }

  /** Where the plain loop starts, if vectors come before it. */
  Optional<CodeBlock> write(Statement.CountedLoop loop) {
    boolean isInnermost = !loop.body().contains(VectorLoopCalls::isLoop);
    if (!vectors.isOn() || !isInnermost) {
      return Optional.empty();
    }
    VectorLoops.Finding finding = new VectorLoops().find(loop);
    boolean isShared =
        body.isField(loop.index())
            || DefinedVariables.in(loop.body()).stream().anyMatch(body::isField);
    if (finding.loop().isEmpty() || isShared) {
      String obstacle = isShared ? "a method of several parts" : finding.obstacle();
      block.code().add("// plain loop: $L\n", obstacle);
      return Optional.empty();
    }
    return Optional.of(write(finding.loop().get()));
  }

  private static boolean isLoop(Statement statement) {
    return statement instanceof Statement.CountedLoop || statement instanceof Statement.WhileLoop;
  }

  private CodeBlock write(VectorLoop facts) {
    Statement.CountedLoop loop = facts.loop();
    int number = vectors.next();
    String method = "loop" + number;
    boolean isUpwards = loop.step() > 0;
    String rest = method + (isUpwards ? "End" : "Start");
    new VectorLoopWriter(vectors, facts, body.file()).write(rest, method);
    CodeBlock least = isUpwards ? text(loop.from()) : behind(loop.bound(), Symbol.GT, loop);
    CodeBlock end = isUpwards ? behind(loop.bound(), Symbol.LE, loop) : plusOne(loop.from());
    CodeBlock arguments = arguments(facts);
    String start = body.names().unused(loop.index().name() + "Rest");
    block
        .code()
        .addStatement(
            "int $L = $T.$L($L, $L, $L)", start, vectors.type(), rest, least, end, arguments);
    CodeBlock from = isUpwards ? least : CodeBlock.of("$L", start);
    CodeBlock to = isUpwards ? CodeBlock.of("$L", start) : end;
    CodeBlock call = CodeBlock.of("$T.$L($L, $L, $L)", vectors.type(), method, from, to, arguments);
    reduce(facts, call);
    return CodeBlock.of(isUpwards ? "$L" : "$L - 1", start);
  }

  private CodeBlock text(Atom atom) {
    return block.expressions().of(atom).implicit().code();
  }

  /** The bound, and one more if the relation is the one given. */
  private CodeBlock behind(Atom bound, Symbol relation, Statement.CountedLoop loop) {
    return loop.relation() == relation ? plusOne(bound) : text(bound);
  }

  private CodeBlock plusOne(Atom atom) {
    return CodeBlock.of("$L + 1", block.expressions().of(atom).implicit().atLeast(11));
  }

  private CodeBlock arguments(VectorLoop facts) {
    List<CodeBlock> arguments = new ArrayList<>();
    facts.arrays().forEach(it -> arguments.add(text(it)));
    facts.given().forEach(it -> arguments.add(block.expressions().of(it).code()));
    return CodeBlock.join(arguments, ", ");
  }

  private void reduce(VectorLoop facts, CodeBlock call) {
    int count = facts.reductions().size();
    if (count == 0) {
      block.code().addStatement("$L", call);
      return;
    }
    CodeBlock value = call;
    String several = "";
    if (count > 1) {
      several = body.names().unused(facts.loop().index().name() + "Values");
      block.code().addStatement("double[] $L = $L", several, call);
    }
    int position = 0;
    for (var reduction : facts.reductions().entrySet()) {
      if (count > 1) {
        value = CodeBlock.of("$L[$L]", several, position++);
      }
      reduce(reduction.getKey(), reduction.getValue(), value);
    }
  }

  private void reduce(Variable target, Reduction reduction, CodeBlock value) {
    CodeBlock typed = target.type() == Scalar.FLOAT ? CodeBlock.of("(float) $L", value) : value;
    String name = body.names().of(target);
    if (reduction == Reduction.SUM) {
      block.code().addStatement("$L += $L", name, typed);
    } else {
      String function = reduction == Reduction.MAX ? "max" : "min";
      block.code().addStatement("$L = $T.$L($L, $L)", name, Math.class, function, name, typed);
    }
  }
}
