package dev.gradc.samples.gradbench;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Retain;

/** The objective of {@code ba}: what one camera sees of one point, against what was observed. */
final class Bundle {

  private Bundle() {}

  /** The two components of an error in the picture. Most of the way back is the same for both. */
  record Residual(@Retain double u, double v) {}

  private record Vector(double x, double y, double z) {

    double dot(Vector other) {
      return x * other.x + y * other.y + z * other.z;
    }

    Vector cross(Vector other) {
      return new Vector(
          y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    Vector plus(Vector other) {
      return new Vector(x + other.x, y + other.y, z + other.z);
    }

    Vector times(double factor) {
      return new Vector(x * factor, y * factor, z * factor);
    }
  }

  /**
   * The weighted error of one observation.
   *
   * @param camera rotation (3), centre (3), focal length, principal point (2), distortion (2)
   * @param point 3
   * @param weight of the observation
   * @param feature where in the picture the point was observed, 2
   */
  @Differentiable
  static Residual reprojection(
      double[] camera, double[] point, double weight, @Detach double[] feature) {
    Vector rotation = new Vector(camera[0], camera[1], camera[2]);
    Vector centered = new Vector(point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]);
    Vector seen = rotate(rotation, centered);
    double x = seen.x / seen.z;
    double y = seen.y / seen.z;
    double squared = x * x + y * y;
    double distortion = 1 + camera[9] * squared + camera[10] * squared * squared;
    double scale = distortion * camera[6];
    return new Residual(
        weight * (x * scale + camera[7] - feature[0]),
        weight * (y * scale + camera[8] - feature[1]));
  }

  /** By the formula of Rodrigues: the axis, as long as the angle. */
  private static Vector rotate(Vector rotation, Vector vector) {
    double squared = rotation.dot(rotation);
    if (squared == 0) {
      return vector.plus(rotation.cross(vector));
    }
    double angle = Math.sqrt(squared);
    Vector axis = rotation.times(1 / angle);
    double cosine = Math.cos(angle);
    return vector
        .times(cosine)
        .plus(axis.cross(vector).times(Math.sin(angle)))
        .plus(axis.times(axis.dot(vector) * (1 - cosine)));
  }

  /** What keeps a weight at one. */
  @Differentiable
  static double weightError(double weight) {
    return 1 - weight * weight;
  }
}
