package refused;

import dev.gradc.Differentiable;

final class Recursive {

  record Node(double value, Pair next) {}

  record Pair(Node left, Node right) {}

  @Differentiable
  // error: [GC0131] the record 'Node' contains itself
  //              ^
  static double f(Node node) {
    return node.value();
  }
}
