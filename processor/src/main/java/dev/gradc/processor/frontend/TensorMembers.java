package dev.gradc.processor.frontend;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;

/** What is known of members of the tensor library without a rule. */
final class TensorMembers {

  private static final String PACKAGE = "dev.gradc.tensor";
  private static final String STORAGE = PACKAGE + "/Storage";

  /** What they give is read off, and has no way back to the numbers. */
  private static final Set<String> OBJECTS =
      Set.of(PACKAGE + "/DType", PACKAGE + "/Resampling", "java.lang/String");

  private TensorMembers() {}

  /**
   * Whether what the method gives is no number that a derivative could be taken of, nor a way to
   * such numbers: shapes, types, counts, places.
   */
  static boolean isConstant(ExecutableElement method) {
    if (!RecordReader.packageOf(method).equals(PACKAGE)) {
      return false;
    }
    Optional<Type> result = TypeReader.read(method.getReturnType());
    return result.filter(TensorMembers::holdsNoNumbers).isPresent() && !changes(method);
  }

  private static boolean holdsNoNumbers(Type type) {
    Type innermost = type instanceof ArrayType array ? array.innermost() : type;
    return innermost instanceof Scalar scalar
        ? !scalar.isFloating()
        : innermost instanceof ObjectType object && OBJECTS.contains(object.name());
  }

  /** Whether the rule is one of the library's own, which consist of operations with rules. */
  static boolean isRule(DerivativeRule rule) {
    return rule.packageName().equals(PACKAGE + ".rules");
  }

  /** Whether the method changes a tensor, or gives what does. */
  static boolean changes(ExecutableElement method) {
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    String name = ObjectTypes.className(owner);
    boolean isVoid = method.getReturnType().getKind() == TypeKind.VOID;
    boolean givesStorage =
        TypeReader.read(method.getReturnType()).filter(new ObjectType(STORAGE)::equals).isPresent();
    return (name.equals(ObjectType.TENSOR.name()) && (isVoid || givesStorage))
        || (name.equals(STORAGE) && isVoid)
        || name.equals(PACKAGE + "/Into");
  }
}
