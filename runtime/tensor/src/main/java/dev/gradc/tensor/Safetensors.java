package dev.gradc.tensor;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The contents of a file in the format safetensors: tensors by name, and texts. A file is the
 * length of a header in eight bytes, the header in JSON, and the numbers; nothing in it is
 * executed. Tensors of the types F32 and F64 are known.
 */
public final class Safetensors {

  private static final int CHUNK = 1 << 16;

  private final Map<String, Tensor> tensors;
  private final Map<String, String> metadata;

  /**
   * Contents to write; the tensors are not copied.
   *
   * @param tensors by name, in the order in which they are written
   * @param metadata texts about them
   */
  public Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** The tensors by name. */
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  /** The texts. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * Writes them. A file that is there is replaced when everything is written, not before.
   *
   * @param file the file
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
        byte[] header = SafetensorsHeader.of(tensors, metadata).bytes();
        out.write(littleEndian(Long.BYTES).putLong(header.length).array());
        out.write(header);
        for (Tensor tensor : tensors.values()) {
          write(tensor, out);
        }
      }
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void write(Tensor tensor, OutputStream out) throws IOException {
    int width = tensor.dtype().bytes();
    byte[] bytes = new byte[CHUNK];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < tensor.size(); i++) {
      if (tensor.dtype() == DType.DOUBLE) {
        buffer.putDouble(tensor.storage().doubles()[i]);
      } else {
        buffer.putFloat(tensor.storage().floats()[i]);
      }
      if (buffer.remaining() < width) {
        out.write(bytes, 0, buffer.position());
        buffer.clear();
      }
    }
    out.write(bytes, 0, buffer.position());
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @return what is in it
   * @throws IOException if it cannot be read, is cut off or is no such file
   */
  public static Safetensors read(Path file) throws IOException {
    long size = Files.size(file);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      SafetensorsHeader header = header(in, size);
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (SafetensorsHeader.Entry entry : header.entries()) {
        tensors.put(entry.name(), tensor(entry, in));
      }
      return new Safetensors(tensors, header.metadata());
    } catch (EOFException e) {
      throw new IOException(file + ": the file is cut off", e);
    } catch (MalformedHeaderException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static SafetensorsHeader header(DataInputStream in, long size)
      throws IOException, MalformedHeaderException {
    byte[] first = new byte[Long.BYTES];
    in.readFully(first);
    long length = littleEndian(Long.BYTES).put(first).flip().getLong();
    if (length < 2 || length > SafetensorsHeader.LARGEST) {
      throw new MalformedHeaderException("no file of tensors: a header of " + length + " bytes");
    } else if (length > size - Long.BYTES) {
      throw new MalformedHeaderException(
          "no file of tensors, or cut off: a header of " + length + " bytes in a file of " + size);
    }
    byte[] bytes = new byte[(int) length];
    in.readFully(bytes);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedHeaderException("no file of tensors: the header is no text");
    }
    SafetensorsHeader header = SafetensorsHeader.parse(text);
    long expected = Long.BYTES + length + header.dataLength();
    if (size != expected) {
      throw new MalformedHeaderException(
          (size < expected ? "the file is cut off: " : "there is more than tensors: ")
              + "it has "
              + size
              + " bytes, its header asks for "
              + expected);
    }
    return header;
  }

  private static Tensor tensor(SafetensorsHeader.Entry entry, InputStream in) throws IOException {
    Tensor tensor = Tensor.zeros(entry.dtype(), entry.shape());
    int width = entry.dtype().bytes();
    int done = 0;
    while (done < tensor.size()) {
      int count = Math.min(CHUNK / width, tensor.size() - done);
      byte[] bytes = in.readNBytes(count * width);
      if (bytes.length < count * width) {
        throw new EOFException();
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      if (entry.dtype() == DType.DOUBLE) {
        buffer.asDoubleBuffer().get(tensor.storage().doubles(), done, count);
      } else {
        buffer.asFloatBuffer().get(tensor.storage().floats(), done, count);
      }
      done += count;
    }
    return tensor;
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
