package dev.gradc.processor.backend;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/** What a method of the virtual machine takes: 255 places, of which some types need two. */
final class ParameterLimit {

  static final int PLACES = 255;

  private ParameterLimit() {}

  /**
   * Looks at all methods of a generated class.
   *
   * @throws ParameterLimitException if one takes more
   */
  static void check(TypeSpec type) {
    for (MethodSpec method : type.methodSpecs()) {
      int places = method.modifiers().contains(Modifier.STATIC) ? 0 : 1;
      for (ParameterSpec parameter : method.parameters()) {
        boolean isWide =
            parameter.type().equals(TypeName.DOUBLE) || parameter.type().equals(TypeName.LONG);
        places += isWide ? 2 : 1;
      }
      if (places > PLACES) {
        throw new ParameterLimitException(method.name(), places);
      }
    }
    type.typeSpecs().forEach(ParameterLimit::check);
  }
}
