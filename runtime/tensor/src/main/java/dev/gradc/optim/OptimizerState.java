package dev.gradc.optim;

import dev.gradc.tensor.DType;
import dev.gradc.tensor.Safetensors;
import dev.gradc.tensor.Storage;
import dev.gradc.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an optimizer remembers, as the contents of a file: a tensor {@code parameter.key} for each
 * memory, and the counts of steps as text.
 */
final class OptimizerState {

  private static final String OPTIMIZER = "optimizer";
  private static final String STEPS = "steps";
  private static final String STEPS_OF = "steps of ";

  /** Before what a setting needs that was made after the last step of the parameter. */
  private static final String NOT_YET = "not yet ";

  private OptimizerState() {}

  /** What the present settings have no use for is left out. */
  static Safetensors of(String optimizer, long steps, Set<String> memories, Parameters parameters) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(OPTIMIZER, optimizer);
    texts.put(STEPS, Long.toString(steps));
    for (Parameter parameter : parameters.all()) {
      texts.put(STEPS_OF + parameter.name(), Long.toString(parameter.steps()));
      for (String key : new TreeSet<>(memories)) {
        Storage storage = parameter.state().get(key);
        if (storage != null) {
          tensors.put(parameter.name() + "." + key, Tensor.wrap(storage, parameter.shape()));
        } else if (parameter.steps() > 0) {
          texts.put(NOT_YET + parameter.name() + "." + key, "");
        }
      }
    }
    return new Safetensors(tensors, texts);
  }

  /** Gives the number of steps; changes nothing if it throws. */
  static long restore(
      Safetensors contents,
      String optimizer,
      Set<String> memories,
      Parameters parameters,
      Path file)
      throws IOException {
    String written = contents.metadata().get(OPTIMIZER);
    if (!optimizer.equals(written)) {
      throw new IOException(
          file
              + ": "
              + (written == null ? "no optimizer wrote this file" : "a file of " + written)
              + ", not of "
              + optimizer);
    }
    long steps = number(contents, STEPS, file);
    Map<Parameter, SortedMap<String, Storage>> states = new HashMap<>();
    Map<Parameter, Long> counts = new HashMap<>();
    Map<String, Tensor> rest = new LinkedHashMap<>(contents.tensors());
    for (Parameter parameter : parameters.all()) {
      long count = number(contents, STEPS_OF + parameter.name(), file);
      SortedMap<String, Storage> state = take(parameter, rest, file);
      Set<String> known = count == 0 ? Set.of() : memories;
      Set<String> needed = new TreeSet<>(known);
      needed.removeIf(
          key -> contents.metadata().containsKey(NOT_YET + parameter.name() + "." + key));
      checkSettings(optimizer, parameter, needed, state.keySet(), file);
      counts.put(parameter, count);
      states.put(parameter, state);
    }
    if (!rest.isEmpty()) {
      throw new IOException(
          file + ": '" + rest.keySet().iterator().next() + "' belongs to no parameter");
    }
    states.forEach((parameter, state) -> parameter.restore(counts.get(parameter), state));
    return steps;
  }

  private static SortedMap<String, Storage> take(
      Parameter parameter, Map<String, Tensor> rest, Path file) throws IOException {
    SortedMap<String, Storage> state = new TreeMap<>();
    String prefix = parameter.name() + ".";
    for (var entries = rest.entrySet().iterator(); entries.hasNext(); ) {
      var entry = entries.next();
      String key =
          entry.getKey().startsWith(prefix) ? entry.getKey().substring(prefix.length()) : ".";
      if (!key.contains(".")) {
        Tensor tensor = entry.getValue();
        DType dtype = parameter.dtype();
        ModelFile.checkFits(entry.getKey(), tensor, dtype, parameter.shape(), file);
        state.put(key, tensor.copy().storage());
        entries.remove();
      }
    }
    return state;
  }

  /** Zeros in the place of what is missing would be steps of another size, in silence. */
  private static void checkSettings(
      String optimizer, Parameter parameter, Set<String> needed, Set<String> found, Path file)
      throws IOException {
    String cure = "; set them as they were when it was saved, and load then";
    for (String key : new TreeSet<>(needed)) {
      if (!found.contains(key)) {
        throw new IOException(
            file
                + ": there is no '"
                + parameter.name()
                + "."
                + key
                + "', which "
                + optimizer
                + " needs with its settings"
                + cure);
      }
    }
    for (String key : found) {
      if (!needed.contains(key)) {
        throw new IOException(
            file
                + ": '"
                + parameter.name()
                + "."
                + key
                + "' is of no use for "
                + optimizer
                + " with its settings"
                + cure);
      }
    }
  }

  private static long number(Safetensors contents, String key, Path file) throws IOException {
    String text = contents.metadata().get(key);
    try {
      if (text != null && Long.parseLong(text) < 0) {
        throw new IOException(file + ": '" + key + "' is '" + text + "', which is no count");
      }
      if (text != null) {
        return Long.parseLong(text);
      }
    } catch (NumberFormatException e) {
      throw new IOException(file + ": '" + key + "' is '" + text + "', which is no number", e);
    }
    throw new IOException(file + ": there is no '" + key + "', so it is of other models");
  }
}
