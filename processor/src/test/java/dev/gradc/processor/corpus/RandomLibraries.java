package dev.gradc.processor.corpus;

/** Classes whose methods random methods call. */
final class RandomLibraries {

  /** The class whose methods are called too. */
  static final String OTHER =
      """
      package corpus.regressions;

      import dev.gradc.Differentiable;

      final class Other {

        static final double[] TABLE = {-0.5, 1.25, 0.75};
        static final float[] SINGLES = {0.5f, -0.25f, 1.5f};
        static double[] weights = {0.25, 0.5, -1.25};
        static final int[] ORDER = {2, 0, 1};

        private Other() {}

        @Differentiable
        static double tabled(double x, int i) {
          return TABLE[i] * Math.sin(x) + weights[2 - i] * x;
        }

        @Differentiable
        static double hung(double x, int i) {
          return Shelf.hung[i] * Math.sin(x) + x;
        }

        @Differentiable
        static double single(double x, int i) {
          return SINGLES[i] * Math.sin(x * SINGLES[0]);
        }

        @Differentiable
        static double ordered(double[] v, double x) {
          double sum = 0;
          for (int i = 0; i < 3; i++) {
            sum += v[ORDER[i]] * Math.cos(x + i);
          }
          return sum;
        }

        @Differentiable
        static double mix(double x, double[] v) {
          double s = x;
          for (int i = 0; i < v.length; i++) {
            s += Math.sin(v[i] * x);
          }
          return s;
        }

        @Differentiable
        static double[] scaled(double[] v, double x) {
          double[] w = new double[v.length];
          for (int i = 0; i < v.length; i++) {
            w[i] = v[i] * Math.cos(x);
          }
          return w;
        }

        @Differentiable
        static double turn(double[] v, double x) {
          for (int i = 0; i < v.length; i++) {
            v[i] = Math.sin(v[i]) * x;
          }
          return v[0] * x;
        }

        @Differentiable
        static double[][] rows(double[] v, double x) {
          double[][] m = new double[3][];
          for (int i = 0; i < 3; i++) {
            m[i] = new double[] {v[i] * x, v[0], Math.sin(v[1])};
          }
          return m;
        }

        @Differentiable
        static double[][] shared(double[] v, double x) {
          double[] row = {v[0] * x, v[1], v[2]};
          return new double[][] {row, v.clone(), row};
        }

        @Differentiable
        static double smooth(double[][] m, double x) {
          for (int i = 0; i < 3; i++) {
            m[i][0] = Math.sin(m[i][1] * x) + m[i][0];
          }
          return m[1][0];
        }
      }
      """;

  /** A class whose objects are constants. */
  static final String GAUGE =
      """
      package corpus.regressions;

      import dev.gradc.Differentiable;

      final class Gauge {
        final double[] weights;
        final double offset;

        Gauge(double offset) {
          this.weights = new double[] {0.5, offset, -1.5};
          this.offset = offset;
        }

        static Gauge example() {
          return new Gauge(0.75);
        }

        double factor(int i) {
          return offset + 0.25 * i;
        }

        @Differentiable
        double bent(double x) {
          return offset * Math.sin(x) + weights[2] * x;
        }

        @Differentiable
        double weighed(double[] v, double x) {
          double sum = 0;
          for (int i = 0; i < 3; i++) {
            sum += weights[i] * v[i] * x;
          }
          return sum;
        }
      }
      """;

  /** A class whose objects hold an array, one of an argument's now and then. */
  static final String SHELF =
      """
      package corpus.regressions;

      final class Shelf {
        static double[] hung = new double[3];
        final double[] held;

        Shelf(double[] held) {
          this.held = held;
        }

        static Shelf example() {
          return new Shelf(new double[] {1.25, -0.5, 0.5});
        }

        static Shelf around(double[] held) {
          return new Shelf(held);
        }

        void hang() {
          hung = held;
        }

        double at(int i) {
          return held[i];
        }

        double sum() {
          return held[0] + held[1] + held[2];
        }
      }
      """;

  /** A class whose objects hold floats, an argument's now and then. */
  static final String STRIP =
      """
      package corpus.regressions;

      final class Strip {
        static float[] hung = new float[3];
        final float[] held;

        Strip(float[] held) {
          this.held = held;
        }

        static Strip example() {
          return new Strip(new float[] {1.25f, -0.5f, 0.75f});
        }

        static Strip around(float[] held) {
          return new Strip(held);
        }

        void hang() {
          hung = held;
        }

        float at(int i) {
          return held[i];
        }
      }
      """;

  /** The derivatives of methods of its objects. */
  static final String GAUGE_RULES =
      """
      package corpus.regressions;

      import dev.gradc.DerivativeOf;
      import dev.gradc.Mode;

      final class GaugeRules {

        private GaugeRules() {}

        @DerivativeOf(type = Gauge.class, method = "bent")
        static double bent(Gauge gauge, double x, double seed) {
          return seed * (gauge.factor(0) * Math.cos(x) + gauge.weights[2]);
        }

        @DerivativeOf(type = Gauge.class, method = "weighed")
        static double weighed(Gauge gauge, double[] v, double x, double seed, double[] dV) {
          double dX = 0;
          for (int i = 0; i < 3; i++) {
            dV[i] += seed * gauge.weights[i] * x;
            dX += seed * gauge.weights[i] * v[i];
          }
          return dX;
        }

        @DerivativeOf(type = Gauge.class, method = "weighed", mode = Mode.FORWARD)
        static double weighedTangent(Gauge gauge, double[] v, double x, double[] dV, double dX) {
          double sum = 0;
          for (int i = 0; i < 3; i++) {
            sum += gauge.weights[i] * (dV[i] * x + v[i] * dX);
          }
          return sum;
        }
      }
      """;

  /**
   * Methods that have rules. They are differentiable too, so that an oracle can run what they
   * consist of: callers have the rule.
   */
  static final String LIBRARY =
      """
      package corpus.regressions;

      import dev.gradc.Detach;
      import dev.gradc.Differentiable;

      final class Library {

        private Library() {}

        @Differentiable
        static double bent(double x) {
          return x * Math.sin(x);
        }

        @Differentiable
        static double mixed(double x, double y, int n) {
          return Math.sin(x * y) + n * x;
        }

        @Differentiable
        static double dot(double[] a, double[] b) {
          double sum = 0;
          for (int i = 0; i < 3; i++) {
            sum += a[i] * b[i];
          }
          return sum;
        }

        @Differentiable
        static double moment(double[] v, double x) {
          double sum = x;
          for (int i = 0; i < v.length; i++) {
            sum += Math.sin(v[i]) * Math.cos(i + x);
          }
          return sum;
        }

        @Differentiable
        static double weighted(@Detach double[] weights, double[] v) {
          double sum = 0;
          for (int i = 0; i < 3; i++) {
            sum += weights[i] * v[i] * v[i];
          }
          return sum;
        }

        @Differentiable
        static double trace(double[][] m, double x) {
          double sum = 0;
          for (int i = 0; i < 3; i++) {
            sum += m[i][i] * m[i][0] * x;
          }
          return sum;
        }

        @Differentiable
        static double[] scaled(double[] v, double by) {
          double[] result = new double[v.length];
          for (int i = 0; i < v.length; i++) {
            result[i] = v[i] * Math.sin(by);
          }
          return result;
        }

        @Differentiable
        static double[][] outer(double[] a, double[] b) {
          double[][] result = new double[3][3];
          for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
              result[i][j] = a[i] * b[j];
            }
          }
          return result;
        }

        @Differentiable
        static float halved(float x) {
          return (float) Math.sin(x) * 0.5f;
        }
      }
      """;

  /** Their derivatives, some of them in forward mode too. */
  static final String RULES =
      """
      package corpus.regressions;

      import dev.gradc.DerivativeOf;
      import dev.gradc.Detach;
      import dev.gradc.Mode;

      final class Rules {

        private Rules() {}

        record Mixed(double x, double y) {}

        @DerivativeOf(type = Library.class, method = "bent")
        static double bent(double x, double seed) {
          return seed * (Math.sin(x) + x * Math.cos(x));
        }

        @DerivativeOf(type = Library.class, method = "mixed")
        static Mixed mixed(double x, double y, int n, double seed) {
          double slope = seed * Math.cos(x * y);
          return new Mixed(slope * y + seed * n, slope * x);
        }

        @DerivativeOf(type = Library.class, method = "dot")
        static void dot(double[] a, double[] b, double seed, double[] dA, double[] dB) {
          for (int i = 0; i < 3; i++) {
            dA[i] += seed * b[i];
            dB[i] += seed * a[i];
          }
        }

        @DerivativeOf(type = Library.class, method = "moment")
        static double moment(double[] v, double x, double seed, double[] dV) {
          double dX = seed;
          for (int i = 0; i < v.length; i++) {
            dV[i] += seed * Math.cos(v[i]) * Math.cos(i + x);
            dX -= seed * Math.sin(v[i]) * Math.sin(i + x);
          }
          return dX;
        }

        @DerivativeOf(type = Library.class, method = "moment", mode = Mode.FORWARD)
        static double momentTangent(double[] v, double x, double[] dV, double dX) {
          double sum = dX;
          for (int i = 0; i < v.length; i++) {
            sum += Math.cos(v[i]) * Math.cos(i + x) * dV[i];
            sum -= Math.sin(v[i]) * Math.sin(i + x) * dX;
          }
          return sum;
        }

        @DerivativeOf(type = Library.class, method = "weighted")
        static void weighted(@Detach double[] weights, double[] v, double seed, double[] dV) {
          for (int i = 0; i < 3; i++) {
            dV[i] += seed * weights[i] * 2 * v[i];
          }
        }

        @DerivativeOf(type = Library.class, method = "trace")
        static double trace(double[][] m, double x, double seed, double[][] dM) {
          double dX = 0;
          for (int i = 0; i < 3; i++) {
            dM[i][i] += seed * m[i][0] * x;
            dM[i][0] += seed * m[i][i] * x;
            dX += seed * m[i][i] * m[i][0];
          }
          return dX;
        }

        @DerivativeOf(type = Library.class, method = "scaled")
        static double scaled(double[] v, double by, double[] seed, double[] dV) {
          double dBy = 0;
          for (int i = 0; i < v.length; i++) {
            dV[i] += seed[i] * Math.sin(by);
            dBy += seed[i] * v[i] * Math.cos(by);
          }
          return dBy;
        }

        @DerivativeOf(type = Library.class, method = "scaled", mode = Mode.FORWARD)
        static double[] scaledTangent(double[] v, double by, double[] dV, double dBy) {
          double[] result = new double[v.length];
          for (int i = 0; i < v.length; i++) {
            result[i] = dV[i] * Math.sin(by) + v[i] * Math.cos(by) * dBy;
          }
          return result;
        }

        @DerivativeOf(type = Library.class, method = "outer")
        static void outer(double[] a, double[] b, double[][] seed, double[] dA, double[] dB) {
          for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
              dA[i] += seed[i][j] * b[j];
              dB[j] += seed[i][j] * a[i];
            }
          }
        }

        @DerivativeOf(type = Library.class, method = "outer", mode = Mode.FORWARD)
        static double[][] outerTangent(double[] a, double[] b, double[] dA, double[] dB) {
          double[][] result = new double[3][3];
          for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
              result[i][j] = dA[i] * b[j] + a[i] * dB[j];
            }
          }
          return result;
        }

        @DerivativeOf(type = Library.class, method = "halved")
        static float halved(float x, float seed) {
          return seed * (float) Math.cos(x) * 0.5f;
        }
      }
      """;

  private RandomLibraries() {}
}
