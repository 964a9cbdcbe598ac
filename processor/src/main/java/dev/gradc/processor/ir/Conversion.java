package dev.gradc.processor.ir;

import java.util.List;

/** A primitive conversion, widening or narrowing. */
public record Conversion(Scalar from, Scalar to) implements Operator {

  @Override
  public List<Scalar> parameters() {
    return List.of(from);
  }

  @Override
  public Scalar result() {
    return to;
  }

  @Override
  public String mnemonic() {
    return "to"
        + to.keyword().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
        + to.keyword().substring(1);
  }

  @Override
  public boolean mayThrow() {
    return false;
  }
}
