package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Signature;

/** A parameter of the user's method, or one of the leaves of a parameter that is a record. */
record Part(Signature.Parameter parameter, Leaf leaf) {

  Type type() {
    return leaf.type();
  }

  /** Whether it is a parameter by itself. */
  boolean isWhole() {
    return leaf.path().isEmpty();
  }

  boolean isOf(Signature.Parameter other) {
    return parameter.equals(other);
  }

  /** Whether the gradient has a number or array for it. */
  boolean isActive() {
    return !parameter.detached() && leaf.isActive();
  }

  /** As a variable: {@code modelW}. */
  String name() {
    return leaf.variable(parameter.name());
  }

  /** As a person names it: {@code model.w}. */
  String text() {
    return leaf.text(parameter.name());
  }

  /** Its value: {@code model.w()}. */
  CodeBlock read(String primal) {
    return Records.read(parameter.type(), leaf.path(), CodeBlock.of("$L", primal));
  }

  /** Whether it is an array that is made of an array of records. */
  boolean isGathered() {
    return Records.isGathered(parameter.type(), leaf);
  }

  /** The same, written into the array that a variable keeps, which keeps the result. */
  CodeBlock gather(String primal, CodeBlock keptIn) {
    CodeBlock value = CodeBlock.of("$L", primal);
    return CodeBlock.of(
        "$L = $L", keptIn, Records.gather(parameter.type(), leaf.path(), value, keptIn));
  }
}
