package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Tape;

final class Escaping {

  @Differentiable
  static double f(double x) {
    return x * x * x;
  }

  static void log(String text, Object value) {
    System.out.println(text + value);
  }

  @Differentiable
  static double passed(double x) {
    EscapingGrad.F.Gradient g = EscapingGrad.F.gradient(x);
    // error: [GC0325] 'log("gradient", g)' cannot be differentiated: an object that carries a derivative
    log("gradient", g);
    return g.x();
  }

  @Differentiable
  static double text(double x) {
    EscapingGrad.F.Gradient g = EscapingGrad.F.gradient(x);
    // error: [GC0325] is passed here to code that is not differentiated
    String text = "" + g;
    return g.x() + text.length();
  }

  @Differentiable
  static double arrays(double x) {
    // error: [GC0325] stands in an array here
    EscapingGrad.F.Gradient[] all = new EscapingGrad.F.Gradient[1];
    // error: [GC0325] is put into an array here
    all[0] = EscapingGrad.F.gradient(x);
    // error: [GC0325] comes from elsewhere here
    return all[0].x();
  }

  @Differentiable
  static double typed(double x) {
    Tape tape = EscapingGrad.F.forward(x);
    // error: [GC0325] 'tape.close()' cannot be differentiated
    tape.close();
    return x;
  }

  @Differentiable
  static double constant(@Detach double x, double y) {
    log("plain", EscapingGrad.F.gradient(x));
    return y;
  }
}
