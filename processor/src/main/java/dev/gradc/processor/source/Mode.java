package dev.gradc.processor.source;

/** The modes of {@code dev.gradc.Mode}, of which generated code has no use. */
public enum Mode {
  REVERSE,
  FORWARD,
  HESSIAN,
  JACOBIAN
}
