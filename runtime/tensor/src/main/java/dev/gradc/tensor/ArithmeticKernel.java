package dev.gradc.tensor;

/**
 * The loops that take most of the time of elementwise operations, each by itself, in the forms that
 * HotSpot turns into vector instructions. The arithmetic of floats is that of floats.
 */
enum ArithmeticKernel implements BinaryKernel {
  ADD {
    @Override
    void doubles(
        double[] a, int ao, int as, double[] b, int bo, int bs, double[] c, int co, int n) {
      if (bs == 0) {
        double y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] + y;
        }
      } else if (as == 0) {
        double x = a[ao];
        for (int i = 0; i < n; i++) {
          c[co + i] = x + b[bo + i];
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] + b[bo + i];
        }
      }
    }

    @Override
    void floats(float[] a, int ao, int as, float[] b, int bo, int bs, float[] c, int co, int n) {
      if (bs == 0) {
        float y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] + y;
        }
      } else if (as == 0) {
        float x = a[ao];
        for (int i = 0; i < n; i++) {
          c[co + i] = x + b[bo + i];
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] + b[bo + i];
        }
      }
    }
  },
  SUB {
    @Override
    void doubles(
        double[] a, int ao, int as, double[] b, int bo, int bs, double[] c, int co, int n) {
      if (bs == 0) {
        double y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] - y;
        }
      } else if (as == 0) {
        double x = a[ao];
        for (int i = 0; i < n; i++) {
          c[co + i] = x - b[bo + i];
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] - b[bo + i];
        }
      }
    }

    @Override
    void floats(float[] a, int ao, int as, float[] b, int bo, int bs, float[] c, int co, int n) {
      if (bs == 0) {
        float y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] - y;
        }
      } else if (as == 0) {
        float x = a[ao];
        for (int i = 0; i < n; i++) {
          c[co + i] = x - b[bo + i];
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] - b[bo + i];
        }
      }
    }
  },
  MUL {
    @Override
    void doubles(
        double[] a, int ao, int as, double[] b, int bo, int bs, double[] c, int co, int n) {
      if (bs == 0) {
        double y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] * y;
        }
      } else if (as == 0) {
        double x = a[ao];
        for (int i = 0; i < n; i++) {
          c[co + i] = x * b[bo + i];
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] * b[bo + i];
        }
      }
    }

    @Override
    void floats(float[] a, int ao, int as, float[] b, int bo, int bs, float[] c, int co, int n) {
      if (bs == 0) {
        float y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] * y;
        }
      } else if (as == 0) {
        float x = a[ao];
        for (int i = 0; i < n; i++) {
          c[co + i] = x * b[bo + i];
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] * b[bo + i];
        }
      }
    }
  },
  DIV {
    @Override
    void doubles(
        double[] a, int ao, int as, double[] b, int bo, int bs, double[] c, int co, int n) {
      if (bs == 0) {
        double y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] / y;
        }
      } else if (as == 0) {
        double x = a[ao];
        for (int i = 0; i < n; i++) {
          c[co + i] = x / b[bo + i];
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] / b[bo + i];
        }
      }
    }

    @Override
    void floats(float[] a, int ao, int as, float[] b, int bo, int bs, float[] c, int co, int n) {
      if (bs == 0) {
        float y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] / y;
        }
      } else if (as == 0) {
        float x = a[ao];
        for (int i = 0; i < n; i++) {
          c[co + i] = x / b[bo + i];
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] / b[bo + i];
        }
      }
    }
  },
  MAX {
    @Override
    void doubles(
        double[] a, int ao, int as, double[] b, int bo, int bs, double[] c, int co, int n) {
      if (bs == 0) {
        double y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = Math.max(a[ao + i], y);
        }
      } else if (as == 0) {
        double x = a[ao];
        for (int i = 0; i < n; i++) {
          c[co + i] = Math.max(x, b[bo + i]);
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = Math.max(a[ao + i], b[bo + i]);
        }
      }
    }

    @Override
    void floats(float[] a, int ao, int as, float[] b, int bo, int bs, float[] c, int co, int n) {
      if (bs == 0) {
        float y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = Math.max(a[ao + i], y);
        }
      } else if (as == 0) {
        float x = a[ao];
        for (int i = 0; i < n; i++) {
          c[co + i] = Math.max(x, b[bo + i]);
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = Math.max(a[ao + i], b[bo + i]);
        }
      }
    }
  },
  MIN {
    @Override
    void doubles(
        double[] a, int ao, int as, double[] b, int bo, int bs, double[] c, int co, int n) {
      if (bs == 0) {
        double y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = Math.min(a[ao + i], y);
        }
      } else if (as == 0) {
        double x = a[ao];
        for (int i = 0; i < n; i++) {
          c[co + i] = Math.min(x, b[bo + i]);
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = Math.min(a[ao + i], b[bo + i]);
        }
      }
    }

    @Override
    void floats(float[] a, int ao, int as, float[] b, int bo, int bs, float[] c, int co, int n) {
      if (bs == 0) {
        float y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = Math.min(a[ao + i], y);
        }
      } else if (as == 0) {
        float x = a[ao];
        for (int i = 0; i < n; i++) {
          c[co + i] = Math.min(x, b[bo + i]);
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = Math.min(a[ao + i], b[bo + i]);
        }
      }
    }
  };

  @Override
  public void run(Storage a, int ao, int as, Storage b, int bo, int bs, Storage c, int co, int n) {
    if (c.dtype() == DType.DOUBLE) {
      doubles(a.doubles(), ao, as, b.doubles(), bo, bs, c.doubles(), co, n);
    } else {
      floats(a.floats(), ao, as, b.floats(), bo, bs, c.floats(), co, n);
    }
  }

  abstract void doubles(
      double[] a, int ao, int as, double[] b, int bo, int bs, double[] c, int co, int n);

  abstract void floats(
      float[] a, int ao, int as, float[] b, int bo, int bs, float[] c, int co, int n);
}
