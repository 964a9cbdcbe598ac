package dev.gradc.processor;

/**
 * Which generated code is there, and is that of a method. javac leaves class files where they are:
 * that of the code of a method which is gone, or no longer differentiable, says nothing. The class
 * around it has been made anew then, or the user's class, if no method is left in it. A compilation
 * that writes no classes has done neither.
 */
record WrittenCode(ClassFolder classes) {

  private static final String SUFFIX = "Grad";
  private static final String DIFFERENTIABLE = "Ldev/gradc/Differentiable;";

  boolean has(RelianceIndex.Code code) {
    String companion = code.companion();
    if (code.relies().isEmpty()
        || !companion.startsWith(code.user())
        || !classes.mentions(companion, code.relies())) {
      return false;
    }
    int start = code.user().length();
    String inside = SUFFIX + "$";
    for (int end = companion.indexOf(inside, start);
        end >= 0;
        end = companion.indexOf(inside, end + 1)) {
      if (classes.mentions(companion.substring(0, end) + SUFFIX, companion.replace('.', '/'))
          && isDifferentiable(code.user(), companion.substring(start, end))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether there are differentiable methods in a class.
   *
   * @param nested names of the classes inwards from it, each behind a line; they may have others
   */
  private boolean isDifferentiable(String name, String nested) {
    if (nested.isEmpty()) {
      return classes.mentions(name, DIFFERENTIABLE);
    }
    int end = 0;
    while (end < nested.length()) {
      int line = nested.indexOf('_', end + 1);
      end = line < 0 ? nested.length() : line;
      String inner = name + "$" + nested.substring(1, end);
      if (classes.has(inner) && isDifferentiable(inner, nested.substring(end))) {
        return true;
      }
    }
    return false;
  }
}
