package dev.gradc.processor.backend;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads the names of object types: {@code java.util/Map.Entry<java.lang/String,? extends
 * com.acme/Curve[]>}.
 */
final class ObjectNames {

  private final String text;
  private int position;

  private ObjectNames(String text) {
    this.text = text;
  }

  static TypeName of(String name) {
    return new ObjectNames(name).type();
  }

  static ClassName ofClass(String name) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      return ClassName.bestGuess(name);
    }
    String[] names = name.substring(slash + 1).split("\\.", -1);
    return ClassName.get(
        UnnamedPackage.named(name.substring(0, slash)),
        names[0],
        Arrays.copyOfRange(names, 1, names.length));
  }

  private TypeName type() {
    if (take("? extends ")) {
      return WildcardTypeName.subtypeOf(type());
    }
    if (take("? super ")) {
      return WildcardTypeName.supertypeOf(type());
    }
    if (take("?")) {
      return WildcardTypeName.subtypeOf(ClassName.OBJECT);
    }
    int start = position;
    while (position < text.length() && "<>,[".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    TypeName type = simple(text.substring(start, position));
    while (take("[]")) {
      type = ArrayTypeName.of(type);
    }
    return type;
  }

  private TypeName simple(String name) {
    for (TypeName primitive : PRIMITIVES) {
      if (primitive.toString().equals(name.toLowerCase(Locale.ROOT)) && name.indexOf('/') < 0) {
        return primitive;
      }
    }
    ClassName type = ofClass(name);
    if (!take("<")) {
      return type;
    }
    List<TypeName> arguments = new ArrayList<>();
    do {
      arguments.add(type());
    } while (take(","));
    take(">");
    return ParameterizedTypeName.get(type, arguments.toArray(new TypeName[0]));
  }

  private boolean take(String expected) {
    boolean isNext = text.startsWith(expected, position);
    position += isNext ? expected.length() : 0;
    return isNext;
  }

  private static final List<TypeName> PRIMITIVES =
      List.of(
          TypeName.BOOLEAN,
          TypeName.BYTE,
          TypeName.SHORT,
          TypeName.CHAR,
          TypeName.INT,
          TypeName.LONG,
          TypeName.FLOAT,
          TypeName.DOUBLE);
}
