package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.analysis.VectorLoop;
import dev.gradc.processor.analysis.VectorLoop.Reduction;
import dev.gradc.processor.backend.VectorMethods.Species;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the body of a loop over vectors. Branches become straight lines: what they assign is
 * blended into the lanes that are on their path.
 */
final class VectorStatements {

  private final VectorMethods vectors;
  private final VectorLoop facts;
  private final JavaNames names;
  private final LaneExpressions lanes;
  private final String file;

  /** Variables that change, and have no value so far. */
  private final Set<Variable> unset = new HashSet<>();

  private final Set<String> kept = new HashSet<>();
  private int commentedLine;

  /**
   * Of one loop.
   *
   * @param file where the method stands
   */
  VectorStatements(
      VectorMethods vectors,
      VectorLoop facts,
      JavaNames names,
      LaneExpressions lanes,
      String file) {
    this.vectors = vectors;
    this.facts = facts;
    this.names = names;
    this.lanes = lanes;
    this.file = file;
  }

  /** The body, which runs in all lanes. */
  CodeBlock of(Block body) {
    return statements(body, Optional.empty());
  }

  private Species species() {
    return lanes.species(facts.lanes());
  }

  /** Sums of floats are added up in doubles, since there may be many of them. */
  Species accumulator(Reduction reduction) {
    return reduction == Reduction.SUM ? Species.DOUBLES : species();
  }

  /** What a reduction starts with. */
  CodeBlock start(Species species, Reduction reduction) {
    return CodeBlock.of(
        "$T.broadcast($L, $L)", species.vector(), vectors.use(species), start(reduction));
  }

  private CodeBlock start(Reduction reduction) {
    Class<?> type = facts.lanes() == Scalar.FLOAT ? Float.class : Double.class;
    return switch (reduction) {
      // What nothing changes when it is added.
      case SUM -> CodeBlock.of(facts.lanes() == Scalar.FLOAT ? "-0.0f" : "-0.0");
      case MAX -> CodeBlock.of("$T.NEGATIVE_INFINITY", type);
      case MIN -> CodeBlock.of("$T.POSITIVE_INFINITY", type);
    };
  }

  private CodeBlock statements(Block block, Optional<String> path) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (Statement statement : block.statements()) {
      if (!(statement instanceof Statement.Assign)) {
        comment(statement.origin(), code);
      }
      if (statement instanceof Statement.Declare declare) {
        unset.add(declare.variable());
      } else if (statement instanceof Statement.Assign assign) {
        assign(assign, path, code);
      } else if (statement instanceof Statement.Accumulate sum) {
        accumulate(sum, path, code);
      } else if (statement instanceof Statement.Store store) {
        write(store.array(), lanes.of(store.value()), path, code);
      } else if (statement instanceof Statement.AccumulateElement sum) {
        CodeBlock old = lanes.element(sum.array());
        write(sum.array(), CodeBlock.of("$L.add($L)", old, lanes.of(sum.value())), path, code);
      } else {
        choose((Statement.If) statement, path, code);
      }
    }
    return code.build();
  }

  private void assign(Statement.Assign assign, Optional<String> path, CodeBlock.Builder code) {
    Variable target = assign.target();
    if (facts.uniform().contains(target)) {
      return;
    }
    CodeBlock value = lanes.of(assign.operation());
    if (!target.isMutable() && isKept(value)) {
      names.alias(target, value.toString());
      return;
    }
    comment(assign.origin(), code);
    String name = names.of(target);
    if (!target.isMutable() || unset.remove(target)) {
      // Lanes on other paths have no value yet that would be kept.
      code.addStatement("$L $L = $L", lanes.typeOf(target.type()), name, value);
      if (!target.isMutable()) {
        kept.add(name);
      }
    } else if (path.isEmpty()) {
      code.addStatement("$L = $L", name, value);
    } else if (target.type() == Scalar.BOOLEAN) {
      code.addStatement("$L = $L", name, chosen(CodeBlock.of("$L", name), value, path.get()));
    } else {
      code.addStatement("$L = $L.blend($L, $L)", name, name, value, path.get());
    }
  }

  /** Whether the text is the name of a vector that never changes. */
  private boolean isKept(CodeBlock value) {
    return kept.contains(value.toString());
  }

  private void accumulate(Statement.Accumulate sum, Optional<String> path, CodeBlock.Builder code) {
    String name = names.of(sum.target());
    Reduction reduction = facts.reductions().get(sum.target());
    if (reduction == null) {
      CodeBlock value = CodeBlock.of("$L.add($L)", name, lanes.of(sum.value()));
      code.addStatement(
          "$L = $L",
          name,
          path.map(it -> CodeBlock.of("$L.blend($L, $L)", name, value, it)).orElse(value));
      return;
    }
    CodeBlock value = lanes.widened(sum.value());
    if (path.isPresent()) {
      CodeBlock start = start(species(), reduction);
      String neutral = lanes.shared("neutral", CodeBlock.of("$T", species().vector()), start);
      String chosen = names.unused("added");
      code.addStatement(
          "$T $L = $L.blend($L, $L)", species().vector(), chosen, neutral, value, path.get());
      value = CodeBlock.of("$L", chosen);
    }
    reduce(name, reduction, value, code);
  }

  private void reduce(String name, Reduction reduction, CodeBlock value, CodeBlock.Builder code) {
    if (reduction != Reduction.SUM) {
      String operation = reduction == Reduction.MAX ? "max" : "min";
      code.addStatement("$L = $L.$L($L)", name, name, operation, value);
    } else if (facts.lanes() == Scalar.DOUBLE) {
      code.addStatement("$L = $L.add($L)", name, name, value);
    } else {
      for (int part = 0; part < 2; part++) {
        code.addStatement(
            "$L = $L.add($L.convertShape($T.F2D, $L, $L))",
            name,
            name,
            LaneExpressions.receiver(value),
            VectorMethods.OPERATORS,
            vectors.use(Species.DOUBLES),
            part);
      }
    }
  }

  private void comment(Origin place, CodeBlock.Builder code) {
    Origin origin = place.statement();
    if (origin.line() > 0 && origin.line() != commentedLine) {
      commentedLine = origin.line();
      code.add(Comments.line(origin, file));
    }
  }

  /** On other paths elements are written that are there already. */
  private void write(
      Variable array, CodeBlock value, Optional<String> path, CodeBlock.Builder code) {
    Type element = ((ArrayType) array.type()).element();
    CodeBlock whole = value;
    if (path.isPresent()) {
      CodeBlock old = lanes.element(array);
      whole =
          element == Scalar.BOOLEAN
              ? chosen(old, value, path.get())
              : blended(array, old, value, path.get());
    }
    code.addStatement("$L.intoArray($L, $L)", whole, names.of(array), lanes.index(array));
  }

  private CodeBlock blended(Variable array, CodeBlock old, CodeBlock value, String path) {
    Species species = lanes.species(((ArrayType) array.type()).element());
    CodeBlock mask =
        species == species()
            ? CodeBlock.of("$L", path)
            : CodeBlock.of("$L.cast($L)", path, vectors.use(species));
    return CodeBlock.of("$L.blend($L, $L)", old, value, mask);
  }

  /** The value on the path, and what was there on others. */
  private static CodeBlock chosen(CodeBlock old, CodeBlock value, String path) {
    return CodeBlock.of("$L.andNot($L).or($L.and($L))", old, path, value, path);
  }

  private void choose(Statement.If choice, Optional<String> path, CodeBlock.Builder code) {
    CodeBlock condition = lanes.of(choice.condition());
    Map<Boolean, Block> branches = new LinkedHashMap<>();
    branches.put(true, choice.then());
    branches.put(false, choice.otherwise());
    branches.forEach(
        (isThen, branch) -> {
          if (branch.isEmpty()) {
            return;
          }
          CodeBlock mask = isThen ? condition : CodeBlock.of("$L.not()", condition);
          CodeBlock whole = path.map(it -> CodeBlock.of("$L.and($L)", mask, it)).orElse(mask);
          String name = names.unused(isThen ? "chosen" : "other");
          code.addStatement("$T $L = $L", species().mask(), name, whole);
          code.add(statements(branch, Optional.of(name)));
        });
  }
}
