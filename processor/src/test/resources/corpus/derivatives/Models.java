package corpus.derivatives;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** Records in the methods whose derivative is taken. */
final class Models {

  record Layer(double[] weights, double bias, int width) {}

  record Model(Layer first, double[][] second, @Detach double scale) {}

  record Point(double x, double y) {}

  @Differentiable
  static double apply(Layer layer, double[] x) {
    double sum = layer.bias();
    for (int i = 0; i < layer.width(); i++) {
      sum += layer.weights()[i] * x[i];
    }
    return Math.tanh(sum);
  }

  // sample: layer.weights length 3, layer.width = 3, x length 3
  @Differentiable
  static double norm(Layer layer, double[] x) {
    ModelsGrad.Apply.Gradient g = ModelsGrad.Apply.gradient(layer, x);
    Layer d = g.layer();
    double sum = d.bias() * g.layerBias();
    for (int i = 0; i < d.width(); i++) {
      sum += d.weights()[i] * g.x()[i];
    }
    return sum;
  }

  @Differentiable
  static double deep(Model model, double[] x) {
    double sum = 0;
    for (int i = 0; i < model.second().length; i++) {
      double inner = model.first().bias();
      for (int k = 0; k < x.length; k++) {
        inner += model.second()[i][k] * x[k] * model.first().weights()[k];
      }
      sum += model.scale() * Math.sin(inner);
    }
    return sum;
  }

  // sample: model.first.weights length 3, model.first.width = 3, x length 3, model.second length 2;3
  @Differentiable
  static double deepNorm(Model model, double[] x) {
    ModelsGrad.Deep.Gradient g = ModelsGrad.Deep.Gradient.zeros(model, x);
    ModelsGrad.Deep.addGradient(model, x, g);
    ModelsGrad.Deep.addGradient(model, g.x().clone(), g);
    Model d = g.model();
    double sum = d.scale() * d.first().bias();
    for (double[] row : d.second()) {
      for (double element : row) {
        sum += element * element;
      }
    }
    return sum;
  }

  @Differentiable
  static Point turned(Point p, double angle) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    return new Point(c * p.x() - s * p.y(), s * p.x() * p.x() + c * p.y());
  }

  @Differentiable
  static double turning(Point p, double angle) {
    ModelsGrad.Turned.Gradient g = ModelsGrad.Turned.gradient(p, angle, new Point(angle, p.x()));
    ModelsGrad.Turned.Tape tape = ModelsGrad.Turned.forward(p, angle);
    Point d = tape.backward(p).p();
    return g.p().x() * g.angle() + d.y() * d.x() + tape.value().y();
  }
}
