package dev.gradc.processor.ir;

/** An array; {@code element} may be an array again. */
public record ArrayType(Type element) implements Type {

  @Override
  public String keyword() {
    return element.keyword() + "[]";
  }

  @Override
  public boolean isDifferentiable() {
    return element.isDifferentiable();
  }
}
