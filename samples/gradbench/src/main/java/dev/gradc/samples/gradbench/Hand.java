package dev.gradc.samples.gradbench;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;

/**
 * The objective of {@code ht}: a hand, its surface moved by its bones, against points that were
 * measured on it.
 */
final class Hand {

  private static final int FINGERS = 5;

  private Hand() {}

  /**
   * What does not move. Motions are matrices of three rows: a rotation, and a fourth column that is
   * a translation.
   *
   * @param parents of the B bones, each before its children; -1 of a root
   * @param relatives at rest, from each bone to its parent, B x 3 x 4
   * @param inverses at rest, from space to each bone, B x 3 x 4
   * @param rest the V vertices at rest, 3 x V
   * @param weights of the bones' motions in the vertices', B x V
   * @param triangles vertices, three for each of T
   * @param mirrored whether it is the other hand
   */
  record Model(
      int[] parents,
      @Detach double[][][] relatives,
      @Detach double[][][] inverses,
      @Detach double[][] rest,
      @Detach double[][] weights,
      int[] triangles,
      boolean mirrored) {}

  /**
   * From vertices to the measured points, three elements for each.
   *
   * @param theta rotation of the hand (3), translation (3), four angles for each finger
   * @param points three coordinates for each of n
   * @param vertices that the points were measured at, n
   */
  @Differentiable(modes = Mode.JACOBIAN)
  static double[] fromVertices(
      double[] theta, @Detach double[] points, int[] vertices, Model model) {
    double[][] positions = positions(theta, model);
    double[] errors = new double[points.length];
    for (int i = 0; i < vertices.length; i++) {
      for (int j = 0; j < 3; j++) {
        errors[3 * i + j] = points[3 * i + j] - positions[j][vertices[i]];
      }
    }
    return errors;
  }

  /**
   * From places on triangles to the measured points, three elements for each.
   *
   * @param shift added to all {@code us}: as each of them has its own three errors, derivatives by
   *     the two shifts are those by all of the {@code us}
   * @param theta rotation of the hand (3), translation (3), four angles for each finger
   * @param us shares of the first two corners in the place, two for each of n
   * @param points three coordinates for each of n
   * @param triangles that the points were measured on, n
   */
  @Differentiable(modes = Mode.JACOBIAN)
  static double[] fromTriangles(
      double[] shift,
      double[] theta,
      @Detach double[] us,
      @Detach double[] points,
      int[] triangles,
      Model model) {
    double[][] positions = positions(theta, model);
    double[] errors = new double[points.length];
    for (int i = 0; i < triangles.length; i++) {
      int triangle = 3 * triangles[i];
      int firstCorner = model.triangles[triangle];
      int secondCorner = model.triangles[triangle + 1];
      int thirdCorner = model.triangles[triangle + 2];
      double first = us[2 * i] + shift[0];
      double second = us[2 * i + 1] + shift[1];
      double third = 1 - first - second;
      for (int j = 0; j < 3; j++) {
        double[] position = positions[j];
        double place =
            first * position[firstCorner]
                + second * position[secondCorner]
                + third * position[thirdCorner];
        errors[3 * i + j] = points[3 * i + j] - place;
      }
    }
    return errors;
  }

  /** Of all vertices, 3 x V. */
  private static double[][] positions(double[] theta, Model model) {
    double[][][] motions = motions(angles(theta, model.parents.length), model);
    int vertices = model.rest[0].length;
    double[][] positions = new double[3][vertices];
    for (int bone = 0; bone < motions.length; bone++) {
      for (int j = 0; j < 3; j++) {
        add(motions[bone][j], model.weights[bone], model.rest, positions[j]);
      }
    }
    if (model.mirrored) {
      for (int i = 0; i < vertices; i++) {
        positions[0][i] = -positions[0][i];
      }
    }
    return moved(theta, positions);
  }

  /** Adds a row of a bone's motion, applied to all vertices. */
  private static void add(double[] row, double[] weight, double[][] rest, double[] position) {
    double a = row[0];
    double b = row[1];
    double c = row[2];
    double d = row[3];
    double[] x = rest[0];
    double[] y = rest[1];
    double[] z = rest[2];
    for (int i = 0; i < position.length; i++) {
      position[i] += weight[i] * (a * x[i] + b * y[i] + c * z[i] + d);
    }
  }

  /** Three for each bone, B x 3. */
  private static double[][] angles(double[] theta, int bones) {
    double[][] angles = new double[bones][3];
    int next = 6;
    for (int finger = 0; finger < FINGERS; finger++) {
      int bone = 2 + 4 * finger;
      angles[bone][0] = theta[next];
      angles[bone][1] = theta[next + 1];
      angles[bone + 1][0] = theta[next + 2];
      angles[bone + 2][0] = theta[next + 3];
      next += 4;
    }
    return angles;
  }

  /** From rest to the pose, of all bones. */
  private static double[][][] motions(double[][] angles, Model model) {
    int bones = angles.length;
    double[][][] absolutes = new double[bones][][];
    double[][][] motions = new double[bones][][];
    for (int bone = 0; bone < bones; bone++) {
      double[][] bent = product(model.relatives[bone], bend(angles[bone]));
      int parent = model.parents[bone];
      absolutes[bone] = parent < 0 ? bent : product(absolutes[parent], bent);
      motions[bone] = product(absolutes[bone], model.inverses[bone]);
    }
    return motions;
  }

  /** One motion after another. */
  private static double[][] product(double[][] after, double[][] before) {
    double[][] product = new double[3][4];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        double sum = j == 3 ? after[i][3] : 0;
        for (int k = 0; k < 3; k++) {
          sum += after[i][k] * before[k][j];
        }
        product[i][j] = sum;
      }
    }
    return product;
  }

  /** About the x axis, then by the third angle about the y axis, then by the second about z. */
  private static double[][] bend(double[] angles) {
    double sinX = Math.sin(angles[0]);
    double cosX = Math.cos(angles[0]);
    double sinY = Math.sin(angles[2]);
    double cosY = Math.cos(angles[2]);
    double sinZ = Math.sin(angles[1]);
    double cosZ = Math.cos(angles[1]);
    return new double[][] {
      {cosZ * cosY, cosZ * sinY * sinX - sinZ * cosX, cosZ * sinY * cosX + sinZ * sinX, 0},
      {sinZ * cosY, sinZ * sinY * sinX + cosZ * cosX, sinZ * sinY * cosX - cosZ * sinX, 0},
      {-sinY, cosY * sinX, cosY * cosX, 0}
    };
  }

  /** The whole hand: rotation and translation. */
  private static double[][] moved(double[] theta, double[][] positions) {
    double[][] rotation = rotation(theta[0], theta[1], theta[2]);
    double[] x = positions[0];
    double[] y = positions[1];
    double[] z = positions[2];
    double[][] moved = new double[3][x.length];
    for (int j = 0; j < 3; j++) {
      move(rotation[j], theta[3 + j], x, y, z, moved[j]);
    }
    return moved;
  }

  /** One coordinate of all positions. */
  private static void move(
      double[] row, double shift, double[] x, double[] y, double[] z, double[] moved) {
    double a = row[0];
    double b = row[1];
    double c = row[2];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = a * x[i] + b * y[i] + c * z[i] + shift;
    }
  }

  /** About an axis that is as long as the angle; none if that is tiny. */
  private static double[][] rotation(double x, double y, double z) {
    double angle = Math.sqrt(x * x + y * y + z * z);
    if (angle < 1e-4) {
      return new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    }
    double a = x / angle;
    double b = y / angle;
    double c = z / angle;
    double sin = Math.sin(angle);
    double cos = Math.cos(angle);
    double rest = 1 - cos;
    return new double[][] {
      {a * a * rest + cos, a * b * rest - c * sin, a * c * rest + b * sin},
      {a * b * rest + c * sin, b * b * rest + cos, b * c * rest - a * sin},
      {a * c * rest - b * sin, b * c * rest + a * sin, c * c * rest + cos}
    };
  }
}
