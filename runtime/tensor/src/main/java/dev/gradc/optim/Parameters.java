package dev.gradc.optim;

import dev.gradc.tensor.Cotangents;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Shapes;
import dev.gradc.tensor.Storage;
import dev.gradc.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** The parameters of some models. One that is in several places is one parameter. */
final class Parameters {

  private final Object[] models;

  /** Several models are told apart by their numbers. */
  private final String[] roots;

  private final List<Parameter> all = new ArrayList<>();
  private final IdentityHashMap<Object, Parameter> byArray = new IdentityHashMap<>();
  private final Way way = new Way();

  private Parameters(Object[] models) {
    this.models = models.clone();
    this.roots = new String[models.length];
  }

  /** Throws if there are none. */
  static Parameters of(Object... models) {
    Parameters parameters = new Parameters(models);
    for (int i = 0; i < models.length; i++) {
      if (models[i] == null) {
        throw new IllegalArgumentException("model " + i + " is null");
      }
      boolean isLeaf = Leaf.of(models[i]) != null;
      parameters.roots[i] = models.length > 1 || isLeaf ? Integer.toString(i) : "";
      parameters.way.begin(parameters.roots[i]);
      parameters.collect(models[i]);
    }
    if (parameters.all.isEmpty()) {
      throw new IllegalArgumentException(
          "no parameters: the models hold no tensors and no arrays of numbers");
    }
    return parameters;
  }

  List<Parameter> all() {
    return all;
  }

  private void collect(Object value) {
    if (value == null || value instanceof Number) {
      return;
    }
    Leaf leaf = Leaf.of(value);
    if (leaf != null) {
      add(leaf);
    } else if (!Structure.hasParts(value)) {
      Structure.checkConstant(value, way.name());
    } else if (value instanceof Object[] elements) {
      for (int i = 0; i < elements.length; i++) {
        way.enter(i);
        collect(elements[i]);
        way.leave();
      }
    } else {
      Part[] parts = Structure.parts(value, way);
      Structure.checkNames(parts, way);
      for (Part part : parts) {
        if (!part.isNumber() && !part.isPlain()) {
          way.enter(part.name());
          collect(part.read(value));
          way.leave();
        }
      }
    }
  }

  private void add(Leaf leaf) {
    List<Object> arrays = leaf.arrays();
    if (arrays.isEmpty()) {
      return;
    }
    Parameter known = byArray.get(arrays.get(0));
    for (Object array : arrays) {
      if (byArray.get(array) != known) {
        throw new IllegalArgumentException(
            "'" + way.name() + "' shares some of its rows with another parameter");
      }
    }
    if (known != null) {
      return;
    }
    Parameter parameter = new Parameter(way.name(), leaf.shape(), leaf.parts());
    all.add(parameter);
    arrays.forEach(array -> byArray.put(array, parameter));
  }

  /** Adds gradients; throws before it changes any if one has not the structure of its model. */
  void add(double weight, Object[] gradients) {
    checkCount(gradients.length);
    for (int i = 0; i < models.length; i++) {
      checkIsOther(i, gradients[i]);
    }
    for (int i = 0; i < models.length; i++) {
      visit(i, gradients[i], Double.NaN);
    }
    for (int i = 0; i < models.length; i++) {
      visit(i, gradients[i], weight);
    }
  }

  /** The same with the gradient of the only model. */
  void addOnly(double weight, Object gradient) {
    checkCount(1);
    checkIsOther(0, gradient);
    visit(0, gradient, Double.NaN);
    visit(0, gradient, weight);
  }

  private void checkCount(int gradients) {
    if (gradients != models.length) {
      throw new IllegalArgumentException(
          models.length
              + " models and "
              + gradients
              + " gradients: there is one for each model, null for one that is not reached");
    }
  }

  /** Parts that are detached stand in a gradient as they are; a whole model never does. */
  private void checkIsOther(int model, Object gradient) {
    if (models[model] == gradient) {
      throw new IllegalArgumentException(
          "the gradient of model "
              + (model + 1)
              + " is that model itself; give what the gradient has for it, such as"
              + " gradient.model()");
    }
  }

  private void visit(int model, Object gradient, double weight) {
    way.begin(roots[model]);
    visit(models[model], gradient, weight);
  }

  /** Checks a gradient, and adds its multiple unless the weight is NaN. */
  private void visit(Object value, Object gradient, double weight) {
    if (gradient == null || value == gradient) {
      return;
    }
    if (gradient instanceof Tensor tensor && Cotangents.isNone(tensor)) {
      return;
    }
    if (value == null) {
      throw new IllegalArgumentException(
          "the gradient of "
              + named()
              + " is a "
              + gradient.getClass().getSimpleName()
              + ", but the model has nothing there");
    }
    Class<?> type = value.getClass();
    if (type != gradient.getClass()) {
      throw new IllegalArgumentException(
          "the gradient of "
              + named()
              + " is a "
              + gradient.getClass().getSimpleName()
              + ", which should be a "
              + type.getSimpleName());
    }
    if (value instanceof Double || value instanceof Float) {
      checkConstant(((Number) value).doubleValue(), ((Number) gradient).doubleValue());
    } else if (value instanceof Tensor tensor) {
      visit(tensor, (Tensor) gradient, weight);
    } else if (value instanceof double[] numbers) {
      checkShape(numbers.length == ((double[]) gradient).length, value, gradient);
      add(numbers, gradient, weight);
    } else if (value instanceof float[] numbers) {
      checkShape(numbers.length == ((float[]) gradient).length, value, gradient);
      add(numbers, gradient, weight);
    } else if (Leaf.isNumbers(type) && Leaf.isOfOneShape(value)) {
      visitRows(value, gradient, weight);
    } else if (Structure.hasParts(value)) {
      if (value instanceof Object[] elements) {
        visitElements(elements, (Object[]) gradient, weight);
      } else {
        visitParts(value, gradient, weight);
      }
    }
  }

  private void visit(Tensor value, Tensor gradient, double weight) {
    boolean fits = value.dtype() == gradient.dtype() && Shapes.areSame(value, gradient);
    checkShape(fits, value, gradient);
    Storage numbers = value.storage();
    boolean isDouble = value.dtype() == DType.DOUBLE;
    add(isDouble ? numbers.doubles() : numbers.floats(), gradient, weight);
  }

  /** An array of rows of one length. */
  private void visitRows(Object rows, Object gradient, double weight) {
    checkShape(Leaf.areAlike(rows, gradient), rows, gradient);
    Object first = Leaf.firstRow(rows);
    if (first != null) {
      add(first, gradient, weight);
    }
  }

  private void visitElements(Object[] elements, Object[] gradients, double weight) {
    if (elements.length != gradients.length) {
      throw new IllegalArgumentException(
          "the gradient of "
              + named()
              + " has length "
              + gradients.length
              + ", which should be "
              + elements.length);
    }
    for (int i = 0; i < elements.length; i++) {
      way.enter(i);
      visit(elements[i], gradients[i], weight);
      way.leave();
    }
  }

  private void visitParts(Object value, Object gradient, double weight) {
    Part[] parts = Structure.parts(value, way);
    for (int i = 0; i < parts.length; i++) {
      Part part = parts[i];
      // What is detached stands in a gradient as it is, or as it is in a copy of the model.
      if (!part.isDetached() && !part.isPlain()) {
        way.enter(part.name());
        if (part.isNumber()) {
          checkConstant(part.number(value), part.number(gradient));
        } else {
          visit(part.read(value), part.read(gradient), weight);
        }
        way.leave();
      }
    }
  }

  private void add(Object array, Object gradient, double weight) {
    Parameter parameter = byArray.get(array);
    if (parameter == null) {
      throw new IllegalStateException(
          named() + " is not the array any more that it was when the optimizer was made");
    }
    if (!Double.isNaN(weight)) {
      parameter.add(weight, gradient);
    }
  }

  private void checkShape(boolean fits, Object value, Object gradient) {
    if (!fits) {
      throw hasShape(Leaf.of(value), Leaf.of(gradient));
    }
  }

  private IllegalArgumentException hasShape(Leaf leaf, Leaf gradient) {
    return new IllegalArgumentException(
        "the gradient of "
            + named()
            + " has shape "
            + (gradient == null ? "of rows of different lengths" : gradient)
            + ", which should be "
            + leaf);
  }

  /**
   * A number in a record cannot be changed in place. Its gradient is the number itself where
   * nothing flows to it; whoever has another one expects it to be trained.
   */
  private void checkConstant(double value, double gradient) {
    if (gradient != 0 && Double.compare(gradient, value) != 0) {
      throw new IllegalArgumentException(
          "there is a gradient of the number "
              + named()
              + ", which cannot be changed in place; make it a Tensor or an array of length 1");
    }
  }

  private String named() {
    String name = way.name();
    return name.isEmpty() ? "the model" : "'" + name + "'";
  }
}
