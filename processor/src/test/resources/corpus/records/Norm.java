package corpus.records;

import dev.gradc.Differentiable;

// golden
record Norm(double x, double y) {

  @Differentiable
  double length() {
    return Math.sqrt(x * x + y * y);
  }

  @Differentiable
  double weighted(double[] weights, Norm other) {
    return weights[0] * x + weights[1] * other.length() * this.y() - gap(other).y;
  }

  private Norm gap(Norm other) {
    return new Norm(x - other.x, y * other.y);
  }

  @Differentiable
  Norm turned(double self) {
    return new Norm(Math.cos(self) * x - Math.sin(self) * y, Math.sin(self) * x + length());
  }
}
