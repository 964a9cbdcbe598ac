package dev.gradc.processor.ir;

import java.util.Locale;

/** Java's primitive types. */
public enum Scalar implements Type {
  BOOLEAN,
  BYTE,
  SHORT,
  CHAR,
  INT,
  LONG,
  FLOAT,
  DOUBLE;

  @Override
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean isDifferentiable() {
    return isFloating();
  }

  @Override
  public boolean mayRunUsersCode() {
    return false;
  }

  /** {@code float} or {@code double}. */
  public boolean isFloating() {
    return this == FLOAT || this == DOUBLE;
  }

  /** Every numeric type that is not floating. */
  public boolean isIntegral() {
    return this != BOOLEAN && !isFloating();
  }
}
