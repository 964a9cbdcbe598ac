package dev.gradc.processor.ir;

/** An array; {@code element} may be an array again. */
public record ArrayType(Type element) implements Type {

  @Override
  public String keyword() {
    return element.keyword() + "[]";
  }

  /** The number of dimensions. */
  public int rank() {
    return element instanceof ArrayType inner ? inner.rank() + 1 : 1;
  }

  /** What the innermost arrays hold. */
  public Type innermost() {
    return element instanceof ArrayType inner ? inner.innermost() : element;
  }

  @Override
  public boolean isDifferentiable() {
    return element.isDifferentiable();
  }
}
