// release: 25
import dev.gradc.Differentiable;

@Differentiable
// error: [GC0216] 'square' stands in a file without a class
double square(double x) {
  return x * x;
}

void main() {}
