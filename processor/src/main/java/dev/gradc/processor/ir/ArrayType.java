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

  /**
   * The type of the elements as far as it tells arrays apart: one array may be seen as an array of
   * several classes.
   */
  public Type anyElement() {
    if (element instanceof ArrayType inner) {
      return new ArrayType(inner.anyElement());
    }
    return element instanceof ObjectType ? ObjectType.OBJECT : element;
  }

  /** The same where one array may be seen as an array of several classes. */
  public ArrayType ofAnyClass() {
    return new ArrayType(anyElement());
  }

  /** Whether it holds objects, directly or in its rows. */
  public boolean isOfObjects() {
    return innermost() instanceof ObjectType;
  }

  @Override
  public boolean isDifferentiable() {
    return element.isDifferentiable();
  }

  @Override
  public boolean mayRunUsersCode() {
    return element.mayRunUsersCode();
  }
}
