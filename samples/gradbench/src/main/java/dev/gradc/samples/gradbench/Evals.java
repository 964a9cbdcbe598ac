package dev.gradc.samples.gradbench;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The modules and their functions: inputs are converted, and gradients made, before anything is
 * timed; a gradient is kept from run to run, and set to zero in each.
 */
final class Evals {

  /** Nanoseconds for each function. */
  private static final long WARM_UP = 400_000_000;

  private final Set<String> warm = new HashSet<>();
  private final Map<String, Map<String, Function<JsonElement, Run>>> modules = new TreeMap<>();

  Evals() {
    modules.put("hello", Map.of("square", Evals::square, "double", Evals::doubled));
    modules.put("llsq", Map.of("primal", Evals::llsq, "gradient", Evals::llsqGradient));
    modules.put("lse", Map.of("primal", Evals::lse, "gradient", Evals::lseGradient));
    modules.put("ode", Map.of("primal", Evals::ode, "gradient", Evals::odeGradient));
    modules.put("det", Map.of("primal", Evals::det, "gradient", Evals::detGradient));
    modules.put("gmm", Map.of("objective", Evals::gmm, "jacobian", Evals::gmmGradient));
    modules.put("lstm", Map.of("objective", Evals::lstm, "jacobian", Evals::lstmGradient));
    modules.put(
        "kmeans",
        Map.of("cost", Evals::kmeans, "gradient", Evals::kmeansGradient, "dir", Evals::direction));
    modules.put("ba", Map.of("objective", Evals::ba, "jacobian", Evals::baJacobian));
    modules.put("ht", Map.of("objective", Evals::ht, "jacobian", Evals::htJacobian));
    modules.put("particle", inAllModes(Evals::particle));
    modules.put("saddle", inAllModes(Evals::saddle));
  }

  /** A function whose outer and inner derivatives are each taken forward or backward. */
  private interface Nested {

    Run prepare(JsonElement input, boolean outerForward, boolean innerForward);
  }

  /** The first letter of a name is the mode of the outer derivative. */
  private static Map<String, Function<JsonElement, Run>> inAllModes(Nested nested) {
    return Map.of(
        "rr", input -> nested.prepare(input, false, false),
        "rf", input -> nested.prepare(input, false, true),
        "fr", input -> nested.prepare(input, true, false),
        "ff", input -> nested.prepare(input, true, true));
  }

  boolean has(String module) {
    return modules.containsKey(module);
  }

  /**
   * Evaluates small inputs of a module for a while, so that Java has compiled its functions before
   * anything is timed. Once is enough.
   */
  void warmUp(String module) {
    if (!warm.add(module)) {
      return;
    }
    JsonElement input = Workloads.small(module);
    for (Map.Entry<String, Function<JsonElement, Run>> function : modules.get(module).entrySet()) {
      Run run = function.getValue().apply(input);
      long end = System.nanoTime() + WARM_UP;
      while (System.nanoTime() < end) {
        run.run();
      }
    }
  }

  /**
   * A function with its input.
   *
   * @throws IllegalArgumentException if there is no such function
   */
  Run prepare(String module, String function, JsonElement input) {
    Function<JsonElement, Run> found = modules.get(module).get(function);
    if (found == null) {
      throw new IllegalArgumentException("no such function: " + module + "::" + function);
    }
    return found.apply(input);
  }

  private static Run number(DoubleSupplier function) {
    return new Run() {
      private double value;

      @Override
      public void run() {
        value = function.getAsDouble();
      }

      @Override
      public JsonElement output() {
        return new JsonPrimitive(value);
      }
    };
  }

  private static Run of(Runnable function, Supplier<JsonElement> output) {
    return new Run() {
      @Override
      public void run() {
        function.run();
      }

      @Override
      public JsonElement output() {
        return output.get();
      }
    };
  }

  private static Run square(JsonElement input) {
    double x = Json.number(input);
    return number(() -> Square.square(x));
  }

  private static Run doubled(JsonElement input) {
    double x = Json.number(input);
    SquareGrad.Square.Gradient gradient = SquareGrad.Square.Gradient.zeros(x);
    return number(
        () -> {
          gradient.setZero();
          SquareGrad.Square.addGradient(x, gradient);
          return gradient.x();
        });
  }

  private static Run llsq(JsonElement input) {
    double[] x = Json.vector(Json.member(input, "x"));
    int n = Json.integer(Json.member(input, "n"), 2);
    return number(() -> LeastSquares.halfSum(x, n));
  }

  private static Run llsqGradient(JsonElement input) {
    double[] x = Json.vector(Json.member(input, "x"));
    int n = Json.integer(Json.member(input, "n"), 2);
    var gradient = LeastSquaresGrad.HalfSum.Gradient.zeros(x, n);
    return of(
        () -> {
          gradient.setZero();
          LeastSquaresGrad.HalfSum.addGradient(x, n, gradient);
        },
        () -> Json.of(gradient.x()));
  }

  private static Run lse(JsonElement input) {
    double[] x = Json.vector(Json.member(input, "x"));
    return number(() -> LogSumExp.logSumExp(x));
  }

  private static Run lseGradient(JsonElement input) {
    double[] x = Json.vector(Json.member(input, "x"));
    var gradient = LogSumExpGrad.LogSumExp.Gradient.zeros(x);
    return of(
        () -> {
          gradient.setZero();
          LogSumExpGrad.LogSumExp.addGradient(x, gradient);
        },
        () -> Json.of(gradient.x()));
  }

  private static Run ode(JsonElement input) {
    double[] x = Json.vector(Json.member(input, "x"));
    int steps = Json.integer(Json.member(input, "s"), 1);
    double[][] y = new double[1][];
    return of(() -> y[0] = RungeKutta.solve(x, steps), () -> Json.of(y[0]));
  }

  private static Run odeGradient(JsonElement input) {
    double[] x = Json.vector(Json.member(input, "x"));
    int steps = Json.integer(Json.member(input, "s"), 1);
    var gradient = RungeKuttaGrad.Last.Gradient.zeros(x, steps);
    return of(
        () -> {
          gradient.setZero();
          RungeKuttaGrad.Last.addGradient(x, steps, gradient);
        },
        () -> Json.of(gradient.x()));
  }

  private static Run det(JsonElement input) {
    double[] a = Json.vector(Json.member(input, "A"));
    int n = order(input, a);
    return number(() -> Determinant.determinant(a, n));
  }

  private static Run detGradient(JsonElement input) {
    double[] a = Json.vector(Json.member(input, "A"));
    int n = order(input, a);
    var gradient = DeterminantGrad.Determinant.Gradient.zeros(a, n);
    return of(
        () -> {
          gradient.setZero();
          DeterminantGrad.Determinant.addGradient(a, n, gradient);
        },
        () -> Json.of(gradient.a()));
  }

  private static int order(JsonElement input, double[] a) {
    int n = Json.integer(Json.member(input, "ell"), 1);
    Json.require(a.length == n * n && n < 32, "A is not a matrix of ell rows");
    return n;
  }

  private static Run gmm(JsonElement input) {
    MixtureInput in = MixtureInput.of(input);
    return number(
        () ->
            Mixture.posterior(
                in.alpha(), in.mu(), in.q(), in.l(), in.x(), in.gamma(), in.m(), in.constant()));
  }

  private static Run gmmGradient(JsonElement input) {
    MixtureInput in = MixtureInput.of(input);
    var gradient =
        MixtureGrad.Posterior.Gradient.zeros(
            in.alpha(), in.mu(), in.q(), in.l(), in.x(), in.gamma(), in.m(), 0);
    return of(
        () -> {
          gradient.setZero();
          MixtureGrad.Posterior.addGradient(
              in.alpha(),
              in.mu(),
              in.q(),
              in.l(),
              in.x(),
              in.gamma(),
              in.m(),
              in.constant(),
              gradient);
        },
        () -> {
          JsonObject output = new JsonObject();
          output.add("alpha", Json.of(gradient.alpha()));
          output.add("mu", Json.of(gradient.mu()));
          output.add("q", Json.of(gradient.q()));
          output.add("l", Json.of(gradient.l()));
          return output;
        });
  }

  private static Run lstm(JsonElement input) {
    CharacterInput in = CharacterInput.of(input);
    return number(() -> Characters.loss(in.main(), in.extra(), in.state(), in.sequence()));
  }

  private static Run lstmGradient(JsonElement input) {
    CharacterInput in = CharacterInput.of(input);
    var gradient =
        CharactersGrad.Loss.Gradient.zeros(in.main(), in.extra(), in.state(), in.sequence());
    return of(
        () -> {
          gradient.setZero();
          CharactersGrad.Loss.addGradient(
              in.main(), in.extra(), in.state(), in.sequence(), gradient);
        },
        () -> {
          JsonArray output = new JsonArray();
          for (double[] row : gradient.main()) {
            output.addAll(Json.of(row));
          }
          for (double[] row : gradient.extra()) {
            output.addAll(Json.of(row));
          }
          return output;
        });
  }

  private static Run kmeans(JsonElement input) {
    double[][] points = Json.matrix(Json.member(input, "points"));
    double[][] centroids = Json.matrix(Json.member(input, "centroids"));
    Json.require(
        points[0].length == centroids[0].length, "points and centroids are not of one space");
    return number(() -> Clusters.cost(points, centroids));
  }

  private static Run kmeansGradient(JsonElement input) {
    double[][] points = Json.matrix(Json.member(input, "points"));
    double[][] centroids = Json.matrix(Json.member(input, "centroids"));
    Json.require(
        points[0].length == centroids[0].length, "points and centroids are not of one space");
    var gradient = ClustersGrad.Cost.Gradient.zeros(points, centroids);
    return of(
        () -> {
          gradient.setZero();
          ClustersGrad.Cost.addGradient(points, centroids, gradient);
        },
        () -> Json.of(gradient.centroids()));
  }

  /** Newton's direction: the gradient over the diagonal of the Hessian, which is all of it. */
  private static Run direction(JsonElement input) {
    double[][] points = Json.matrix(Json.member(input, "points"));
    double[][] centroids = Json.matrix(Json.member(input, "centroids"));
    Json.require(
        points[0].length == centroids[0].length, "points and centroids are not of one space");
    var gradient = ClustersGrad.Cost.Gradient.zeros(points, centroids);
    var diagonal = ClustersGrad.Cost.Gradient.zeros(points, centroids);
    double[][] direction = new double[centroids.length][centroids[0].length];
    return of(
        () -> {
          gradient.setZero();
          diagonal.setZero();
          ClustersGrad.Cost.addHessianDiagonal(points, centroids, gradient, diagonal);
          for (int i = 0; i < direction.length; i++) {
            for (int j = 0; j < direction[i].length; j++) {
              direction[i][j] = gradient.centroids()[i][j] / diagonal.centroids()[i][j];
            }
          }
        },
        () -> Json.of(direction));
  }

  private static Run ba(JsonElement input) {
    return Run.of(Observations.of(input)::errors, Observations.Errors::compressed);
  }

  private static Run baJacobian(JsonElement input) {
    Observations observations = Observations.of(input);
    SparseMatrix matrix = observations.matrix();
    return Run.of(() -> observations.jacobian(matrix), SparseMatrix::compressed);
  }

  private static Run ht(JsonElement input) {
    return Run.of(HandInput.of(input)::errors, Json::of);
  }

  private static Run htJacobian(JsonElement input) {
    HandInput hand = HandInput.of(input);
    double[][] matrix = hand.matrix();
    return Run.of(() -> hand.jacobian(matrix), Json::of);
  }

  private static Run particle(JsonElement input, boolean outerForward, boolean innerForward) {
    double start = Json.number(Json.member(input, "w"));
    return number(() -> Minima.particle(start, outerForward, innerForward));
  }

  private static Run saddle(JsonElement input, boolean outerForward, boolean innerForward) {
    double[] start = Json.vector(Json.member(input, "start"));
    Json.require(start.length == 2, "'start' has not two elements");
    Saddle.Point point = new Saddle.Point(start[0], start[1]);
    return Run.of(() -> Minima.saddle(point, outerForward, innerForward), Json::of);
  }
}
