package dev.gradc.check;

/** What is known of values besides themselves. Paths are those of {@link Span}. */
interface Roles {

  /** The name of a value; empty if its components have names enough. */
  String name(int parameter);

  /** Whether derivatives flow through the numbers there. */
  boolean isActive(int parameter, String path);

  /** Whether there is something that derivatives flow through, so that it must be seen. */
  boolean isExpected(int parameter, String path);

  /** Whether what is there is declared as a sealed interface, so that its case is in the path. */
  boolean isSealed(int parameter, String path);

  /** Every number is active that no component detaches. */
  static Roles named(String single, Object value) {
    String name = value != null && value.getClass().isRecord() ? "" : single;
    return new Roles() {
      @Override
      public String name(int parameter) {
        return name;
      }

      @Override
      public boolean isActive(int parameter, String path) {
        return true;
      }

      @Override
      public boolean isExpected(int parameter, String path) {
        return false;
      }

      @Override
      public boolean isSealed(int parameter, String path) {
        return false;
      }
    };
  }
}
