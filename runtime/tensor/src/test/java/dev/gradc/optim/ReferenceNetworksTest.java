package dev.gradc.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.gradc.tensor.Activations;
import dev.gradc.tensor.Comparisons;
import dev.gradc.tensor.Indexing;
import dev.gradc.tensor.Products;
import dev.gradc.tensor.Reductions;
import dev.gradc.tensor.Reference;
import dev.gradc.tensor.Shapes;
import dev.gradc.tensor.Tensor;
import dev.gradc.tensor.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules and optimizers together, on the networks of the references, against PyTorch. */
final class ReferenceNetworksTest {

  private static final int[] ALL = {};

  record Linear(Tensor weight, Tensor bias) {

    static Linear of(JsonObject json, String weight, String bias) {
      return new Linear(Reference.tensor(json.get(weight)), Reference.tensor(json.get(bias)));
    }

    Tensor apply(Trace trace, Tensor x) {
      return trace.call("add", trace.call(Products.class, "matmulTransposed", x, weight), bias);
    }

    Linear gradient(Trace trace, Tensor loss) {
      Tensor[] both = trace.backward(loss, weight, bias);
      return new Linear(both[0], both[1]);
    }
  }

  private static Tensor crossEntropy(Trace trace, Tensor scores, int[] labels) {
    Tensor logarithms = trace.call("logSoftmax", scores, 1);
    Tensor chosen = trace.call(Indexing.class, "gather", logarithms, 1, labels);
    return trace.call("neg", trace.call("mean", chosen, ALL));
  }

  private static void agrees(JsonElement expected, Linear actual, String what) {
    JsonArray both = expected.getAsJsonArray();
    Reference.assertAgrees(both.get(0), actual.weight(), what + " weight");
    Reference.assertAgrees(both.get(1), actual.bias(), what + " bias");
  }

  /** The chained form steps model 1 in both optimizers. */
  @ParameterizedTest
  @ValueSource(strings = {"detach", "retain", "chain_retain", "chain_detach"})
  void twoModels(String name) {
    JsonObject variant =
        Reference.file("two-models.json").getAsJsonObject("variants").getAsJsonObject(name);
    boolean chained = name.startsWith("chain");
    Tensor data = Reference.tensor(variant.get("data"));
    int[] labels = Reference.ints(variant.get("label"));
    Linear model1 = Linear.of(variant.getAsJsonObject("init"), "w1", "b1");
    Linear model2 = Linear.of(variant.getAsJsonObject("init"), "w2", "b2");
    Adam adam1 = Adam.over(model1).betas(0.5, 0.999);
    Adam adam2 = (chained ? Adam.over(model2, model1) : Adam.over(model2)).betas(0.5, 0.999);
    for (JsonElement each : variant.getAsJsonArray("iters")) {
      JsonObject expected = each.getAsJsonObject();
      Trace trace = new Trace();
      Tensor a = model1.apply(trace, data);
      Tensor b = model2.apply(trace, name.endsWith("detach") ? a.detach() : a);
      Tensor l1 = crossEntropy(trace, a, labels);
      Tensor l2 = crossEntropy(trace, b, labels);
      Reference.assertAgrees(expected.get("l1"), l1, name + " l1");
      Reference.assertAgrees(expected.get("l2"), l2, name + " l2");
      Linear gradient1 = model1.gradient(trace, l1);
      Linear gradient2 = model2.gradient(trace, l2);
      if (expected.has("grad_m2_after_l2")) {
        agrees(expected.get("grad_m2_after_l2"), gradient2, name + " m2");
        agrees(expected.get("grad_m1_after_l1"), gradient1, name + " m1");
      }
      Linear through = model1.gradient(trace, l2);
      assertEquals(name.endsWith("detach"), through.weight() == null);
      if (chained) {
        adam2.step(gradient2, through);
      } else {
        adam2.step(gradient2);
      }
      adam1.step(gradient1);
      if (expected.has("w1")) {
        Reference.assertAgrees(expected.get("w1"), model1.weight(), name);
        Reference.assertAgrees(expected.get("b1"), model1.bias(), name);
        Reference.assertAgrees(expected.get("w2"), model2.weight(), name);
        Reference.assertAgrees(expected.get("b2"), model2.bias(), name);
      }
    }
  }

  record Network(Linear first, Linear second) {

    static Network of(JsonObject json, String name) {
      return new Network(
          Linear.of(json, name + "1w", name + "1b"), Linear.of(json, name + "2w", name + "2b"));
    }

    Network gradient(Trace trace, Tensor loss) {
      return new Network(first.gradient(trace, loss), second.gradient(trace, loss));
    }

    void agrees(JsonObject expected, String name) {
      Reference.assertAgrees(expected.get(name + "1w"), first.weight(), name + "1w");
      Reference.assertAgrees(expected.get(name + "1b"), first.bias(), name + "1b");
      Reference.assertAgrees(expected.get(name + "2w"), second.weight(), name + "2w");
      Reference.assertAgrees(expected.get(name + "2b"), second.bias(), name + "2b");
    }

    Tensor generate(Trace trace, Tensor z) {
      Tensor hidden = trace.call("relu", first.apply(trace, z));
      return trace.call("tanh", second.apply(trace, hidden));
    }

    /** How much it looks false (sign 1) or real (sign -1). */
    Tensor judge(Trace trace, Tensor x, double sign) {
      Tensor hidden = trace.call(Activations.class, "leakyRelu", first.apply(trace, x), 0.2);
      Tensor logit = trace.call("mul", second.apply(trace, hidden), sign);
      return trace.call("mean", trace.call(Activations.class, "softplus", logit), ALL);
    }
  }

  @Test
  void generativeAdversarialNetwork() {
    JsonObject file = Reference.file("gan-step.json");
    Network generator = Network.of(file.getAsJsonObject("init"), "G");
    Network discriminator = Network.of(file.getAsJsonObject("init"), "D");
    Tensor z = Reference.tensor(file.get("z"));
    Tensor real = Reference.tensor(file.get("x_real"));
    Adam adamG = Adam.over(generator).learningRate(2e-4).betas(0.5, 0.999);
    Adam adamD = Adam.over(discriminator).learningRate(2e-4).betas(0.5, 0.999);
    for (JsonElement each : file.getAsJsonArray("steps")) {
      JsonObject expected = each.getAsJsonObject();
      Trace trace = new Trace();
      Tensor fake = generator.generate(trace, z);
      Reference.assertAgrees(expected.get("y_fake"), fake, "fake");
      Tensor lossReal = discriminator.judge(trace, real, -1);
      Tensor lossFake = discriminator.judge(trace, fake.detach(), 1);
      Reference.assertAgrees(expected.get("lossD_real"), lossReal, "real");
      Reference.assertAgrees(expected.get("lossD_fake"), lossFake, "fake");
      Tensor loss = trace.call("add", lossReal, lossFake);
      assertNull(generator.gradient(trace, loss).first().weight());
      Network gradient = discriminator.gradient(trace, loss);
      gradient.agrees(expected.getAsJsonObject("gradD_at_D_step"), "D");
      adamD.step(gradient);

      Trace again = new Trace();
      Tensor lossG = discriminator.judge(again, generator.generate(again, z), -1);
      Reference.assertAgrees(expected.get("lossG"), lossG, "generator");
      Network gradientG = generator.gradient(again, lossG);
      gradientG.agrees(expected.getAsJsonObject("gradG_at_G_step"), "G");
      adamG.step(gradientG);
      if (expected.has("params_after")) {
        generator.agrees(expected.getAsJsonObject("params_after"), "G");
        discriminator.agrees(expected.getAsJsonObject("params_after"), "D");
      }
    }
  }

  /** The rules of the critic as a part of the penalty, which is then differentiated once more. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void gradientPenalty(int number) {
    JsonObject json =
        Reference.file("wgan-gp.json").getAsJsonArray("cases").get(number).getAsJsonObject();
    String activation = json.get("activation").getAsString();
    Linear one = Linear.of(json.getAsJsonObject("params"), "W1", "b1");
    Linear two = Linear.of(json.getAsJsonObject("params"), "W2", "b2");
    Linear three = Linear.of(json.getAsJsonObject("params"), "W3", "b3");
    Trace trace = new Trace();
    Tensor z1 = one.apply(trace, Reference.tensor(json.get("x_hat")));
    Tensor h1 = activate(trace, activation, z1);
    Tensor z2 = two.apply(trace, h1);
    Tensor h2 = activate(trace, activation, z2);
    Tensor d2 = trace.call(Shapes.class, "broadcastTo", three.weight(), z2.shape());
    Tensor e2 = trace.call("mul", d2, slope(trace, activation, z2, h2));
    Tensor d1 = trace.call("matmul", e2, two.weight());
    Tensor e1 = trace.call("mul", d1, slope(trace, activation, z1, h1));
    Tensor d0 = trace.call("matmul", e1, one.weight());
    Reference.assertAgrees(json.get("grad_x"), d0, "gradient in x");
    Tensor norms = trace.call(Reductions.class, "norm", d0, false, new int[] {1});
    Reference.assertAgrees(json.get("norms"), norms, "norms");
    Tensor squares = trace.call("square", trace.call("sub", norms, 1.0));
    Tensor penalty = trace.call("mean", squares, ALL);
    Reference.assertAgrees(json.get("gp"), penalty, "penalty");
    Tensor loss = trace.call("mul", penalty, json.get("lam").getAsDouble());
    JsonObject expected = json.getAsJsonObject("grad_lam_gp");
    Tensor[] actual =
        trace.backward(
            loss, one.weight(), one.bias(), two.weight(), two.bias(), three.weight(), three.bias());
    String[] names = {"W1", "b1", "W2", "b2", "W3"};
    for (int i = 0; i < names.length; i++) {
      // Through a mask nothing flows; PyTorch says so with zeros.
      boolean isMasked = activation.equals("lrelu") && names[i].startsWith("b");
      assertEquals(isMasked, actual[i] == null);
      Tensor zeros = Reference.tensor(expected.get(names[i])).mul(0);
      Reference.assertAgrees(expected.get(names[i]), isMasked ? zeros : actual[i], names[i]);
    }
    assertEquals(true, expected.get("b3").isJsonNull());
    assertNull(actual[5]);
  }

  private static Tensor activate(Trace trace, String activation, Tensor z) {
    return switch (activation) {
      case "tanh" -> trace.call("tanh", z);
      case "lrelu" -> trace.call(Activations.class, "leakyRelu", z, 0.2);
      default -> trace.call(Activations.class, "softplus", z);
    };
  }

  /** As the rules write it. */
  private static Tensor slope(Trace trace, String activation, Tensor z, Tensor y) {
    return switch (activation) {
      case "tanh" -> trace.call("add", trace.call("neg", trace.call("square", y)), 1.0);
      case "lrelu" -> {
        Tensor negative = trace.call(Comparisons.class, "lessEqual", z, 0.0);
        yield trace.call("add", trace.call("mul", negative, 0.2 - 1), 1.0);
      }
      default -> trace.call("sigmoid", z);
    };
  }
}
