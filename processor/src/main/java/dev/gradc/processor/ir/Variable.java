package dev.gradc.processor.ir;

/**
 * A variable; its name is unique within its function, so two variables are the same if they are
 * equal.
 */
public record Variable(String name, Type type, Role role) implements Atom {

  /** How a variable gets its values. */
  public enum Role {
    /** Given by the caller, never assigned. */
    PARAMETER,
    /** Defined by exactly one statement of its scope (or by its loop, for an index). */
    SINGLE,
    /** Declared, then changed by copies and accumulations. */
    MUTABLE
  }

  public boolean isMutable() {
    return role == Role.MUTABLE;
  }

  @Override
  public String toString() {
    return name;
  }
}
