package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The format, byte by byte, and files that are not of it. */
final class SafetensorsTest {

  private static final String ONE = "{'dtype':'F32','shape':[1],'data_offsets':[0,4]}";

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("f");
  }

  private void write(String header, int... data) throws IOException {
    byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer =
        ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(text.length).put(text);
    for (int each : data) {
      buffer.put((byte) each);
    }
    Files.write(file, buffer.array());
  }

  private String refused() {
    String message = assertThrows(IOException.class, () -> Safetensors.read(file)).getMessage();
    return message.substring(file.toString().length() + 2);
  }

  /** 1.5f is 00 00 C0 3F, the lowest byte first; tensors in any order in the header. */
  @Test
  void readsWhatTheFormatSays() throws IOException {
    write(
        " {'b' : {'dtype':'F64','shape':[],'data_offsets':[8,16]},".substring(1)
            + "'__metadata__':{'k\\u00e9y':'a\\nb'},"
            + "'a':{'data_offsets':[0,8],'shape':[2,1],'dtype':'F32'}}   ",
        0,
        0,
        0xC0,
        0x3F,
        0,
        0,
        0x80,
        0xBF,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0x40);
    Safetensors contents = Safetensors.read(file);
    assertArrayEquals(new int[] {2, 1}, contents.tensors().get("a").shape());
    assertArrayEquals(new double[] {1.5, -1}, contents.tensors().get("a").toDoubles());
    assertEquals(2, contents.tensors().get("b").item());
    assertEquals(Map.of("kéy", "a\nb"), contents.metadata());
  }

  @Test
  void writesWhatTheFormatSays() throws IOException {
    new Safetensors(Map.of("w", Tensor.of(new float[] {1.5f}, 1)), Map.of("a", "\"")).write(file);
    byte[] bytes = Files.readAllBytes(file);
    long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertEquals(0, length % 8);
    String header = new String(bytes, 8, (int) length, StandardCharsets.UTF_8);
    assertEquals(
        "{\"__metadata__\":{\"a\":\"\\\"\"},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        header.strip());
    assertArrayEquals(
        new byte[] {0, 0, (byte) 0xC0, 0x3F},
        Arrays.copyOfRange(bytes, 8 + (int) length, bytes.length));
  }

  /** Written by the format's own library for Python. */
  @Test
  void readsFilesOfPython() throws Exception {
    Path python =
        Path.of(SafetensorsTest.class.getResource("/reference/python.safetensors").toURI());
    Safetensors contents = Safetensors.read(python);
    assertEquals(Map.of("made", "by \"safetensors\" 0.8.0, é"), contents.metadata());
    Map<String, Tensor> tensors = contents.tensors();
    assertArrayEquals(new int[] {2, 3}, tensors.get("layer.weight").shape());
    assertArrayEquals(
        new double[] {1.5, -2, 3, 4, 5, 6.25}, tensors.get("layer.weight").toDoubles());
    assertArrayEquals(new float[] {0.1f, 0.2f}, tensors.get("layer.bias").storage().floats());
    assertArrayEquals(new int[] {0, 3}, tensors.get("empty").shape());
  }

  @Test
  void everythingComesBack() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("large", Sample.tensor(100, 301));
    tensors.put("floats \t\u0001é", Sample.tensor(40, 1001).to(DType.FLOAT));
    tensors.put("none", Tensor.zeros(DType.DOUBLE, 3, 0));
    tensors.put("odd", Tensor.of(new double[] {Double.NaN, -0.0, 1e-320}, 3));
    new Safetensors(tensors, Map.of()).write(file);
    Safetensors.read(file)
        .tensors()
        .forEach(
            (name, tensor) -> {
              assertEquals(tensors.get(name).dtype(), tensor.dtype());
              assertArrayEquals(tensors.get(name).shape(), tensor.shape());
              assertArrayEquals(tensors.get(name).toDoubles(), tensor.toDoubles());
            });
    assertEquals(tensors.keySet(), Safetensors.read(file).tensors().keySet());
  }

  @Test
  void everyTruncationIsNoticed() throws IOException {
    new Safetensors(Map.of("w", Sample.tensor(3)), Map.of()).write(file);
    byte[] all = Files.readAllBytes(file);
    for (int length = 0; length < all.length; length++) {
      Files.write(file, Arrays.copyOf(all, length));
      refused();
    }
    Files.write(file, Arrays.copyOf(all, all.length - 1));
    assertEquals("the file is cut off: it has 87 bytes, its header asks for 88", refused());
    Files.write(file, Arrays.copyOf(all, all.length + 1));
    assertEquals("there is more than tensors: it has 89 bytes, its header asks for 88", refused());
  }

  @Test
  void foreignFilesAreRefused() throws IOException {
    Files.write(file, "PK\003\004 a zip file of another tool".getBytes(StandardCharsets.UTF_8));
    assertEquals("no file of tensors: a header of 8800140462016121680 bytes", refused());
    Files.write(file, new byte[0]);
    assertEquals("the file is cut off", refused());
    Files.write(file, new byte[] {9, 0, 0, 0, 0, 0, 0, 0, 1});
    assertEquals("no file of tensors, or cut off: a header of 9 bytes in a file of 9", refused());
    Files.write(file, new byte[] {2, 0, 0, 0, 0, 0, 0, 0, (byte) 0xC3, 0x28});
    assertEquals("no file of tensors: the header is no text", refused());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]| no file of tensors: the header lacks an object at character 0",
        "{'w':1}| 'w' is no object",
        "{'w':{'dtype':'F16','shape':[1],'data_offsets':[0,2]}}"
            + "| 'w' has the type F16; F32 and F64 are known",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}"
            + "| 'w' has 2 elements and not so many numbers",
        "{'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}"
            + "| 'w' begins at byte 4, not at 0",
        "{'v':@,'w':@}| 'w' begins at byte 0, not at 4",
        "{'w':@,'w':@}| 'w' is there twice",
        "{'w':{'dtype':'F32','shape':[99999,99999],'data_offsets':[0,4]}}"
            + "| 'w' has too many elements",
        "{'w':{'dtype':'F32','shape':['1'],'data_offsets':[0,4]}}"
            + "| the shape of 'w' are no numbers",
        "{'w':{'dtype':'F32','data_offsets':[0,4]}}| 'w' has no shape",
        "{'w':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}"
            + "| no file of tensors: the header lacks a number from 0 to 10^18 at character 29",
        "{'__metadata__':{'k':{}}}| __metadata__ 'k' is no text",
        "{'w| no file of tensors: the header lacks more at character 3",
        "{'w':@} x| no file of tensors: the header lacks the end at character 55",
        "{'\\x':@}| no file of tensors: the header lacks an escape at character 4",
        "{'w':[[[[[[[[[[1]]]]]]]]]]}"
            + "| no file of tensors: the header lacks less within one another at character 13"
      })
  void malformedHeadersAreRefused(String header, String message) throws IOException {
    write(header.replace("@", ONE), 0, 0, 0, 0);
    assertEquals(message, refused());
  }
}
