package dev.gradc.processor.backend;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.source.HandleNames;
import dev.gradc.processor.source.Signature;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the handles of a tape's outputs: for each an accessor and a class with its passes. */
final class OutputHandles {

  private final Api api;
  private final List<String> accessors;
  private final List<String> classes;

  OutputHandles(Api api) {
    this.api = api;
    HandleNames names = new HandleNames(api.signature());
    this.accessors = names.accessors();
    this.classes = names.classes();
  }

  private List<Signature.Output> outputs() {
    return api.hasHandles() ? api.signature().outputs() : List.of();
  }

  private ClassName classOf(int output) {
    return api.tape().nestedClass(classes.get(output));
  }

  /**
   * A field and a method for each handle.
   *
   * @param fields names of the fields
   */
  void addAccessors(List<String> fields, TypeSpec.Builder type) {
    for (int i = 0; i < outputs().size(); i++) {
      type.addField(
          FieldSpec.builder(classOf(i), fields.get(i), Modifier.PRIVATE, Modifier.FINAL)
              .initializer("new $T()", classOf(i))
              .build());
      type.addMethod(accessor(i).addStatement("return $L", fields.get(i)).build());
    }
  }

  private MethodSpec.Builder accessor(int index) {
    Signature.Output output = outputs().get(index);
    MethodSpec.Builder method =
        api.method(accessors.get(index))
            .returns(classOf(index))
            .addJavadoc("The output {@code $L}, with backward passes of its own.\n", output.name());
    if (output.isRetained()) {
      method.addAnnotation(AnnotationSpec.builder(Types.RETAIN).build());
    }
    return method;
  }

  /** Adds the backward passes of an output to its class. */
  interface Passes {
    void add(int output, TypeSpec.Builder type);
  }

  /**
   * The classes.
   *
   * @param value the field with the recorded result
   */
  void addClasses(String value, Passes passes, TypeSpec.Builder type) {
    for (int i = 0; i < outputs().size(); i++) {
      Signature.Output output = outputs().get(i);
      TypeSpec.Builder handle = header(i);
      handle.addMethod(
          api.method("value")
              .returns(Types.of(output.type()))
              .addJavadoc(
                  """
                  The value that was recorded; stays readable after a backward pass.

                  @throws IllegalStateException if nothing is recorded
                  """)
              .addStatement("requireRecorded()")
              .addStatement("return $L.$L()", value, output.name())
              .build());
      passes.add(i, handle);
      type.addType(handle.build());
    }
  }

  private TypeSpec.Builder header(int index) {
    Signature.Output output = outputs().get(index);
    return TypeSpec.classBuilder(classOf(index).simpleName())
        .addModifiers(api.modifiers(Modifier.FINAL))
        .addJavadoc(
            "The output {@code $L} of {@code $L}. $L\n",
            output.name(),
            api.source(),
            output.isRetained()
                ? "Retained: it can be gone back from any number of times."
                : "A backward pass frees what it goes back through.")
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
  }

  /** The same with bodies that throw. */
  void addThrowing(TypeSpec.Builder type) {
    for (int i = 0; i < outputs().size(); i++) {
      type.addMethod(accessor(i).addCode(Throwing.body(api)).build());
      TypeSpec.Builder handle = header(i);
      handle.addMethod(
          api.method("value")
              .returns(Types.of(outputs().get(i).type()))
              .addCode(Throwing.body(api))
              .build());
      BackwardWriter.addThrowing(api, outputs().get(i).type(), handle);
      type.addType(handle.build());
    }
  }
}
