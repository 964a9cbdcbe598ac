package dev.gradc.optim;

import dev.gradc.tensor.DType;
import dev.gradc.tensor.Safetensors;
import dev.gradc.tensor.Storage;
import dev.gradc.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files of models in the format safetensors, which other tools read too: a tensor for each
 * parameter, under the name that it has in its model. Several models are told apart by numbers in
 * front: {@code 1.layer.weight}. What is no tensor and no array, as the numbers of records, is not
 * in the file.
 */
public final class ModelFile {

  private ModelFile() {}

  /**
   * Writes the parameters of models.
   *
   * @param file is replaced
   * @param models records, final classes, tensors, arrays
   * @throws IOException if the file cannot be written
   */
  public static void save(Path file, Object... models) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : Parameters.of(models).all()) {
      Tensor tensor = Tensor.zeros(parameter.dtype(), parameter.shape());
      int offset = 0;
      for (Storage part : parameter.parts()) {
        copy(part, 0, tensor.storage(), offset, part.size());
        offset += part.size();
      }
      tensors.put(parameter.name(), tensor);
    }
    new Safetensors(tensors, Map.of()).write(file);
  }

  /**
   * Reads the parameters of models, in place.
   *
   * @param file with a tensor of the same name, shape and type for each parameter, and no others
   * @param models whose parameters are changed
   * @throws IOException if the file cannot be read, is no such file, or does not fit; nothing is
   *     changed then
   */
  public static void load(Path file, Object... models) throws IOException {
    Map<String, Tensor> tensors = Safetensors.read(file).tensors();
    Parameters parameters = Parameters.of(models);
    for (Parameter parameter : parameters.all()) {
      Tensor tensor = tensors.get(parameter.name());
      if (tensor == null) {
        throw new IOException(file + ": there is no '" + parameter.name() + "'");
      }
      checkFits(parameter.name(), tensor, parameter.dtype(), parameter.shape(), file);
    }
    if (tensors.size() > parameters.all().size()) {
      Map<String, Tensor> others = new LinkedHashMap<>(tensors);
      parameters.all().forEach(parameter -> others.remove(parameter.name()));
      throw new IOException(file + ": no parameter for " + others.keySet());
    }
    for (Parameter parameter : parameters.all()) {
      Storage numbers = tensors.get(parameter.name()).storage();
      int offset = 0;
      for (Storage part : parameter.parts()) {
        copy(numbers, offset, part, 0, part.size());
        part.changed();
        offset += part.size();
      }
    }
  }

  static void checkFits(String name, Tensor tensor, DType dtype, int[] shape, Path file)
      throws IOException {
    if (tensor.dtype() != dtype || !Arrays.equals(tensor.shape(), shape)) {
      throw new IOException(
          file
              + ": '"
              + name
              + "' is "
              + tensor.dtype()
              + Arrays.toString(tensor.shape())
              + ", the parameter "
              + dtype
              + Arrays.toString(shape));
    }
  }

  private static void copy(Storage from, int start, Storage to, int at, int count) {
    for (int i = 0; i < count; i++) {
      to.set(at + i, from.get(start + i));
    }
  }
}
