package dev.gradc.processor.backend;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/**
 * Refuses gradients that are handed in where a part is no number: a pass would add to it, and give
 * back what it has not computed. Only where generated code looks for anomalies.
 */
final class GradientCheck {

  private final Api api;
  private final GradientFields fields;

  GradientCheck(Api api, GradientFields fields) {
    this.api = api;
    this.fields = fields;
  }

  /** The check of a user's gradient, before anything is added. */
  CodeBlock requireFinite(String gradient) {
    return call("requireFinite", gradient);
  }

  /**
   * The check of a gradient that generated code may have made. Adjoints may be infinite where an
   * argument is.
   */
  CodeBlock requireNumbers(String gradient) {
    return call("requireNumbers", gradient);
  }

  private boolean isPlaced() {
    return fields.looksForAnomalies() && api.isPublished() && !api.active().isEmpty();
  }

  private CodeBlock call(String method, String gradient) {
    return isPlaced()
        ? CodeBlock.builder().addStatement("$L.$L($S)", gradient, method, gradient).build()
        : CodeBlock.of("");
  }

  /** Adds what the checks call. */
  void addTo(TypeSpec.Builder gradient) {
    if (isPlaced()) {
      gradient.addMethod(method("requireFinite", "checkFinite"));
      gradient.addMethod(method("requireNumbers", "checkNumbers"));
    }
  }

  private MethodSpec method(String name, String check) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addModifiers(Modifier.PRIVATE)
            .addParameter(String.class, "handedInAs");
    for (Part part : api.active()) {
      // With this, since a part may be called like the parameter.
      method.addStatement(
          "$T.$L(this.$L, $S + handedInAs + $S)",
          anomalies(part),
          check,
          fields.of(part),
          "part '" + part.text() + "' of the gradient that is handed in as '",
          "'");
    }
    return method.build();
  }

  private static ClassName anomalies(Part part) {
    return Shapes.holdsTensors(part.type()) ? Types.TENSOR_ANOMALIES : Types.ANOMALIES;
  }
}
