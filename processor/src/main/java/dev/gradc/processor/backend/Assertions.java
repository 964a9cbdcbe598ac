package dev.gradc.processor.backend;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Derivative;
import javax.lang.model.element.Modifier;

/** Assertions of generated code are enabled where the user's are: by the top-level class. */
final class Assertions {

  private Assertions() {}

  /** Whether the derivative has some. */
  static boolean areIn(Derivative derivative) {
    return areIn(derivative.fused().forward())
        || areIn(derivative.taped().forward())
        || derivative.forward().filter(it -> areIn(it.function().body())).isPresent()
        || derivative.recursive().stream().anyMatch(Assertions::areIn);
  }

  private static boolean areIn(Derivative.Recursive called) {
    return called.pullback().filter(it -> areIn(it.forward())).isPresent()
        || called.evaluation().filter(it -> areIn(it.program().forward())).isPresent()
        || called.forward().filter(it -> areIn(it.function().body())).isPresent();
  }

  private static boolean areIn(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign
          && assign.operation() instanceof Operation.Inspect inspect
          && inspect.aspect() == Aspect.ASSERTIONS) {
        return true;
      }
      if (statement.blocks().stream().anyMatch(Assertions::areIn)) {
        return true;
      }
    }
    return false;
  }

  /** The field that tells. */
  static FieldSpec field(Signature signature) {
    return FieldSpec.builder(TypeName.BOOLEAN, Expressions.ASSERTIONS)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(
            "$T.class.desiredAssertionStatus()",
            ClassName.get(
                UnnamedPackage.named(signature.packageName()), signature.classNames().get(0)))
        .build();
  }
}
