package dev.gradc.processor.frontend;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The class file of a record, as far as it tells which of its members do nothing of their own (Java
 * Virtual Machine Specification, chapter 4).
 */
final class RecordClassFile {

  private static final int ALOAD_0 = 0x2a;
  private static final int INVOKESPECIAL = 0xb7;
  private static final int INVOKEVIRTUAL = 0xb6;
  private static final int PUTFIELD = 0xb5;
  private static final int GETFIELD = 0xb4;
  private static final int RETURN = 0xb1;

  private final ByteBuffer bytes;
  private final Map<Integer, Integer> constants = new LinkedHashMap<>();
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Map<String, ByteBuffer> methods = new LinkedHashMap<>();

  RecordClassFile(byte[] content) {
    bytes = ByteBuffer.wrap(content);
    bytes.position(8);
    readConstants();
    bytes.position(bytes.position() + 6);
    bytes.position(
        bytes.position() + 2 + 2 * Short.toUnsignedInt(bytes.getShort(bytes.position())));
    for (int count = next(); count > 0; count--) {
      bytes.getShort();
      fields.put(text(next()), text(next()));
      skipAttributes();
    }
    for (int count = next(); count > 0; count--) {
      bytes.getShort();
      readCode(text(next()) + text(next()));
    }
  }

  /** An unsigned number of two bytes. */
  private int next() {
    return Short.toUnsignedInt(bytes.getShort());
  }

  private void readConstants() {
    int count = next();
    for (int i = 1; i < count; i++) {
      constants.put(i, bytes.position());
      int tag = bytes.get();
      int size =
          switch (tag) {
            case 1 -> 2 + Short.toUnsignedInt(bytes.getShort(bytes.position()));
            case 5, 6 -> 8;
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            default -> 4;
          };
      bytes.position(bytes.position() + size);
      // Long numbers count twice.
      i += tag == 5 || tag == 6 ? 1 : 0;
    }
  }

  private String text(int constant) {
    int start = constants.get(constant) + 3;
    int length = Short.toUnsignedInt(bytes.getShort(start - 2));
    return new String(bytes.array(), start, length, StandardCharsets.UTF_8);
  }

  private void skipAttributes() {
    for (int count = next(); count > 0; count--) {
      bytes.getShort();
      int length = bytes.getInt();
      bytes.position(bytes.position() + length);
    }
  }

  private void readCode(String method) {
    for (int count = next(); count > 0; count--) {
      String attribute = text(next());
      int length = bytes.getInt();
      int start = bytes.position();
      if (attribute.equals("Code")) {
        int codeLength = bytes.getInt(start + 4);
        methods.put(method, bytes.slice(start + 8, codeLength));
      }
      bytes.position(start + length);
    }
  }

  /** Whether the canonical constructor puts its arguments into the fields, and that is all. */
  boolean keepsArguments(List<String> components) {
    List<String> descriptors = components.stream().map(fields::get).toList();
    ByteBuffer code = methods.get("<init>(" + String.join("", descriptors) + ")V");
    if (code == null || !isCallOfRecord(code)) {
      return false;
    }
    int slot = 1;
    for (int i = 0; i < components.size(); i++) {
      if (Byte.toUnsignedInt(code.get()) != ALOAD_0
          || loadedSlot(code) != slot
          || Byte.toUnsignedInt(code.get()) != PUTFIELD
          || !nameOfMember(code.getShort()).equals(components.get(i))) {
        return false;
      }
      slot += descriptors.get(i).equals("D") || descriptors.get(i).equals("J") ? 2 : 1;
    }
    return Byte.toUnsignedInt(code.get()) == RETURN;
  }

  private boolean isCallOfRecord(ByteBuffer code) {
    return Byte.toUnsignedInt(code.get()) == ALOAD_0
        && Byte.toUnsignedInt(code.get()) == INVOKESPECIAL
        && nameOfMember(code.getShort()).equals("<init>");
  }

  /** The variable that an instruction loads, -1 if it is another instruction. */
  private static int loadedSlot(ByteBuffer code) {
    int instruction = Byte.toUnsignedInt(code.get());
    if (instruction >= 0x15 && instruction <= 0x19) {
      return Byte.toUnsignedInt(code.get());
    }
    return instruction >= 0x1a && instruction <= 0x2d ? (instruction - 0x1a) % 4 : -1;
  }

  /** Whether the accessor reads its field, and that is all. */
  boolean readsField(String component) {
    ByteBuffer code = methods.get(component + "()" + fields.get(component));
    return code != null
        && code.remaining() == 5
        && Byte.toUnsignedInt(code.get()) == ALOAD_0
        && Byte.toUnsignedInt(code.get()) == GETFIELD
        && nameOfMember(code.getShort()).equals(component);
  }

  /** Whether the accessor gives a copy of the array in its field, and that is all. */
  boolean readsCopy(String component) {
    ByteBuffer code = methods.get(component + "()" + fields.get(component));
    return code != null
        && code.remaining() == 11
        && Byte.toUnsignedInt(code.get()) == ALOAD_0
        && Byte.toUnsignedInt(code.get()) == GETFIELD
        && nameOfMember(code.getShort()).equals(component)
        && Byte.toUnsignedInt(code.get()) == INVOKEVIRTUAL
        && nameOfMember(code.getShort()).equals("clone");
  }

  private String nameOfMember(short member) {
    int nameAndType = constants.get(Short.toUnsignedInt(member)) + 3;
    int pair = Short.toUnsignedInt(bytes.getShort(nameAndType));
    return text(Short.toUnsignedInt(bytes.getShort(constants.get(pair) + 1)));
  }
}
