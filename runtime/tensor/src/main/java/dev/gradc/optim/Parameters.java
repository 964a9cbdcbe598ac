package dev.gradc.optim;

import dev.gradc.tensor.Cotangents;
import dev.gradc.tensor.Storage;
import dev.gradc.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of some models. One that is in several places is one parameter. */
final class Parameters {

  private final Object[] models;
  private final List<Parameter> all = new ArrayList<>();
  private final IdentityHashMap<Object, Parameter> byArray = new IdentityHashMap<>();

  private Parameters(Object[] models) {
    this.models = models.clone();
  }

  /** Throws if there are none. */
  static Parameters of(Object... models) {
    Parameters parameters = new Parameters(models);
    for (int i = 0; i < models.length; i++) {
      if (models[i] == null) {
        throw new IllegalArgumentException("model " + i + " is null");
      }
      parameters.collect(models[i], parameters.root(i));
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

  /** Several models are told apart by their numbers. */
  private String root(int model) {
    boolean isLeaf = models[model] != null && Leaf.of(models[model]) != null;
    return models.length > 1 || isLeaf ? Integer.toString(model) : "";
  }

  private void collect(Object value, String name) {
    if (value == null || value instanceof Number) {
      return;
    }
    Leaf leaf = Leaf.of(value);
    if (leaf != null) {
      add(leaf, name);
    } else if (Structure.hasParts(value)) {
      Structure.parts(value, name)
          .forEach((part, each) -> collect(each, Structure.join(name, part)));
    } else {
      Structure.checkConstant(value, name);
    }
  }

  private void add(Leaf leaf, String name) {
    List<Object> arrays = leaf.arrays();
    if (arrays.isEmpty()) {
      return;
    }
    Parameter known = byArray.get(arrays.get(0));
    for (Object array : arrays) {
      if (byArray.get(array) != known) {
        throw new IllegalArgumentException(
            "'" + name + "' shares some of its rows with another parameter");
      }
    }
    if (known != null) {
      return;
    }
    Parameter parameter = new Parameter(name, leaf.shape(), leaf.parts());
    all.add(parameter);
    arrays.forEach(array -> byArray.put(array, parameter));
  }

  /** Something to do with a parameter and its gradient. */
  private interface Pair {
    void accept(Parameter parameter, List<Storage> gradient);
  }

  /** Adds gradients; throws before it changes any if one has not the structure of its model. */
  void add(double weight, Object... gradients) {
    visit(gradients, (parameter, gradient) -> {});
    visit(gradients, (parameter, gradient) -> parameter.add(weight, gradient));
  }

  private void visit(Object[] gradients, Pair pair) {
    if (gradients.length != models.length) {
      throw new IllegalArgumentException(
          models.length
              + " models and "
              + gradients.length
              + " gradients: there is one for each model, null for one that is not reached");
    }
    for (int i = 0; i < models.length; i++) {
      // Parts that are detached stand in a gradient as they are; a whole model never does.
      if (models[i] != null && models[i] == gradients[i]) {
        throw new IllegalArgumentException(
            "the gradient of model "
                + (i + 1)
                + " is that model itself; give what the gradient has for it, such as"
                + " gradient.model()");
      }
    }
    for (int i = 0; i < models.length; i++) {
      visit(models[i], gradients[i], root(i), pair);
    }
  }

  private void visit(Object value, Object gradient, String name, Pair pair) {
    if (value == null || gradient == null || value == gradient) {
      return;
    }
    if (gradient instanceof Tensor tensor && Cotangents.isNone(tensor)) {
      return;
    }
    String named = name.isEmpty() ? "the model" : "'" + name + "'";
    if (value.getClass() != gradient.getClass()) {
      throw new IllegalArgumentException(
          "the gradient of "
              + named
              + " is a "
              + gradient.getClass().getSimpleName()
              + ", which should be a "
              + value.getClass().getSimpleName());
    }
    if (value instanceof Double || value instanceof Float) {
      checkConstant((Number) value, (Number) gradient, named);
      return;
    }
    Leaf leaf = Leaf.of(value);
    if (leaf != null) {
      visitLeaf(leaf, Leaf.of(gradient), named, pair);
    } else if (Structure.hasParts(value)) {
      Map<String, Object> parts = Structure.parts(value, name);
      Map<String, Object> others = Structure.parts(gradient, name);
      if (parts.size() != others.size()) {
        throw new IllegalArgumentException(
            "the gradient of "
                + named
                + " has length "
                + others.size()
                + ", which should be "
                + parts.size());
      }
      parts.forEach(
          (part, each) -> {
            // What stands there in a gradient is the tensor itself, or that of a copy of the model.
            if (!Structure.isDetached(value, part)) {
              visit(each, others.get(part), Structure.join(name, part), pair);
            }
          });
    }
  }

  private void visitLeaf(Leaf leaf, Leaf gradient, String named, Pair pair) {
    if (gradient == null || !leaf.hasShapeOf(gradient)) {
      throw new IllegalArgumentException(
          "the gradient of "
              + named
              + " has shape "
              + (gradient == null ? "of rows of different lengths" : gradient)
              + ", which should be "
              + leaf);
    }
    List<Object> arrays = leaf.arrays();
    if (!arrays.isEmpty()) {
      Parameter parameter = byArray.get(arrays.get(0));
      if (parameter == null) {
        throw new IllegalStateException(
            named + " is not the array any more that it was when the optimizer was made");
      }
      pair.accept(parameter, gradient.parts());
    }
  }

  /**
   * A number in a record cannot be changed in place. Its gradient is the number itself where
   * nothing flows to it; whoever has another one expects it to be trained.
   */
  private static void checkConstant(Number value, Number gradient, String named) {
    if (gradient.doubleValue() != 0 && !gradient.equals(value)) {
      throw new IllegalArgumentException(
          "there is a gradient of the number "
              + named
              + ", which cannot be changed in place; make it a Tensor or an array of length 1");
    }
  }
}
