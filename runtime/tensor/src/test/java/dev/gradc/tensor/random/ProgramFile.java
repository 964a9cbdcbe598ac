package dev.gradc.tensor.random;

import java.util.List;
import java.util.stream.Collectors;

/** Random programs as a class, with the records that they use. */
final class ProgramFile {

  private static final String MEMBERS =
      """
        record Layer(Tensor w, Tensor b) {
          Tensor apply(Tensor x) {
            return x.matmul(w).add(b);
          }
        }

        record Pair(Tensor a, double s) {
          Pair plus(Pair other) {
            return new Pair(a.add(other.a), s - other.s);
          }
        }

        record State(Tensor[] xs, Tensor t, double[] v) {}

        record Losses(double first, double second) {}

        record FirstKept(@Retain double first, double second) {}

        record BothKept(@Retain double first, @Retain double second) {}

        record Found(Tensor[] all, @Retain Tensor last, double loss) {}

        static Tensor[] threeOf(Tensor[][] grid, int at) {
          return new Tensor[] {grid[at][0], grid[at][1], grid[2][1]};
        }

        static double[] numbersOf(Tensor t) {
          double[] all = t.toDoubles();
          return new double[] {all[0], t.mean().item(), all[all.length - 1]};
        }

      """;

  private static final String CUTS =
      """
        static Tensor cut(Tensor t) {
          return t.detach();
        }

        static Tensor itself(Tensor t) {
          return t;
        }

      """;

  /** For differences: what is detached stays as it was. */
  private static final String FROZEN_CUTS =
      """
        static Tensor cut(Tensor t) {
          return dev.gradc.tensor.random.Frozen.at(t);
        }

        static Tensor itself(Tensor t) {
          return dev.gradc.tensor.random.Frozen.at(t);
        }

      """;

  private ProgramFile() {}

  /** A class of that name, and one in a file of its own that it calls, if any does. */
  static String of(String name, List<RandomProgram> programs) {
    boolean isOfFloats = programs.get(0).isOfFloats();
    String own = programs.stream().map(RandomProgram::text).collect(Collectors.joining());
    String others = programs.stream().map(RandomProgram::others).collect(Collectors.joining());
    String text = type(name, isOfFloats, own.replace("#CLASS#", name));
    String called = name + "Others";
    return others.isEmpty()
        ? text
        : text + "\n// file: " + called + "\n" + type(called, isOfFloats, others);
  }

  private static String type(String name, boolean isOfFloats, String methods) {
    String head =
        """
        import dev.gradc.Checkpoint;
        import dev.gradc.Detach;
        import dev.gradc.Differentiable;
        import dev.gradc.Mode;
        import dev.gradc.Retain;
        import dev.gradc.tensor.*;

        final class %s {

          static final DType T = DType.%s;

          private %s() {}

        """;
    return head.formatted(name, isOfFloats ? "FLOAT" : "DOUBLE", name)
        + MEMBERS
        + CUTS
        + methods
        + "}\n";
  }

  /** The same for differences, to be compiled without derivatives. */
  static String frozen(String text) {
    return text.replace(CUTS, FROZEN_CUTS);
  }

  /** The same with doubles. */
  static String inDoubles(String text) {
    return text.replace("T = DType.FLOAT", "T = DType.DOUBLE");
  }
}
