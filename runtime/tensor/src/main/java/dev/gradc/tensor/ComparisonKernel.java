package dev.gradc.tensor;

/**
 * The loops of comparisons, each by itself as those of {@link ArithmeticKernel}: a choice of
 * functions within a loop costs ten times the comparison. All write 1 or 0.
 */
enum ComparisonKernel implements BinaryKernel {
  GREATER {
    @Override
    void doubles(
        double[] a, int ao, int as, double[] b, int bo, int bs, double[] c, int co, int n) {
      if (bs == 0) {
        double y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] > y ? 1 : 0;
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] > b[bo + i] ? 1 : 0;
        }
      }
    }

    @Override
    void floats(float[] a, int ao, int as, float[] b, int bo, int bs, float[] c, int co, int n) {
      if (bs == 0) {
        float y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] > y ? 1 : 0;
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] > b[bo + i] ? 1 : 0;
        }
      }
    }
  },
  GREATER_EQUAL {
    @Override
    void doubles(
        double[] a, int ao, int as, double[] b, int bo, int bs, double[] c, int co, int n) {
      if (bs == 0) {
        double y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] >= y ? 1 : 0;
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] >= b[bo + i] ? 1 : 0;
        }
      }
    }

    @Override
    void floats(float[] a, int ao, int as, float[] b, int bo, int bs, float[] c, int co, int n) {
      if (bs == 0) {
        float y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] >= y ? 1 : 0;
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] >= b[bo + i] ? 1 : 0;
        }
      }
    }
  },
  LESS {
    @Override
    void doubles(
        double[] a, int ao, int as, double[] b, int bo, int bs, double[] c, int co, int n) {
      if (bs == 0) {
        double y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] < y ? 1 : 0;
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] < b[bo + i] ? 1 : 0;
        }
      }
    }

    @Override
    void floats(float[] a, int ao, int as, float[] b, int bo, int bs, float[] c, int co, int n) {
      if (bs == 0) {
        float y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] < y ? 1 : 0;
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] < b[bo + i] ? 1 : 0;
        }
      }
    }
  },
  LESS_EQUAL {
    @Override
    void doubles(
        double[] a, int ao, int as, double[] b, int bo, int bs, double[] c, int co, int n) {
      if (bs == 0) {
        double y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] <= y ? 1 : 0;
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] <= b[bo + i] ? 1 : 0;
        }
      }
    }

    @Override
    void floats(float[] a, int ao, int as, float[] b, int bo, int bs, float[] c, int co, int n) {
      if (bs == 0) {
        float y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] <= y ? 1 : 0;
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] <= b[bo + i] ? 1 : 0;
        }
      }
    }
  },
  EQUAL {
    @Override
    void doubles(
        double[] a, int ao, int as, double[] b, int bo, int bs, double[] c, int co, int n) {
      if (bs == 0) {
        double y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] == y ? 1 : 0;
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] == b[bo + i] ? 1 : 0;
        }
      }
    }

    @Override
    void floats(float[] a, int ao, int as, float[] b, int bo, int bs, float[] c, int co, int n) {
      if (bs == 0) {
        float y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] == y ? 1 : 0;
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] == b[bo + i] ? 1 : 0;
        }
      }
    }
  },
  NOT_EQUAL {
    @Override
    void doubles(
        double[] a, int ao, int as, double[] b, int bo, int bs, double[] c, int co, int n) {
      if (bs == 0) {
        double y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] != y ? 1 : 0;
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] != b[bo + i] ? 1 : 0;
        }
      }
    }

    @Override
    void floats(float[] a, int ao, int as, float[] b, int bo, int bs, float[] c, int co, int n) {
      if (bs == 0) {
        float y = b[bo];
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] != y ? 1 : 0;
        }
      } else {
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + as * i] != b[bo + i] ? 1 : 0;
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
