package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The parameters of a generated method that evaluates, and the leaves that it takes from them. */
final class Primals {

  private final Api api;
  private final ReverseProgram program;
  private final JavaNames names;
  private final List<String> parameters = new ArrayList<>();

  Primals(Api api, ReverseProgram program, JavaNames names) {
    this.api = api;
    this.program = program;
    this.names = names;
    int leaf = 0;
    for (Signature.Parameter parameter : api.signature().parameters()) {
      parameters.add(nameOf(parameter, leaf));
      leaf += api.partsOf(parameter).size();
    }
  }

  private String nameOf(Signature.Parameter parameter, int leaf) {
    return api.isRecord(parameter)
        ? names.ofRecord(parameter.name())
        : names.of(program.parameters().get(leaf));
  }

  List<ParameterSpec> specs() {
    return api.parameters(parameters);
  }

  /**
   * Declares the leaves of records that the regions mention, and all of their arrays.
   *
   * @param gathered fields that keep arrays which are made of arrays of records
   */
  CodeBlock unpack(Map<Part, String> gathered) {
    Set<Variable> mentioned = new LinkedHashSet<>(FreeVariables.of(program.forward()));
    mentioned.addAll(FreeVariables.of(program.backward()));
    program.results().stream()
        .filter(Variable.class::isInstance)
        .forEach(result -> mentioned.add((Variable) result));
    CodeBlock.Builder code = CodeBlock.builder();
    for (int i = 0; i < api.parts().size(); i++) {
      Part part = api.parts().get(i);
      Variable variable = program.parameters().get(i);
      if (!part.isWhole() && (mentioned.contains(variable) || Shapes.areIn(variable.type()))) {
        String record = names.ofRecord(part.parameter().name());
        String kept = gathered.get(part);
        code.addStatement(
            "$T $L = $L",
            Types.of(variable.type()),
            names.of(variable),
            kept == null ? part.read(record) : part.gather(record, CodeBlock.of("$L", kept)));
      }
    }
    return code.build();
  }

  /** Remembers, in fields of an object, the records whose constants a gradient shows. */
  CodeBlock hold(String owner, Function<Signature.Parameter, String> field) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (Signature.Parameter record : api.heldRecords()) {
      code.addStatement("$L.$L = $L", owner, field.apply(record), names.ofRecord(record.name()));
    }
    return code.build();
  }

  /** What gradients have to have the shape of. */
  List<CodeBlock> shapes() {
    List<CodeBlock> shapes = new ArrayList<>();
    for (int i = 0; i < api.parts().size(); i++) {
      Part part = api.parts().get(i);
      if (part.isActive() && Shapes.areIn(part.type())) {
        String array = names.of(program.parameters().get(i));
        shapes.add(Shapes.of(part.type(), CodeBlock.of("$L", array)));
      }
    }
    return shapes;
  }
}
