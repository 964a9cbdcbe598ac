package corpus.records;

import dev.gradc.Differentiable;

/** Records of another top-level class: what can be seen of them is used. */
final class Elsewhere {

  private Elsewhere() {}

  @Differentiable
  static double area(double width, double height, double x) {
    Box box = new Box(new Edge(width), new Edge(height));
    Box moved = new Box(new Edge(box.width().length() + x), box.height());
    return moved.width().length() * moved.height().length() - box.width().length();
  }
}

record Edge(double length) {
  @Override
  public double length() {
    return length;
  }
}

record Box(Edge width, Edge height) {
  Box(Edge width, Edge height) {
    this.width = width;
    this.height = height;
  }
}
