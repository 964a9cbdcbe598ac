package dev.gradc.processor.ir;

/** What an operation may take as an argument. */
public sealed interface Atom permits Variable, Constant {

  /** The static type. */
  Type type();
}
